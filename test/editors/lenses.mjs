// The commands of the VS Code extension, with what they need of VS Code, and the server, in its place.
//
//     lenses.mjs MODULES FOLDER
//
// Prints what is shown of what the server answers. MODULES is the folder node_modules with esbuild; into FOLDER the
// bundle is written.

import { bundled } from "./bundled.mjs";

const [modules, folder] = process.argv.slice(2);

const VSCODE = `
class Location { constructor(uri, range) { this.uri = uri; this.range = range; } }
class Range { constructor(...numbers) { this.numbers = numbers; } }
class Position { constructor(line, character) { this.line = line; this.character = character; } }
module.exports = {
    Location, Range, Position,
    Uri: { parse: (text) => text },
    commands: {
        executeCommand: async (name, uri, position, locations) =>
            console.log(name, uri, position.line, ...locations.map((one) => one.uri + ":" + one.range.numbers.join(","))),
    },
    window: {
        createOutputChannel: () => ({
            clear() {}, dispose() {}, append: (text) => console.log("output:", text), show: () => console.log("output is shown"),
        }),
        showInformationMessage: async (text) => console.log("told:", text),
    },
};
`;
const { exports: { Commands } } = bundled(modules, folder, "commands", VSCODE);

const commands = new Commands();
const at = { uri: "file:///main.stack", position: { line: 4, character: 2 } };
const range = { start: { line: 7, character: 1 }, end: { line: 7, character: 9 } };
const answer = (result) => async () => result;
const items = [{ name: "Deployment/shop", location: { uri: "file:///main.stack", range } }, { name: "the notes" }];
await commands.execute("stackc.showReached", [at], answer({ title: "`a`: reaches 1 resource", items }));
await commands.execute("stackc.showReached", [at], answer({ title: "`a`: reaches nothing", items: [] }));
await commands.execute("stackc.runTest", [at], answer({ name: "takes", passed: true, text: "1 passed" }));
await commands.execute("stackc.runTest", [at], answer({ name: "takes", passed: false, text: "1 failed" }));
await commands.execute("stackc.runTest", [at], answer(undefined));
commands.dispose();
