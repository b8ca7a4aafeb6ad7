// Tokenizes Stack files by the TextMate grammar of the VS Code extension, with VS Code's own libraries.
//
//     tokenize.mjs MODULES check FILE...   no token of a right file is `invalid`, and at its end nothing is open
//     tokenize.mjs MODULES marks FILE...   below a line `// ^^^ scope` says that the tokens above have that scope, and
//                                          `// ^^^ -scope` that they don't
//     tokenize.mjs MODULES print FILE      each line with its tokens and their scopes, to compare with a snapshot
//
// MODULES is the folder node_modules with vscode-textmate and vscode-oniguruma. What is wrong is said as `file:line: …`;
// then the exit status is 1.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, mode, ...files] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "x.js"));
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const extension = join(dirname(fileURLToPath(import.meta.url)), "../../editors/vscode");
const { contributes } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));

await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
const registry = new Registry({
    onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
        const found = contributes.grammars.find((grammar) => grammar.scopeName === scope);
        const path = found && join(extension, found.path);
        return path ? parseRawGrammar(readFileSync(path, "utf8"), path) : null;
    },
});
const grammar = await registry.loadGrammar("source.stack");
let wrong = 0;

function complain(file, line, text) {
    console.log(`${file}:${line}: ${text}`);
    wrong += 1;
}

/** The lines of a file, each with its tokens, and what is open at its end. */
function tokenize(file) {
    let stack = INITIAL;
    const lines = readFileSync(file, "utf8").split(/\r?\n/).map((text) => {
        const { tokens, ruleStack } = grammar.tokenizeLine(text, stack);
        stack = ruleStack;
        return { text, tokens };
    });
    return { lines, open: stack.depth - 1 };
}

function check(file) {
    const { lines, open } = tokenize(file);
    lines.forEach(({ text, tokens }, index) => {
        for (const token of tokens) {
            const invalid = token.scopes.find((scope) => scope.startsWith("invalid."));
            if (invalid) {
                complain(file, index + 1, `${invalid}: ${text.slice(token.startIndex, token.endIndex)}`);
            }
        }
    });
    if (open > 0) {
        complain(file, lines.length, `rules that are open at the end: ${open}`);
    }
}

function marks(file) {
    let above;
    tokenize(file).lines.forEach(({ text, tokens }, index) => {
        const mark = /^(\s*\/\/\s*)(\^+)\s+(-?)(\S+)\s*$/.exec(text);
        if (!mark) {
            above = { text, tokens };
            return;
        }
        const [, before, carets, not, scope] = mark;
        for (const token of above.tokens) {
            const marked = token.startIndex < before.length + carets.length && token.endIndex > before.length;
            const has = token.scopes.some((own) => own === scope || own.startsWith(`${scope}.`));
            if (marked && has !== (not === "")) {
                const word = above.text.slice(token.startIndex, token.endIndex);
                complain(file, index + 1, `\`${word}\` is ${token.scopes.slice(1).join(" ")}`);
            }
        }
    });
}

function print(file) {
    for (const { text, tokens } of tokenize(file).lines) {
        console.log(`>${text}`);
        for (const { startIndex, endIndex, scopes } of tokens) {
            if (scopes.length > 1 && text.slice(startIndex, endIndex).trim() !== "") {
                console.log(`  ${text.slice(startIndex, endIndex)}  ${scopes.slice(1).join(" ")}`);
            }
        }
    }
}

for (const file of files) {
    ({ check, marks, print })[mode](file);
}
process.exitCode = wrong ? 1 : 0;
