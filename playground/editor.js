// A text area with numbered lines, in which places are marked.

/** A range of the text from (line, column) on, both from 1, columns in code points, its end exclusive. */
function offsetsOf(lines, starts, { line, column, endLine, endColumn }) {
  const at = (row, place) => {
    const index = Math.min(row, lines.length) - 1;
    const before = [...lines[index]].slice(0, place - 1).join("");
    return starts[index] + before.length;
  };
  const begin = at(line, column);
  const end = at(endLine, endColumn);
  return { begin, end: Math.max(end, begin + 1) };
}

export class Editor {
  #text;
  #numbers;
  #marks;
  #ranges = [];

  /** `onInput` is called when the text was typed in. */
  constructor({ text, numbers, marks }, onInput) {
    this.#text = text;
    this.#numbers = numbers;
    this.#marks = marks;
    text.addEventListener("input", () => {
      this.#ranges = []; // of the text as it was
      this.#draw();
      onInput(text.value);
    });
    text.addEventListener("scroll", () => this.#scroll());
  }

  show(value) {
    this.#text.value = value;
    this.#ranges = [];
    this.#draw();
    this.#text.scrollTop = 0;
  }

  /** Marks places of the text as it is; each has a `severity`. */
  mark(places) {
    this.#ranges = places;
    this.#draw();
  }

  /** Puts the cursor there, in sight. */
  goTo(place) {
    const { begin } = this.#offsets([place])[0];
    this.#text.focus();
    this.#text.setSelectionRange(begin, begin);
    const height = parseFloat(getComputedStyle(this.#text).lineHeight);
    this.#text.scrollTop = Math.max(0, (place.line - 4) * height);
  }

  #offsets(places) {
    const lines = this.#text.value.split("\n");
    const starts = [];
    let start = 0;
    for (const line of lines) {
      starts.push(start);
      start += line.length + 1;
    }
    return places.map((place) => ({ ...offsetsOf(lines, starts, place), severity: place.severity }));
  }

  #draw() {
    const value = this.#text.value;
    const count = value.split("\n").length;
    this.#numbers.textContent = Array.from({ length: count }, (_, i) => i + 1).join("\n") + "\n\n";
    const parts = [];
    let done = 0;
    for (const { begin, end, severity } of this.#offsets(this.#ranges).sort((a, b) => a.begin - b.begin)) {
      if (begin < done) continue; // inside of one that is marked
      const mark = document.createElement("mark");
      mark.className = severity;
      // A place at the end of a line is marked where nothing stands.
      const inside = value.slice(begin, end);
      mark.textContent = inside.trim() === "" ? " " + inside : inside;
      parts.push(value.slice(done, begin), mark);
      done = end;
    }
    this.#marks.replaceChildren(...parts, value.slice(done) + "\n\n");
    this.#scroll();
  }

  #scroll() {
    this.#numbers.scrollTop = this.#text.scrollTop;
    this.#marks.scrollTop = this.#text.scrollTop;
    this.#marks.scrollLeft = this.#text.scrollLeft;
  }
}
