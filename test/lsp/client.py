"""A small client of language servers, which does one thing after another: for measuring, for random edits, and for
what is no proper protocol."""

import json
import os
import subprocess
import threading
import time
from collections import deque
from pathlib import Path
from urllib.parse import unquote, urlsplit

CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "completion": {"completionItem": {"snippetSupport": True}},
    },
}


def framed(body):
    """Bytes with a header."""
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


class Client:
    """A server that is spoken to. Messages that it sends by itself are kept in `notifications`."""

    def __init__(self, stackc, *options, env=None):
        self.process = subprocess.Popen([stackc, "lsp", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env={**os.environ, **(env or {})})
        self.answers = {}
        self.notifications = deque()
        self.published = {}
        self.versions = {}
        self.arrived = threading.Condition()
        self.last = 0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not line:
                break
            message = json.loads(stream.read(length))
            with self.arrived:
                if "method" in message:
                    if message["method"] == "textDocument/publishDiagnostics":
                        params = message["params"]
                        self.published[params["uri"]] = params["diagnostics"]
                        self.versions[params["uri"]] = params.get("version")
                    else:
                        self.notifications.append(message)
                else:
                    self.answers[message["id"]] = message
                self.arrived.notify_all()
        with self.arrived:
            self.process.wait()
            self.arrived.notify_all()

    def write(self, body):
        """Sends bytes with a header."""
        self.raw(framed(body))

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        self.write(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params=None):
        """Sends a request; its number, for `answer`."""
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        return self.last

    def wait(self, holds, patience=30):
        end = time.monotonic() + patience * int(os.environ.get("STACKC_PATIENCE", "1"))
        with self.arrived:
            while not holds():
                if self.process.poll() is not None:
                    raise RuntimeError(f"the server ended with {self.process.returncode}")
                if not self.arrived.wait(max(0, end - time.monotonic())) and time.monotonic() >= end:
                    raise TimeoutError("the server doesn't answer")

    def answer(self, number):
        """The whole answer to a request."""
        self.wait(lambda: number in self.answers)
        return self.answers.pop(number)

    def request(self, method, params=None):
        """The result of a request; an error is raised."""
        message = self.answer(self.ask(method, params))
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']}")
        return message["result"]

    def start(self, folder=None, capabilities=None, **options):
        folders = [{"uri": Path(folder).resolve().as_uri(), "name": "w"}] if folder else None
        result = self.request("initialize", {"processId": None, "rootUri": None, "workspaceFolders": folders,
                                             "capabilities": capabilities or CAPABILITIES, "initializationOptions": options})
        self.notify("initialized", {})
        return result

    def open(self, uri, text, version=1):
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "stack", "version": version, "text": text}})

    def change(self, uri, version, changes):
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})

    def diagnostics(self, uri, version):
        """What is said of that version of a document."""
        self.wait(lambda: self.versions.get(uri) == version)
        return self.published[uri]

    def stop(self):
        """Ends the server properly; its exit code."""
        self.request("shutdown")
        self.notify("exit", None)
        return self.process.wait(30)

    def kill(self):
        self.process.kill()
        self.process.wait()


def path_of(uri):
    return unquote(urlsplit(uri).path)


def position(text, offset):
    """The place of an offset as the protocol counts: a return alone ends a line, too."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    begin = before.rfind("\n") + 1
    return {"line": before.count("\n"), "character": len(before[begin:].encode("utf-16-le")) // 2}


def numbers(span):
    return (span["start"]["line"], span["start"]["character"], span["end"]["line"], span["end"]["character"])


def told(diagnostics):
    """Diagnostics as `checked` has them."""
    return sorted((one["code"], one["message"].split("\n")[0], *numbers(one["range"])) for one in diagnostics)


def checked(stackc, source):
    """What `stackc check` says of a stack, by file: code, message, and the place as the protocol counts."""
    run = subprocess.run([stackc, "check", "--format=json", str(source)], capture_output=True, text=True, check=False)
    files = {}
    texts = {}
    for one in json.loads(run.stdout)["diagnostics"]:
        path = one.get("file", str(source))
        if path not in texts:
            with open(path, encoding="utf-8", newline="") as file:
                texts[path] = file.read()

        def place(line, column, text=texts[path], found=one):
            if line not in found:
                return {"line": 0, "character": 0}
            before = sum(len(part) + 1 for part in text.split("\n")[: found[line] - 1])
            return position(text, before + found[column] - 1)

        begin = place("line", "column")
        end = place("endLine", "endColumn")
        files.setdefault(path, set()).add((one["code"], one["message"].split("\n")[0], *numbers({"start": begin, "end": end})))
    return {path: sorted(found) for path, found in files.items()}
