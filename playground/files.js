// The files of the source as tabs.

export class Files {
  #tabs;
  #onChosen;
  #texts = {};
  #chosen = "main.stack";

  /** `onChosen` is called with the path of the file that is shown from then on. */
  constructor(tabs, onChosen) {
    this.#tabs = tabs;
    this.#onChosen = onChosen;
    tabs.addEventListener("keydown", (event) => this.#move(event));
  }

  get texts() {
    return this.#texts;
  }

  get chosen() {
    return this.#chosen;
  }

  /** All files at once; `main.stack` is shown. */
  replace(texts) {
    this.#texts = { ...texts };
    this.choose("main.stack");
  }

  choose(path) {
    this.#chosen = path;
    this.#draw();
    this.#onChosen(path);
  }

  write(text) {
    this.#texts[this.#chosen] = text;
  }

  add(path) {
    this.#texts[path] ??= "";
    this.choose(path);
  }

  /** Takes away the file that is shown; the main one stays. */
  removeChosen() {
    if (this.#chosen === "main.stack") return;
    delete this.#texts[this.#chosen];
    this.choose("main.stack");
  }

  /** Tells in which files something is wrong. */
  tellWrong(paths) {
    for (const tab of this.#tabs.children) tab.classList.toggle("wrong", paths.has(tab.textContent));
  }

  #draw() {
    const tabs = Object.keys(this.#texts).map((path) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.role = "tab";
      tab.textContent = path;
      tab.ariaSelected = String(path === this.#chosen);
      tab.tabIndex = path === this.#chosen ? 0 : -1;
      tab.setAttribute("aria-controls", "editor");
      tab.addEventListener("click", () => this.choose(path));
      return tab;
    });
    this.#tabs.replaceChildren(...tabs);
  }

  /** The arrows go from tab to tab, as they do in other rows of tabs. */
  #move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const paths = Object.keys(this.#texts);
    const next = (paths.indexOf(this.#chosen) + step + paths.length) % paths.length;
    this.choose(paths[next]);
    this.#tabs.children[next].focus();
    event.preventDefault();
  }
}
