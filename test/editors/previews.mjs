// The previews of the VS Code extension, with what they need of VS Code in its place.
//
//     previews.mjs MODULES STACKC FILE FOLDER
//
// Shows what is asked for and shown for FILE, a source of a stack, and for a faulty one, which is written into FOLDER.
// MODULES is the folder node_modules with esbuild.

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, stackc, file, folder] = process.argv.slice(2);
const { buildSync } = createRequire(join(resolve(modules), "x.js"))("esbuild");
const source = join(dirname(fileURLToPath(import.meta.url)), "../../editors/vscode/src/preview.ts");

const VSCODE = `
class EventEmitter {
    heard = [];
    event = (listener) => this.heard.push(listener);
    fire(what) { this.heard.forEach((listener) => listener(what)); }
    dispose() {}
}
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
const bundle = resolve(folder, "preview.cjs");
const stub = resolve(folder, "node_modules/vscode/index.js");
mkdirSync(dirname(stub), { recursive: true });
writeFileSync(stub, VSCODE);
buildSync({ entryPoints: [source], bundle: true, platform: "node", format: "cjs", outfile: bundle, external: ["vscode"] });
const { Previews } = createRequire(bundle)(bundle);
const { workspace } = createRequire(bundle)(stub);

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

workspace.isTrusted = false;
await tell(/./);

workspace.textDocuments.push({ uri: { scheme: "file", path: "/x.stack" } });
previews.onDidChange((uri) => console.log("anew:", uri.path));
previews.refresh();
