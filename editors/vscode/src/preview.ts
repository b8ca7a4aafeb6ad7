// Previews: files of the chart and the manifests of an environment, as virtual read-only documents that follow what is
// saved. What a preview shows stands in its address, so that it also comes back when the window is opened again.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";

import { filesOf, nameOf, type Outcome, run, sourceOf, withBuild } from "./stackc";

export const SCHEME = "stackc-preview";

/** What a preview shows: manifests without an environment are those of the defaults. */
type Shown =
    | { source: string; kind: "chart"; file: string }
    | { source: string; kind: "manifests"; environment?: string };

/** The name of the folder of manifests of a stack that has no environments. An environment may have it, too. */
const NO_ENVIRONMENT = "default";

function addressOf(shown: Shown): vscode.Uri {
    const file = shown.kind === "chart" ? shown.file : `${shown.environment ?? NO_ENVIRONMENT}.yaml`;
    const path = `/${nameOf(shown.source)}/${file}`;
    return vscode.Uri.from({ scheme: SCHEME, path, query: JSON.stringify(shown) });
}

/** The diagnostics as comments, since there is nothing else to show. */
function failure(outcome: Outcome): string {
    const lines = outcome.stderr.trimEnd().split("\n");
    return ["There is no preview, since stackc says:", "", ...lines].map((line) => `# ${line}`.trimEnd()).join("\n") + "\n";
}

function isOutcome(value: unknown): value is Outcome {
    return typeof value === "object" && value !== null && "stderr" in value;
}

/** The folder of the one chart below what a build made. */
function chartFolder(folder: string): string {
    const [chart] = readdirSync(join(folder, "charts"));
    return join(folder, "charts", chart);
}

export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.changed.event;

    /** `program` gives the path of stackc, which the settings may change. */
    constructor(private readonly program: () => string) {}

    dispose(): void {
        this.changed.dispose();
    }

    async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
        // A window that is opened again may ask before its workspace is trusted.
        if (!vscode.workspace.isTrusted) {
            return "# There is no preview in a workspace that is not trusted.\n";
        }
        const shown = JSON.parse(uri.query) as Shown;
        return shown.kind === "chart" ? this.chartFile(shown.source, shown.file) : this.manifests(shown.source, shown.environment);
    }

    /** All that is shown may have changed. */
    refresh(): void {
        for (const document of vscode.workspace.textDocuments) {
            if (document.uri.scheme === SCHEME) {
                this.changed.fire(document.uri);
            }
        }
    }

    /** Asks for a file of the chart and shows it. */
    async showChart(file: string): Promise<void> {
        const source = await sourceOf(this.program(), file);
        const files = await withBuild(this.program(), source, "helm", (folder) => filesOf(chartFolder(folder)));
        if (isOutcome(files)) {
            return this.complain(files);
        }
        const chosen = await vscode.window.showQuickPick(files, { placeHolder: "File of the chart" });
        if (chosen !== undefined) {
            await this.show({ source, kind: "chart", file: chosen });
        }
    }

    /** Asks for an environment, if there are several, and shows its manifests. */
    async showManifests(file: string): Promise<void> {
        const source = await sourceOf(this.program(), file);
        const environments = await withBuild(this.program(), source, "manifests", (folder) => readdirSync(join(folder, "manifests")).sort());
        if (isOutcome(environments)) {
            return this.complain(environments);
        }
        const chosen =
            environments.length === 1
                ? environments[0]
                : await vscode.window.showQuickPick(environments, { placeHolder: "Environment" });
        if (chosen !== undefined) {
            const isNamed = chosen !== NO_ENVIRONMENT || (await this.build(source, chosen)).ok;
            await this.show({ source, kind: "manifests", environment: isNamed ? chosen : undefined });
        }
    }

    private async show(shown: Shown): Promise<void> {
        const document = await vscode.workspace.openTextDocument(addressOf(shown));
        await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false });
    }

    private complain(outcome: Outcome): void {
        void vscode.window.showErrorMessage(`stackc: ${outcome.stderr.trim().split("\n")[0]}`);
    }

    private async chartFile(source: string, file: string): Promise<string> {
        const text = await withBuild(this.program(), source, "helm", (folder) => {
            const path = join(chartFolder(folder), file);
            return existsSync(path) ? readFileSync(path, "utf8") : "# The chart has no such file any more.\n";
        });
        return isOutcome(text) ? failure(text) : text;
    }

    private async manifests(source: string, environment: string | undefined): Promise<string> {
        const outcome = await this.build(source, environment);
        return outcome.ok ? outcome.stdout : failure(outcome);
    }

    /** The manifests of an environment that is declared, or of the defaults. */
    private build(source: string, environment: string | undefined): Promise<Outcome> {
        const chosen = environment === undefined ? [] : ["--env", environment];
        return run(this.program(), ["build", source, "--target", "manifests", ...chosen, "-o", "-"]);
    }
}
