// Runs stackc, and knows which stack a file belongs to.

import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";

/** Room for the manifests of a large stack. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** What a run of stackc came to. */
export interface Outcome {
    /** Whether the exit status is 0. */
    ok: boolean;
    stdout: string;
    /** The diagnostics, or why stackc could not be run. */
    stderr: string;
}

/** Runs `program` with `args`; never throws. */
export function run(program: string, args: string[]): Promise<Outcome> {
    return new Promise((resolve) => {
        execFile(program, args, { maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
            resolve({ ok: error === null, stdout, stderr: stderr || (error?.message ?? "") });
        });
    });
}

/** The file `x.stack` that `x.test.stack` or `x.y.test.stack` tests, if it is there. */
function testedBy(file: string): string | undefined {
    const stem = /^(.+)\.test\.stack$/.exec(basename(file))?.[1];
    for (let name = stem ?? ""; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
        const source = join(dirname(file), `${name}.stack`);
        if (existsSync(source)) {
            return source;
        }
    }
    return undefined;
}

/** The `main.stack` in the folder of `file`, or in the nearest one above that has one. */
function mainAbove(file: string): string | undefined {
    for (let folder = dirname(file); ; folder = dirname(folder)) {
        const main = join(folder, "main.stack");
        if (existsSync(main)) {
            return main;
        }
        if (dirname(folder) === folder) {
            return undefined;
        }
    }
}

/** Does a file declare a chart, and so is a stack of its own? */
function isChart(file: string): boolean {
    try {
        return /^\s*chart\s/m.test(readFileSync(file, "utf8"));
    } catch {
        return false;
    }
}

/** Does a build of `source` read `file`? Undefined where the source has errors. */
async function reads(program: string, source: string, file: string): Promise<boolean | undefined> {
    return inFolder(async (folder) => {
        const rule = join(folder, "read");
        const outcome = await run(program, ["build", source, "--target", "helm", "-o", join(folder, "out"), "--depfile", rule]);
        // A path in it is escaped as make wants it.
        const name = file.replace(/[ #:]/g, "\\$&").replace(/\$/g, "$$$$");
        return outcome.ok ? readFileSync(rule, "utf8").split("\n").includes(`${name}:`) : undefined;
    });
}

/**
 * The source of the stack that `file` belongs to, by the rules of the language server: that of a test is what it tests, a
 * chart is its own, and a module belongs to the nearest `main.stack` that reads it, or to a chart beside it that does.
 */
export async function sourceOf(program: string, file: string): Promise<string> {
    const tested = testedBy(file);
    if (tested !== undefined) {
        return sourceOf(program, tested);
    }
    if (basename(file) === "main.stack" || isChart(file)) {
        return file;
    }
    const main = mainAbove(file);
    const beside = readdirSync(dirname(file))
        .filter((name) => name.endsWith(".stack"))
        .map((name) => join(dirname(file), name))
        .filter((one) => one !== main && one !== file && isChart(one))
        .sort();
    for (const source of main === undefined ? beside : [main, ...beside]) {
        const isRead = await reads(program, source, file);
        // Of a main.stack with errors, these are what there is to show.
        if (isRead || (isRead === undefined && source === main)) {
            return source;
        }
    }
    return file;
}

/** A name for `source` that people know it by: its folder's, or its own. */
export function nameOf(source: string): string {
    return basename(source) === "main.stack" ? basename(dirname(source)) : basename(source, ".stack");
}

/** The files of `folder`, as paths relative to it. */
export function filesOf(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
        .sort();
}

/** Hands a new folder to `use`, and removes it when that is done. */
async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), "stackc-preview-"));
    try {
        return await use(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/**
 * Builds `source` into a folder of its own, hands that to `read` and removes it. Gives what `read` gives, or the outcome of
 * a build that failed.
 */
export async function withBuild<T>(
    program: string,
    source: string,
    target: "helm" | "manifests",
    read: (folder: string) => T,
): Promise<T | Outcome> {
    return inFolder(async (folder) => {
        const outcome = await run(program, ["build", source, "--target", target, "-o", folder]);
        return outcome.ok ? read(folder) : outcome;
    });
}
