// The page: what is typed is built, and what comes out is shown. Everything happens in the browser.

import { Compiler } from "./compiler.js";
import { Editor } from "./editor.js";
import { Files } from "./files.js";
import { pack, unpack } from "./link.js";
import { Results, countsOf } from "./results.js";

const byId = (id) => document.getElementById(id);
const afterTyping = 300; // milliseconds
const first = "tenants";

const compiler = new Compiler();
const editor = new Editor({ text: byId("text"), numbers: byId("numbers"), marks: byId("marks") }, typed);
const files = new Files(byId("tabs"), chosen);
const results = new Results(
  { made: byId("made"), files: byId("files"), output: byId("output"), note: byId("note"), diagnostics: byId("diagnostics") },
  goTo,
);
let examples = {};
let diagnostics = [];
let timer = null;
let running = false;
let isStale = false; // something was typed since the build that runs began

function tell(text, failed = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("failed", failed);
}

function typed(text) {
  files.write(text);
  clearTimeout(timer);
  timer = setTimeout(build, afterTyping);
}

function chosen(path) {
  editor.show(files.texts[path]);
  byId("remove").disabled = path === "main.stack";
  showMarks();
}

function goTo(diagnostic) {
  if (files.texts[diagnostic.file] === undefined) return; // of the library
  if (files.chosen !== diagnostic.file) files.choose(diagnostic.file);
  editor.goTo(diagnostic);
}

function showMarks() {
  const placed = diagnostics.filter((one) => one.file !== undefined);
  editor.mark(placed.filter((one) => one.file === files.chosen));
  files.tellWrong(new Set(placed.filter((one) => one.severity === "error").map((one) => one.file)));
}

async function build() {
  isStale = true;
  if (running) return;
  running = true;
  while (isStale) {
    isStale = false;
    await buildOnce();
  }
  running = false;
}

async function buildOnce() {
  tell("Building…");
  try {
    const { answer, milliseconds } = await compiler.build({ files: files.texts });
    if (answer.fault !== undefined) throw new Error(answer.fault);
    if (isStale) return;
    diagnostics = answer.diagnostics ?? [];
    results.show(answer);
    showMarks();
    const counts = countsOf(diagnostics);
    tell(`${counts === "" ? "Built" : counts}, ${Math.round(milliseconds)} ms`);
  } catch (error) {
    tell(`The compiler broke off: ${error.message}`, true);
  }
}

function open(texts) {
  diagnostics = [];
  files.replace(texts);
  build();
}

async function share() {
  location.hash = `source=${await pack(files.texts)}`;
  try {
    await navigator.clipboard.writeText(location.href);
    tell("The link is in the clipboard");
  } catch {
    tell("The link is in the address bar");
  }
}

/** The source that the address has, if it has one that can be read. */
async function fromAddress() {
  const packed = /^#source=(.*)$/.exec(location.hash)?.[1];
  if (packed === undefined) return null;
  try {
    return await unpack(packed);
  } catch {
    tell("There is no source in this address that can be read", true);
    return null;
  }
}

async function openAddress() {
  const texts = await fromAddress();
  if (texts === null || JSON.stringify(texts) === JSON.stringify(files.texts)) return;
  byId("examples").value = "";
  open(texts);
}

function add() {
  const path = prompt("Path of the new file, as `types.stack`", "");
  if (path) files.add(path.trim());
}

async function start() {
  try {
    examples = await (await fetch("examples.json")).json();
    byId("examples").replaceChildren(new Option("of your own", "", false, false), ...Object.keys(examples).map((name) => new Option(name)));
    const texts = await fromAddress();
    byId("examples").value = texts === null ? first : "";
    await compiler.ready;
    open(texts ?? examples[first]);
  } catch (error) {
    tell(`The compiler could not be loaded: ${error.message}`, true);
  }
}

byId("examples").addEventListener("change", (event) => {
  if (event.target.value !== "") open(examples[event.target.value]);
});
byId("share").addEventListener("click", share);
byId("add").addEventListener("click", add);
byId("remove").addEventListener("click", () => {
  files.removeChosen();
  build();
});
addEventListener("hashchange", openAddress);
start();
