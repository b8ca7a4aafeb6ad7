#!/usr/bin/env python3
"""Random edits in a language server: what it says of a document is, after each edit that is looked at, what
`stackc check` says of the same text; it never ends, and its memory stays as it is.

    test/lsp/soak.py [--edits 10000] [--every 20] [--seconds N] [--seed 1] [--stackc PATH] [EXAMPLE...]

One line for each example. Exit status 1 at the first difference, with a folder that shows it.
"""

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import Client, checked, position, told  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
PIECES = ["{", "}", "[", "]", "(", ")", '"', '"""', "\\(", "let ", "if ", "for x in ", "none", "values.", ".", "=", "+=", ":", "// ", "/// ",
          "\n", " ", "ä", "😀", "5", "10Gi", "import ", "@", "...", "service ", "\t", "\r\n", "`", "?", "??"]
QUESTIONS = ["documentSymbol", "foldingRange", "documentLink", "semanticTokens/full", "formatting", "hover", "completion", "definition",
             "inlayHint", "references", "documentHighlight", "signatureHelp", "codeLens"]


def edited(rng, text):
    """(begin, end, replacement)"""
    at = rng.randrange(len(text) + 1)
    kind = rng.random()
    if kind < 0.25:
        return at, at, rng.choice(PIECES)
    if kind < 0.4:
        return at, min(len(text), at + rng.randrange(1, 4)), ""
    tokens = list(TOKEN.finditer(text)) or [None]
    token = rng.choice(tokens)
    if kind < 0.75 and token:
        other = rng.choice(tokens).group()
        return token.start(), token.end(), rng.choice(["", other, token.group() * 2, rng.choice(PIECES)])
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at) + 1 or len(text)
    line = text[begin:end]
    return begin, end, rng.choice(["", line * 2, line.lstrip(), line[::-1].strip("\n") + "\n"])


def memory(process):
    """Resident, in MiB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s*(\d+)", status).group(1)) / 1024


class Soak:
    def __init__(self, stackc, example, rng, folder):
        self.stackc = stackc
        self.rng = rng
        self.copy = Path(folder) / example
        shutil.copytree(ROOT / "examples" / example, self.copy, ignore=shutil.ignore_patterns("expected"))
        self.names = sorted(path.name for path in self.copy.glob("*.stack"))
        self.client = Client(stackc)
        self.client.start(self.copy)
        self.texts = {name: (self.copy / name).read_text(encoding="utf-8") for name in self.names}
        self.first = dict(self.texts)
        self.past = {name: [] for name in self.names}
        self.versions = {name: 1 for name in self.names}
        for name, text in self.texts.items():
            self.client.open(self.uri(name), text)

    def uri(self, name):
        return (self.copy / name).as_uri()

    def edit(self):
        name = self.rng.choice(self.names)
        text = self.texts[name]
        self.versions[name] += 1
        past = self.past[name]
        if past and self.rng.random() < 0.35 or len(past) > 12:
            while len(past) > 12:
                past.pop()
            text = self.rng.choice([past[-1] if past else self.first[name], self.first[name]])
            past.clear()
            changes = [{"text": text}]
        else:
            begin, end, new = edited(self.rng, text)
            past.append(text)
            changes = [{"range": {"start": position(text, begin), "end": position(text, end)}, "text": new}]
            text = text[:begin] + new + text[end:]
        self.texts[name] = text
        self.client.change(self.uri(name), self.versions[name], changes)
        return name

    def ask(self, name):
        """Something about a place, which may have any answer but none and a fault."""
        text = self.texts[name]
        place = position(text, self.rng.randrange(len(text) + 1))
        whole = {"start": {"line": 0, "character": 0}, "end": position(text, len(text))}
        params = {"textDocument": {"uri": self.uri(name)}, "position": place, "range": whole, "context": {"includeDeclaration": True},
                  "options": {"tabSize": 4, "insertSpaces": True}}
        method = "textDocument/" + self.rng.choice(QUESTIONS)
        answer = self.client.answer(self.client.ask(method, params))
        if answer.get("error", {}).get("code") == -32603:
            self.fail(f"{method} at {place} of {name}: {answer['error']['message']}")

    def compare(self):
        """Are the diagnostics those of the command line?"""
        for name, text in self.texts.items():
            (self.copy / name).write_text(text, encoding="utf-8", newline="")
        wanted = checked(self.stackc, self.copy / "main.stack")
        for name in self.names:
            self.client.diagnostics(self.uri(name), self.versions[name])
        if differs := self.difference(wanted):
            # What is said of a file may change by an edit of another, and comes when it comes.
            try:
                self.client.wait(lambda: not self.difference(wanted), 10)
            except TimeoutError:
                self.fail(differs)

    def difference(self, wanted):
        """What is said of a file that is not what is to be said. Modules that the main file doesn't import any more are stacks of
        their own, and tell of what they import."""
        for name in self.names:
            path = str(self.copy / name)
            found = told(self.client.published[self.uri(name)])
            expected = wanted.get(path, [])
            isMore = name != "main.stack" and set(found) > set(expected)
            if found != expected and not (isMore and set(found) - set(expected) <= self.saidByModules(path)):
                return f"{name}:\n  server {found}\n  check  {expected}"
        return None

    def saidByModules(self, path):
        said = set()
        for name in self.names:
            if name != "main.stack":
                said |= set(checked(self.stackc, self.copy / name).get(path, []))
        return said

    def fail(self, what):
        kept = tempfile.mkdtemp(prefix="soak-")
        shutil.copytree(self.copy, kept, dirs_exist_ok=True)
        for name, text in self.texts.items():
            (Path(kept) / name).write_text(text, encoding="utf-8", newline="")
        self.client.kill()
        sys.exit(f"{what}\n  the files are in {kept}")


def run(arguments, example, seconds):
    rng = random.Random(f"{arguments.seed} {example}")
    with tempfile.TemporaryDirectory(prefix="soak") as folder:
        soak = Soak(arguments.stackc, example, rng, os.path.realpath(folder))
        end = time.monotonic() + seconds if seconds else None
        early = None
        compared = 0
        edits = 0
        while edits < arguments.edits and (end is None or time.monotonic() < end):
            name = soak.edit()
            edits += 1
            if rng.random() < 0.2:
                soak.ask(name)
            if edits % arguments.every == 0:
                soak.compare()
                compared += 1
            if edits == min(1000, arguments.edits // 5):
                early = memory(soak.client.process)
        late = memory(soak.client.process)
        faults = [one["params"]["message"] for one in soak.client.notifications if one["method"] == "window/logMessage"]
        if faults:
            soak.fail("\n".join(faults))
        exit = soak.client.stop()
        grown = f"{early:.0f} -> {late:.0f} MiB" if early else f"{late:.0f} MiB"
        print(f"{example}: {edits} edits, {compared} compared, memory {grown}, exit {exit}", flush=True)
        if exit != 0 or (early and late > 1.5 * early + 50):
            sys.exit(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--edits", type=int, default=10000)
    parser.add_argument("--every", type=int, default=20, help="compare after so many edits")
    parser.add_argument("--seconds", type=float, help="for all examples together")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--stackc", default=os.environ.get("STACKC", str(ROOT / "build/dev/bin/stackc")))
    parser.add_argument("examples", nargs="*", default=["clipper", "erlmcp", "hotswap", "nexus", "xerv"])
    arguments = parser.parse_args()
    for example in arguments.examples:
        run(arguments, example, arguments.seconds / len(arguments.examples) if arguments.seconds else None)


if __name__ == "__main__":
    main()
