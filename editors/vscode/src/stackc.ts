// Runs stackc, and knows which stack a file belongs to.

import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
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

/** The source that `file` belongs to: the nearest main.stack in its folder or above it, else the file itself. */
export function sourceOf(file: string): string {
    for (let folder = dirname(file); ; folder = dirname(folder)) {
        const main = join(folder, "main.stack");
        if (existsSync(main)) {
            return main;
        }
        if (dirname(folder) === folder) {
            return file;
        }
    }
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
    const folder = mkdtempSync(join(tmpdir(), "stackc-preview-"));
    try {
        const outcome = await run(program, ["build", source, "--target", target, "-o", folder]);
        return outcome.ok ? read(folder) : outcome;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
