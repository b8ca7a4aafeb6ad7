// The preview that follows the cursor: what its line makes, as the server says of the text in the editor, saved or not.

import * as vscode from "vscode";

export const LINE_SCHEME = "stackc-line";

/** How long the cursor has to rest, in milliseconds. */
const REST = 150;

interface Line {
    path: string;
    line: number;
}

/** What the server answers to `stackc.preview`. */
interface Made extends Partial<Line> {
    environments: string[];
    text?: string;
    others: Line[];
}

/** What is shown: the chart, or the manifests of an environment. Without a name they are those of the defaults. */
interface Choice {
    show: "chart" | "manifests";
    environment?: string;
}

function isStack(editor: vscode.TextEditor | undefined): editor is vscode.TextEditor {
    return editor?.document.languageId === "stack";
}

export class Follower implements vscode.TextDocumentContentProvider, vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.changed.event;
    private readonly uri = vscode.Uri.from({ scheme: LINE_SCHEME, path: "/What the Line Makes.yaml" });
    private readonly mark = vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
    });
    private choice: Choice = { show: "chart" };
    private text = "# Nothing was asked for yet.\n";
    private line = 0;
    private timer: ReturnType<typeof setTimeout> | undefined;
    /** The number of the last question: answers to those before it come too late. */
    private asked = 0;

    dispose(): void {
        clearTimeout(this.timer);
        this.changed.dispose();
        this.mark.dispose();
    }

    provideTextDocumentContent(): string {
        return this.text;
    }

    /** Asks what is to be shown, and shows what the line of the cursor makes of it. */
    async start(): Promise<void> {
        const editor = vscode.window.activeTextEditor;
        if (!isStack(editor)) {
            void vscode.window.showInformationMessage("Open a .stack file first.");
            return;
        }
        let environments: string[];
        try {
            environments = (await this.ask(editor, { show: "chart" })).environments;
        } catch (error) {
            void vscode.window.showErrorMessage(`stackc: ${error instanceof Error ? error.message : String(error)}`);
            return;
        }
        const chart = { label: "The chart", choice: { show: "chart" } as Choice };
        const others = (environments.length === 0 ? [undefined] : environments).map((environment) => ({
            label: environment === undefined ? "The manifests" : `The manifests of ${environment}`,
            choice: { show: "manifests", environment } as Choice,
        }));
        const chosen = await vscode.window.showQuickPick([chart, ...others], { placeHolder: "What the line makes in" });
        if (chosen === undefined) {
            return;
        }
        this.choice = chosen.choice;
        const document = await vscode.workspace.openTextDocument(this.uri);
        await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false });
        await this.update(editor);
    }

    /** The cursor moved, or the text has changed: once it rests, the preview follows. */
    moved(editor: vscode.TextEditor | undefined): void {
        if (isStack(editor) && this.isShown()) {
            clearTimeout(this.timer);
            this.timer = setTimeout(() => void this.update(editor), REST);
        }
    }

    /** The document has the text that was made for it. */
    filled(document: vscode.TextDocument): void {
        if (document.uri.scheme === LINE_SCHEME) {
            this.reveal();
        }
    }

    private isShown(): boolean {
        return vscode.window.visibleTextEditors.some((one) => one.document.uri.scheme === LINE_SCHEME);
    }

    private async ask(editor: vscode.TextEditor, choice: Choice): Promise<Made> {
        const { line, character } = editor.selection.active;
        const asked = { uri: editor.document.uri.toString(), position: { line, character }, ...choice };
        return (await vscode.commands.executeCommand("stackc.preview", asked)) as Made;
    }

    /** What was shown stays where a line makes nothing, and while the text has errors. */
    private async update(editor: vscode.TextEditor): Promise<void> {
        const asked = ++this.asked;
        let made: Made;
        try {
            made = await this.ask(editor, this.choice);
        } catch {
            return;
        }
        if (asked !== this.asked || made?.path === undefined) {
            return;
        }
        const names = [...new Set(made.others.map((one) => one.path))].filter((one) => one !== made.path);
        const head = [`# ${made.path}:${(made.line ?? 0) + 1}`, ...(names.length > 0 ? [`# and ${names.join(", ")}`] : [])];
        const text = `${head.join("\n")}\n\n${made.text ?? ""}`;
        this.line = head.length + 1 + (made.line ?? 0);
        if (text === this.text) {
            this.reveal();
        } else {
            this.text = text;
            this.changed.fire(this.uri);
        }
    }

    private reveal(): void {
        const range = new vscode.Range(this.line, 0, this.line, 0);
        for (const editor of vscode.window.visibleTextEditors.filter((one) => one.document.uri.scheme === LINE_SCHEME)) {
            editor.setDecorations(this.mark, [range]);
            editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
        }
    }
}
