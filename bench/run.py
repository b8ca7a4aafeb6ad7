#!/usr/bin/env python3
"""Times `stackc build` of an example (chart and all environments) and `helm template` of that chart, side by side.

Whole processes, in turn, so that both see the same machine; prints medians and their ratio for each Helm of $STACKC_HELMS
as a Markdown table. Figures of different machines or moments do not compare: quote the ratio.

With --start, what it takes to start; see start.py. With --schema, what the chart's schema costs; see schema.py.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

import schema
import start

ROOT = pathlib.Path(__file__).resolve().parent.parent


def timed(command):
    """Milliseconds of one run; a run that fails ends the program, as its time means nothing."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return (time.perf_counter() - start) * 1000


def alternate(first, second, runs):
    """The times of two commands, run in turn, after one run of each that does not count."""
    timed(first), timed(second)
    times = ([], [])
    for _ in range(runs):
        times[0].append(timed(first))
        times[1].append(timed(second))
    return times


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stackc", default=str(ROOT / "build/release/bin/stackc"))
    arguments.add_argument("--example", default="xerv")
    arguments.add_argument("--runs", type=int, default=15)
    arguments.add_argument("--start", action="store_true")
    arguments.add_argument("--schema", action="store_true")
    options = arguments.parse_args()
    helms = [helm for helm in os.environ.get("STACKC_HELMS", "").split(":") if helm]
    if not helms:
        raise SystemExit("bench: no Helm in $STACKC_HELMS: source the file that tools/setup names")
    if options.start:
        return start.table(options.stackc, helms[-1], options.runs)
    if options.schema:
        return schema.table(next((ROOT / "examples" / options.example / "expected/charts").iterdir()), helms, options.runs)
    source = ROOT / "examples" / options.example
    folder = pathlib.Path(tempfile.mkdtemp(prefix="stackc-bench-"))
    try:
        build = [options.stackc, "build", str(source), "-o", str(folder / "out")]
        timed(build)
        chart = next((folder / "out/charts").iterdir())
        print(f"| `helm template` by | `stackc build` (ms) | `helm template` (ms) | build / template |\n| --- | --- | --- | --- |")
        for helm in helms:
            version = subprocess.run([helm, "version", "--short"], check=True, capture_output=True, text=True).stdout.strip()
            template = [helm, "template", "r", str(chart), "--kube-version", "1.29.0"]
            ours, theirs = alternate(build, template, options.runs)
            a, b = statistics.median(ours), statistics.median(theirs)
            print(f"| {version.split('+')[0]} | {a:.0f} | {b:.0f} | {a / b:.2f} |")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
