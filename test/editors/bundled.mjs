// A source of the VS Code extension, with what it needs of VS Code in its place.

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The listeners that VS Code's sources of events have. */
export const EVENT_EMITTER = `
class EventEmitter {
    heard = [];
    event = (listener) => this.heard.push(listener);
    fire(what) { this.heard.forEach((listener) => listener(what)); }
    dispose() {}
}`;

/**
 * What `editors/vscode/src/NAME.ts` exports, and the module that stands for VS Code, whose text `vscode` is. `modules`
 * is the folder node_modules with esbuild; into `folder` the bundle is written.
 */
export function bundled(modules, folder, name, vscode) {
    const { buildSync } = createRequire(join(resolve(modules), "x.js"))("esbuild");
    const source = join(dirname(fileURLToPath(import.meta.url)), `../../editors/vscode/src/${name}.ts`);
    const bundle = resolve(folder, `${name}.cjs`);
    const stub = resolve(folder, "node_modules/vscode/index.js");
    mkdirSync(dirname(stub), { recursive: true });
    writeFileSync(stub, vscode);
    buildSync({ entryPoints: [source], bundle: true, platform: "node", format: "cjs", outfile: bundle, external: ["vscode"] });
    const load = createRequire(bundle);
    return { exports: load(bundle), vscode: load(stub) };
}
