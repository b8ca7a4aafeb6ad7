// The language server: started where the workspace is trusted, and again when told to or when its settings change.

import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

import { Commands } from "./commands";

/** The program that the settings name. */
export function program(): string {
    return vscode.workspace.getConfiguration("stackc").get<string>("path") || "stackc";
}

export class Server implements vscode.Disposable {
    private client: LanguageClient | undefined;
    private readonly trace = vscode.window.createOutputChannel("Stack trace");
    private readonly commands = new Commands();
    /** The last start or stop; each waits for the one before it. */
    private last: Promise<void> = Promise.resolve();

    start(): Promise<void> {
        return this.then(() => this.startNow());
    }

    stop(): Promise<void> {
        return this.then(() => this.stopNow());
    }

    async restart(): Promise<void> {
        await this.stop();
        await this.start();
    }

    dispose(): void {
        void this.stop();
        this.trace.dispose();
        this.commands.dispose();
    }

    private then(step: () => Promise<void>): Promise<void> {
        this.last = this.last.then(step);
        return this.last;
    }

    private async startNow(): Promise<void> {
        const settings = vscode.workspace.getConfiguration("stackc");
        const args = settings.get<string[]>("arguments") ?? [];
        const server = { command: program(), args: ["lsp", ...args], transport: TransportKind.stdio };
        this.client = new LanguageClient("stackc", "Stack", server, {
            documentSelector: [{ scheme: "file", language: "stack" }],
            traceOutputChannel: this.trace,
            initializationOptions: { showsResults: true, valueHints: settings.get<boolean>("valueHints") ?? true },
            middleware: { executeCommand: (command, args, next) => this.commands.execute(command, args, next) },
        });
        try {
            await this.client.start();
        } catch (error) {
            this.client = undefined;
            void this.complain(error);
        }
    }

    private async stopNow(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        try {
            await client?.dispose();
        } catch {
            // It ended by itself.
        }
    }

    private async complain(error: unknown): Promise<void> {
        const why = error instanceof Error ? error.message : String(error);
        const settings = "Open Settings";
        const chosen = await vscode.window.showErrorMessage(
            `\`${program()} lsp\` can't be started: ${why}. The setting stackc.path says where stackc is.`,
            settings,
        );
        if (chosen === settings) {
            await vscode.commands.executeCommand("workbench.action.openSettings", "stackc.path");
        }
    }
}
