// The commands behind what stands above declarations. The server runs them; what it answers is shown here.

import * as vscode from "vscode";

interface Range {
    start: { line: number; character: number };
    end: { line: number; character: number };
}

/** What comes of a declaration or a value. */
interface Reached {
    title: string;
    items: { name: string; location?: { uri: string; range: Range } }[];
}

/** How a test ended. */
interface Tested {
    name: string;
    passed: boolean;
    text: string;
}

type Next = (command: string, args: unknown[]) => vscode.ProviderResult<unknown>;

function locationOf(place: { uri: string; range: Range }): vscode.Location {
    const { start, end } = place.range;
    return new vscode.Location(vscode.Uri.parse(place.uri), new vscode.Range(start.line, start.character, end.line, end.character));
}

export class Commands implements vscode.Disposable {
    private readonly tests = vscode.window.createOutputChannel("Stack tests");

    dispose(): void {
        this.tests.dispose();
    }

    /** Has the server run a command, and shows what comes of it. */
    async execute(command: string, args: unknown[], next: Next): Promise<unknown> {
        const result = await next(command, args);
        if (command === "stackc.showReached" && result) {
            await this.showReached(result as Reached, args[0] as { uri: string; position: { line: number; character: number } });
        } else if (command === "stackc.runTest" && result) {
            this.showTest(result as Tested);
        }
        return result;
    }

    private async showReached(reached: Reached, at: { uri: string; position: { line: number; character: number } }): Promise<void> {
        const locations = reached.items.flatMap((item) => (item.location ? [locationOf(item.location)] : []));
        if (locations.length === 0) {
            void vscode.window.showInformationMessage(reached.title);
            return;
        }
        const position = new vscode.Position(at.position.line, at.position.character);
        await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(at.uri), position, locations);
    }

    private showTest(tested: Tested): void {
        this.tests.clear();
        this.tests.append(tested.text);
        if (tested.passed) {
            void vscode.window.showInformationMessage(`The test "${tested.name}" passes.`);
        } else {
            this.tests.show(true);
        }
    }
}
