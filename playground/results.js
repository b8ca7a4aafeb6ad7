// What comes out of a build, as the page shows it.

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** "1 error, 2 warnings"; empty if there is neither. */
export function countsOf(diagnostics) {
  const parts = [];
  for (const severity of ["error", "warning"]) {
    const count = diagnostics.filter((one) => one.severity === severity).length;
    if (count > 0) parts.push(`${count} ${severity}${count > 1 ? "s" : ""}`);
  }
  return parts.join(", ");
}

/** The files of a build by what they are of: the chart's by their paths below charts/, the manifests' of each environment. */
function grouped(files) {
  const groups = new Map();
  for (const [path, text] of Object.entries(files)) {
    const [first, second, ...rest] = path.split("/");
    const [group, name] =
      first === "manifests" ? [`manifests of ${second}`, rest.join("/")] : ["chart", [second, ...rest].join("/")];
    if (!groups.has(group)) groups.set(group, new Map());
    groups.get(group).set(name, text);
  }
  return groups;
}

/** As they are, but files whose names begin with a dot last. */
function ordered(paths) {
  const isHidden = (path) => Number(/(^|\/)\.[^/]*$/.test(path));
  return [...paths].sort((a, b) => isHidden(a) - isHidden(b));
}

function fill(select, names) {
  const chosen = select.value;
  select.replaceChildren(...names.map((name) => new Option(name)));
  if (names.includes(chosen)) select.value = chosen;
  select.disabled = names.length === 0;
}

export class Results {
  #parts;
  #groups = new Map();

  /** `onPlace` is called with a diagnostic whose place is asked for. */
  constructor(parts, onPlace) {
    this.#parts = { ...parts, onPlace };
    parts.made.addEventListener("change", () => this.#showNames());
    parts.files.addEventListener("change", () => this.#showText());
  }

  /** An answer of the compiler. Where there are errors, what was made before stays, as something old. */
  show({ diagnostics = [], files = {}, missing = "", error }) {
    const { output, note, diagnostics: list, onPlace } = this.#parts;
    const wrong = error !== undefined || diagnostics.some((one) => one.severity === "error");
    output.classList.toggle("old", wrong);
    note.hidden = missing === "" && error === undefined;
    note.textContent = error ?? `No manifests${missing}`;
    list.replaceChildren(...diagnostics.map((one) => this.#item(one, onPlace)));
    if (diagnostics.length === 0) list.replaceChildren(element("li", "", error === undefined ? "none" : error));
    if (wrong) return;
    this.#groups = grouped(files);
    fill(this.#parts.made, [...this.#groups.keys()]);
    this.#showNames();
  }

  #showNames() {
    fill(this.#parts.files, ordered((this.#groups.get(this.#parts.made.value) ?? new Map()).keys()));
    this.#showText();
  }

  #showText() {
    const { made, files, output } = this.#parts;
    const text = this.#groups.get(made.value)?.get(files.value) ?? "";
    if (output.textContent === text) return;
    output.textContent = text;
    output.scrollTop = 0;
  }

  #item(one, onPlace) {
    const item = element("li", one.severity, "");
    const head = element(one.file ? "button" : "span", "", "");
    head.append(element("b", "", `${one.severity} ${one.code}`), ` ${one.message} `);
    if (one.file) {
      head.type = "button";
      head.append(element("span", "place", `${one.file}:${one.line}:${one.column}`));
      head.addEventListener("click", () => onPlace(one));
    }
    item.append(head);
    for (const note of one.notes ?? []) item.append(element("small", "", note.message));
    if (one.suggestion) item.append(element("small", "", one.suggestion));
    return item;
  }
}
