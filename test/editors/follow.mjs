// The preview of the VS Code extension that follows the cursor, with what it needs of VS Code, and the server, in its
// place.
//
//     follow.mjs MODULES FOLDER
//
// Prints what is asked and shown. MODULES is the folder node_modules with esbuild; into FOLDER the bundle is written.

import { EVENT_EMITTER, bundled } from "./bundled.mjs";

const [modules, folder] = process.argv.slice(2);

const VSCODE = `${EVENT_EMITTER}
class Range { constructor(...numbers) { this.numbers = numbers; } }
module.exports = {
    EventEmitter, Range,
    ThemeColor: class {},
    Uri: { from: (parts) => parts },
    ViewColumn: { Beside: -2 },
    TextEditorRevealType: {},
    commands: {
        executeCommand: async (name, asked) => {
            console.log(name, JSON.stringify(asked));
            return globalThis.answer(asked);
        },
    },
    window: {
        visibleTextEditors: [],
        createTextEditorDecorationType: () => ({ dispose() {} }),
        showQuickPick: async (items) => {
            console.log("asked:", items.map((item) => item.label).join(", "));
            return items.find((item) => globalThis.choose.test(item.label));
        },
        showErrorMessage: async (text) => console.log("complained:", text),
        showInformationMessage: async (text) => console.log("told:", text),
        showTextDocument: async (document) => module.exports.window.visibleTextEditors.push({
            document,
            setDecorations: (mark, ranges) => console.log("marked:", ranges[0].numbers[0]),
            revealRange: () => {},
        }),
    },
    workspace: { openTextDocument: async (uri) => ({ uri }) },
};
`;
const { exports: { Follower }, vscode: { window } } = bundled(modules, folder, "follow", VSCODE);

const follower = new Follower();
follower.onDidChange((uri) => {
    console.log("shown:", follower.provideTextDocumentContent().replace(/\n/g, "|"));
    follower.filled({ uri });
});
const at = (line) => ({ document: { languageId: "stack", uri: { toString: () => "file:///main.stack" } }, selection: { active: { line, character: 0 } } });
const rest = () => new Promise((done) => setTimeout(done, 400));
const made = (line, others = []) => () => ({ environments: ["dev", "prod"], path: "templates/a.yaml", line, text: "a: 1\nb: 2\n", others });

await follower.start();
window.activeTextEditor = at(3);
globalThis.answer = () => { throw new Error("the stack has errors"); };
await follower.start();
globalThis.choose = /prod/;
globalThis.answer = made(0, [{ path: "templates/a.yaml", line: 1 }, { path: "templates/b.yaml", line: 0 }]);
await follower.start();

// Where the cursor rests is asked once; an old answer is of no use.
globalThis.answer = made(1);
[4, 5, 6].forEach((line) => follower.moved(at(line)));
await rest();
// The same text in another line, a line that makes nothing, and one with errors.
globalThis.answer = made(1);
follower.moved(at(7));
await rest();
globalThis.answer = () => ({ environments: [], others: [] });
follower.moved(at(8));
await rest();
globalThis.answer = () => { throw new Error("the stack has errors"); };
follower.moved(at(9));
await rest();
// Where it is not shown any more nothing is asked.
window.visibleTextEditors.length = 0;
follower.moved(at(10));
await rest();
follower.dispose();
