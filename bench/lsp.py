#!/usr/bin/env python3
"""How long an editor waits for `stackc lsp`.

    bench/lsp.py [--stackc PATH] [--edits 200]

Prints a table: the start until `initialize` is answered, and for XERV's example and for a program of 10,000 lines the time from
an edit to its diagnostics and that of a completion behind an edit; medians and 95th percentiles, in milliseconds.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "test" / "lsp"))
from client import Client, position  # noqa: E402


def large(lines):
    """A chart with many services, of so many lines."""
    parts = ['chart large {\n    version = "1.0.0"\n}\n\nimport k8s.core.v1 { ConfigMap }\n']
    number = 0
    count = parts[0].count("\n")
    while count < lines:
        number += 1
        part = f"""
/// The settings of part {number}.
type Part{number} {{
    /// How many
    replicas: Int(0..10000) = 1
    /// What it runs
    image: String(1..) = "registry.example/part-{number}:1.0"
    labels: [String: String] = {{ app = "part-{number}" }}
}}

/// Its name in the cluster.
fn nameOf{number}(part: Part{number}): String = "part-{number}-\\(part.replicas)"

resource settings{number}: ConfigMap {{
    metadata {{ name = "\(release.name)-{number}" }}
    data {{
        "replicas" = "{number}"
        "name" = nameOf{number}({{ replicas = {number} }})
    }}
}}
"""
        parts.append(part)
        count += part.count("\n")
    return "".join(parts)


def milliseconds(begin):
    return (time.perf_counter() - begin) * 1000


def row(what, times):
    times = sorted(times)
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    print(f"| {what} | {statistics.median(times):.1f} | {p95:.1f} |", flush=True)


def starts(stackc):
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        client = Client(stackc)
        client.start()
        times.append(milliseconds(begin))
        client.stop()
    row("start, until `initialize` is answered", times)


def edits(stackc, what, folder, count):
    """Types letters into names and takes them back."""
    rng = random.Random(1)
    source = folder / "main.stack"
    text = source.read_text(encoding="utf-8")
    client = Client(stackc)
    client.start()
    client.open(source.as_uri(), text)
    client.diagnostics(source.as_uri(), 1)
    places = [i for i in range(1, len(text)) if text[i - 1].isalpha() and not text[i].isalnum()]
    shown, completed = [], []
    version = 1
    for _ in range(count):
        at = rng.choice(places)
        place = position(text, at)
        behind = {"line": place["line"], "character": place["character"] + 1}
        version += 1
        begin = time.perf_counter()
        client.change(source.as_uri(), version, [{"range": {"start": place, "end": place}, "text": "x"}])
        client.diagnostics(source.as_uri(), version)
        shown.append(milliseconds(begin))
        version += 1
        begin = time.perf_counter()
        client.change(source.as_uri(), version, [{"range": {"start": place, "end": behind}, "text": ""}])
        client.answer(client.ask("textDocument/completion", {"textDocument": {"uri": source.as_uri()}, "position": place}))
        completed.append(milliseconds(begin))
        client.diagnostics(source.as_uri(), version)
    client.stop()
    row(f"{what}: an edit to its diagnostics", shown)
    row(f"{what}: a completion behind an edit", completed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--stackc", default=str(ROOT / "build/release/bin/stackc"))
    parser.add_argument("--edits", type=int, default=200)
    arguments = parser.parse_args()
    print("| what | median | p95 |\n| --- | --- | --- |")
    starts(arguments.stackc)
    edits(arguments.stackc, "XERV", ROOT / "examples" / "xerv", arguments.edits)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "main.stack").write_text(large(10000), encoding="utf-8")
        edits(arguments.stackc, "10,000 lines", Path(folder), max(10, arguments.edits // 5))


if __name__ == "__main__":
    main()
