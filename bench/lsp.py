#!/usr/bin/env python3
"""How long an editor waits for `stackc lsp`.

    bench/lsp.py [--stackc PATH] [--edits 200]

Prints a table: the start until `initialize` is answered, and for XERV's example and for a program of 10,000 lines the time from
an edit to its diagnostics and that of a completion behind an edit; medians and 95th percentiles, in milliseconds. The last two columns
are those of the processor's time of the server in between, which other work on the machine changes least.
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


def processor(client):
    """Milliseconds that the threads of the server have worked."""
    threads = Path(f"/proc/{client.process.pid}/task").glob("*/schedstat")
    return sum(int(one.read_text(encoding="utf-8").split()[0]) for one in threads) / 1e6


def p95(times):
    return sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]


def row(what, times, worked):
    figures = [statistics.median(times), p95(times), statistics.median(worked), p95(worked)]
    print(f"| {what} | {' | '.join(f'{one:.1f}' for one in figures)} |", flush=True)


def starts(stackc):
    times = []
    worked = []
    for _ in range(20):
        begin = time.perf_counter()
        client = Client(stackc)
        client.start()
        times.append(milliseconds(begin))
        worked.append(processor(client))
        client.stop()
    row("start, until `initialize` is answered", times, worked)


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
    version = 1
    for what_is, asks in (("an edit to its diagnostics", False), ("a completion behind an edit", True)):
        times = []
        worked = []
        for _ in range(count):
            at = rng.choice(places)
            place = position(text, at)
            behind = {"line": place["line"], "character": place["character"] + 1}
            for span, new in (((place, place), "x"), ((place, behind), "")):
                version += 1
                before = processor(client)
                begin = time.perf_counter()
                client.change(source.as_uri(), version, [{"range": dict(zip(("start", "end"), span)), "text": new}])
                if asks:
                    client.answer(client.ask("textDocument/completion", {"textDocument": {"uri": source.as_uri()}, "position": place}))
                else:
                    client.diagnostics(source.as_uri(), version)
                times.append(milliseconds(begin))
                worked.append(processor(client) - before)
                client.diagnostics(source.as_uri(), version)
        row(f"{what}: {what_is}", times, worked)
    client.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--stackc", default=str(ROOT / "build/release/bin/stackc"))
    parser.add_argument("--edits", type=int, default=200)
    arguments = parser.parse_args()
    print("| what | median | p95 | processor, median | processor, p95 |\n| --- | --- | --- | --- | --- |")
    starts(arguments.stackc)
    edits(arguments.stackc, "XERV", ROOT / "examples" / "xerv", arguments.edits)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "main.stack").write_text(large(10000), encoding="utf-8")
        edits(arguments.stackc, "10,000 lines", Path(folder), max(10, arguments.edits // 5))


if __name__ == "__main__":
    main()
