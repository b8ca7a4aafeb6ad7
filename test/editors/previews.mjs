// The previews of the VS Code extension, with what they need of VS Code in its place.
//
//     previews.mjs MODULES STACKC FILE FOLDER
//
// Shows what is asked for and shown for FILE, a source of a stack, and for a faulty one, which is written into FOLDER.
// MODULES is the folder node_modules with esbuild.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { EVENT_EMITTER, bundled } from "./bundled.mjs";

const [modules, stackc, file, folder] = process.argv.slice(2);

const VSCODE = `${EVENT_EMITTER}
module.exports = {
    EventEmitter,
    Uri: { from: (parts) => parts },
    ViewColumn: { Beside: -2 },
    window: {
        showQuickPick: async (items) => { console.log("asked:", items.join(" ")); return items.find((item) => globalThis.choose.test(item)); },
        showErrorMessage: async (text) => console.log("complained:", text),
        showTextDocument: async () => {},
    },
    workspace: {
        isTrusted: true,
        textDocuments: [],
        openTextDocument: async (uri) => { module.exports.workspace.textDocuments.push({ uri }); return { uri }; },
    },
};
`;
const { exports: { Previews }, vscode: { workspace } } = bundled(modules, folder, "preview", VSCODE);

let program = stackc;
const previews = new Previews(() => program);

/** What the last preview shows: its address and the lines that `pattern` says. */
async function tell(pattern) {
    const { uri } = workspace.textDocuments.at(-1);
    const text = await previews.provideTextDocumentContent(uri);
    console.log("shown:", `${uri.scheme}:${uri.path}`);
    text.split("\n").filter((line) => pattern.test(line)).forEach((line) => console.log("  " + line));
}

globalThis.choose = /^production$/;
await previews.showManifests(file);
await tell(/^kind:/);

globalThis.choose = /^values\.yaml$/;
await previews.showChart(file);
await tell(/^replicaCount:/);

writeFileSync(join(folder, "main.stack"), 'chart small { version = "0.1.0" }\nvalues { count: Int = 1 }\n');
await previews.showManifests(join(folder, "main.stack"));
await tell(/^(# |kind:)/);
writeFileSync(join(folder, "main.stack"), 'chart small { version = "0.1.0" }\nvalues { count: Int = "x" }\n');
await tell(/./);
await previews.showManifests(join(folder, "main.stack"));
program = "/nowhere/stackc";
await previews.showChart(file);

// An environment may be called as the folder of a stack that has none.
program = stackc;
const inFolder = (name, text) => { const path = join(folder, name); mkdirSync(dirname(path), { recursive: true }); writeFileSync(path, text); return path; };
const CONFIG = `chart NAME { version = "0.1.0" }
import k8s.core.v1 { ConfigMap }
values { count: Int = 1 }
resource a: ConfigMap { metadata { name = "a" }, data { count = str(values.count) } }
`;
const named = inFolder("named/main.stack", CONFIG.replace("NAME", "named") + "environment default { values { count = 7 } }\nenvironment other {}\n");
globalThis.choose = /^default$/;
await previews.showManifests(named);
await tell(/count:/);

// A module belongs to who reads it, and a test to what it tests.
inFolder("of $ spaces/main.stack", CONFIG.replace("NAME", "main") + "import parts { two }\nlet three = two + 1\ncheck three == 3 else \"no\"\n");
const parts = inFolder("of $ spaces/parts.stack", "export let two = 2\n");
inFolder("of $ spaces/b.stack", CONFIG.replace("NAME", "b") + "import other { two }\ncheck two == 2 else \"no\"\n");
const other = inFolder("of $ spaces/other.stack", "export let two = 2\n");
const test = inFolder("of $ spaces/b.more.test.stack", 'test "a" { expect resources has 1 }\n');
const alone = inFolder("of $ spaces/alone.stack", "export let two = 2\n");
for (const one of [parts, other, test, join(dirname(other), "b.stack")]) {
    await previews.showManifests(one);
    console.log("of", JSON.parse(workspace.textDocuments.at(-1).uri.query).source.slice(folder.length));
}
// What nobody reads is no stack.
await previews.showManifests(alone);

workspace.isTrusted = false;
await tell(/./);

workspace.textDocuments.push({ uri: { scheme: "file", path: "/x.stack" } });
previews.onDidChange((uri) => console.log("anew:", uri.path));
previews.refresh();
