// What the page has of the compiler: one worker, a new one after a program that broke off.

export class Compiler {
  #worker = null;
  #waiting = new Map();
  #next = 0;
  #ready;

  constructor() {
    this.#begin();
  }

  /** Resolves to the milliseconds that the program took to start, once it has. */
  get ready() {
    return this.#ready;
  }

  /** @returns {Promise<{answer: object, milliseconds: number}>} rejected if the program broke off */
  build(request) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request });
    });
  }

  #begin() {
    this.#worker = new Worker("worker.js");
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.onerror = (event) => reject(new Error(event.message));
      this.#worker.onmessage = ({ data }) => {
        if (data.ready !== undefined) resolve(data.ready);
        else if (data.id === undefined) reject(new Error(data.trap));
        else this.#settle(data);
      };
    });
  }

  #settle(data) {
    const { resolve, reject } = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if (data.trap === undefined) return resolve(data);
    this.#worker.terminate();
    for (const other of this.#waiting.values()) other.reject(new Error("the compiler broke off"));
    this.#waiting.clear();
    this.#begin();
    reject(new Error(data.trap));
  }
}
