// Runs in the browser beside the page: builds everything that the page can build, uses the page, and posts what it saw.

import { Compiler } from "./compiler.js";
import { pack, unpack } from "./link.js";

const faults = [];

function expect(what, isSo) {
  if (!isSo) faults.push(`the page: ${what}`);
}

async function until(isSo, what) {
  for (let tries = 0; tries < 600; ++tries) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never: ${what}`);
}

/** The page in a frame, once it has built what it opens with. */
async function opened(hash) {
  const frame = document.createElement("iframe");
  frame.src = `index.html${hash}`;
  frame.style = "width: 1200px; height: 800px";
  document.body.replaceChildren(frame);
  await new Promise((resolve) => (frame.onload = resolve));
  const byId = (id) => frame.contentDocument.getElementById(id);
  await until(() => /\d ms$/.test(byId("status").textContent), "the first build");
  return byId;
}

function type(byId, text) {
  byId("text").value = text;
  byId("text").dispatchEvent(new Event("input"));
}

function choose(select, value) {
  select.value = value;
  select.dispatchEvent(new Event("change"));
}

async function useAsPerson() {
  const byId = await opened("");
  expect("shows the chart", byId("made").value === "chart" && /apiVersion: v2/.test(byId("output").textContent));
  expect("has no diagnostic", byId("diagnostics").textContent === "none");
  const right = byId("text").value;
  type(byId, right + "\nlet wrong = nothingOfThisName\n");
  await until(() => /error/.test(byId("status").textContent), "an error");
  expect("lists the error", /nothingOfThisName/.test(byId("diagnostics").textContent));
  expect("marks the error", byId("marks").querySelector("mark.error")?.textContent.includes("nothingOfThisName"));
  expect("marks the tab", byId("tabs").querySelector("[aria-selected=true]").classList.contains("wrong"));
  type(byId, right);
  await until(() => /^Built/.test(byId("status").textContent), "the error gone");
  choose(byId("examples"), "xerv");
  await until(() => /xerv/.test(byId("text").value) && /^Built/.test(byId("status").textContent), "XERV");
  const manifests = [...byId("made").options].find((option) => option.value.startsWith("manifests"));
  expect("has manifests of XERV", manifests !== undefined);
  choose(byId("made"), manifests?.value);
  expect("shows them", /kind: /.test(byId("output").textContent));
}

async function useLink(files) {
  const hash = `#source=${await pack(files)}`;
  expect("a link has letters, digits, - and _ alone", /^#source=[\w-]+$/.test(hash));
  const same = await unpack(hash.slice("#source=".length));
  expect("a link has the source", JSON.stringify(same) === JSON.stringify(files));
  const byId = await opened(hash);
  expect("opens what a link has", byId("text").value === files["main.stack"]);
}

async function run() {
  const compiler = new Compiler();
  const start = await compiler.ready;
  const examples = {};
  const sources = await (await fetch("examples.json")).json();
  for (const [name, files] of Object.entries(sources)) {
    const { answer, milliseconds } = await compiler.build({ files });
    if (answer.fault ?? answer.error) faults.push(`${name}: ${answer.fault ?? answer.error}`);
    examples[name] = { files: answer.files ?? {}, milliseconds };
  }
  const wrong = {};
  for (const [name, text] of Object.entries(await (await fetch("wrong.json")).json()))
    wrong[name] = (await compiler.build({ files: { "main.stack": text } })).answer.diagnostics;
  await useAsPerson();
  await useLink({ ...sources.nexus, "main.stack": sources.nexus["main.stack"] + "// ümläute 🦊\n" });
  return { start, examples, wrong };
}

let seen = { start: 0, examples: {}, wrong: {} };
try {
  seen = await run();
} catch (error) {
  faults.push(`it broke off: ${error.stack}`);
}
await fetch("result", { method: "POST", body: JSON.stringify({ ...seen, faults }) });
