// What VS Code calls: puts the language server, the previews and the commands together.

import * as vscode from "vscode";

import { program, Server } from "./client";
import { Follower, LINE_SCHEME } from "./follow";
import { Previews, SCHEME } from "./preview";

/** What the server is started with. */
const SETTINGS = ["stackc.path", "stackc.arguments", "stackc.valueHints"];

/** Runs `show` for the file that is edited, once it is saved: previews are of what is on the disk. */
async function forActiveFile(show: (file: string) => Promise<void>): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== "stack" || document.uri.scheme !== "file") {
        void vscode.window.showInformationMessage("Open a .stack file first.");
        return;
    }
    await document.save();
    await show(document.uri.fsPath);
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const server = new Server();
    const previews = new Previews(program);
    const follower = new Follower();
    context.subscriptions.push(
        server,
        previews,
        follower,
        vscode.workspace.registerTextDocumentContentProvider(LINE_SCHEME, follower),
        vscode.window.onDidChangeTextEditorSelection((change) => follower.moved(change.textEditor)),
        vscode.workspace.onDidChangeTextDocument((change) => {
            follower.filled(change.document);
            if (change.document === vscode.window.activeTextEditor?.document) {
                follower.moved(vscode.window.activeTextEditor);
            }
        }),
        vscode.workspace.registerTextDocumentContentProvider(SCHEME, previews),
        vscode.workspace.onDidSaveTextDocument((document) => {
            if (document.languageId === "stack") {
                previews.refresh();
            }
        }),
        vscode.workspace.onDidChangeConfiguration(async (change) => {
            if (vscode.workspace.isTrusted && (SETTINGS.some((one) => change.affectsConfiguration(one)))) {
                await server.restart();
                previews.refresh();
            }
        }),
        vscode.workspace.onDidGrantWorkspaceTrust(() => server.start()),
        vscode.commands.registerCommand("stackc.restart", () => server.restart()),
        vscode.commands.registerCommand("stackc.previewChart", () => forActiveFile((file) => previews.showChart(file))),
        vscode.commands.registerCommand("stackc.previewLine", () => follower.start()),
        vscode.commands.registerCommand("stackc.previewManifests", () => forActiveFile((file) => previews.showManifests(file))),
    );
    if (vscode.workspace.isTrusted) {
        await server.start();
    }
}
