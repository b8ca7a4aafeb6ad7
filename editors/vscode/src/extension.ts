// What VS Code calls: puts the language server, the previews and the commands together.

import * as vscode from "vscode";

import { program, Server } from "./client";
import { Previews, SCHEME } from "./preview";

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
    context.subscriptions.push(
        server,
        previews,
        vscode.workspace.registerTextDocumentContentProvider(SCHEME, previews),
        vscode.workspace.onDidSaveTextDocument((document) => {
            if (document.languageId === "stack") {
                previews.refresh();
            }
        }),
        vscode.workspace.onDidChangeConfiguration(async (change) => {
            if (vscode.workspace.isTrusted && (change.affectsConfiguration("stackc.path") || change.affectsConfiguration("stackc.arguments"))) {
                await server.restart();
                previews.refresh();
            }
        }),
        vscode.workspace.onDidGrantWorkspaceTrust(() => server.start()),
        vscode.commands.registerCommand("stackc.restart", () => server.restart()),
        vscode.commands.registerCommand("stackc.previewChart", () => forActiveFile((file) => previews.showChart(file))),
        vscode.commands.registerCommand("stackc.previewManifests", () => forActiveFile((file) => previews.showManifests(file))),
    );
    if (vscode.workspace.isTrusted) {
        await server.start();
    }
}
