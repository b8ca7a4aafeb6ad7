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
    if (this.#worker === null) this.#begin();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request });
    });
  }

  #begin() {
    const worker = new Worker("worker.js");
    this.#worker = worker;
    this.#ready = new Promise((resolve, reject) => {
      const fail = (why) => {
        reject(why);
        this.#end(why);
      };
      worker.onerror = (event) => {
        if (worker === this.#worker) fail(new Error(event.message ?? "its program can't be read"));
      };
      worker.onmessage = ({ data }) => {
        if (worker !== this.#worker) return;
        if (data.ready !== undefined) resolve(data.ready);
        else if (data.id === undefined) fail(new Error(data.trap));
        else this.#settle(data);
      };
    });
    this.#ready.catch(() => {}); // whoever waits for a build is told, too
  }

  #settle(data) {
    const { resolve, reject } = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if (data.trap === undefined) return resolve(data);
    reject(new Error(data.trap));
    this.#end(new Error("the compiler broke off"));
    this.#begin();
  }

  /** The worker is of no more use: nobody waits for it any longer, and a build needs another one. */
  #end(why) {
    this.#worker.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
  }
}
