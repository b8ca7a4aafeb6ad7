#!/usr/bin/env python3
"""The differential test: random value sets of a chart, rendered by every Helm and evaluated by stackc.

Accepted sets must give equal resources, refused ones must be refused by all sides, a `check` with the same message, and no
template may fail. At least 70% of the sets must be accepted. A part of the sets is changed so that the schema must refuse
it. Sets that fail are kept, also in a minimised form, with a script that shows them.
Exit status: 0 all agree, 1 not, 77 no Helm here.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import sys
import tempfile
import time

import generate
import streams
from engines import engines
from judge import GOOD, Judge, text_of
from mutate import mutations
from overlays import merged

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACCEPTED_SHARE = 0.7


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--example", default="xerv", help="a folder of examples/, which names the profile too")
    parser.add_argument("--source", help="instead of an example")
    parser.add_argument("--chart", help="a chart built before")
    parser.add_argument("--profile")
    parser.add_argument("--stackc", default=os.environ.get("STACKC") or str(ROOT / "build/release/bin/stackc"))
    parser.add_argument("--helms", help="paths with colons between them (default: $STACKC_HELMS)")
    parser.add_argument("--engines", action="store_true", help="Helm's engines ($STACKC_RENDERERS), and the Helms for each tenth set alone")
    parser.add_argument("--sets", type=int, default=200)
    parser.add_argument("--refusals", type=int, help="number of changed sets (default: a fifth of --sets)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the set of this number alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=5, help="print at most this many failures")
    parser.add_argument("--out", default=str(ROOT / "build/differential"), help="folder for the sets that fail")
    parser.add_argument("--no-minimise", action="store_true")
    return parser.parse_args()


class Report:
    """Counts the verdicts, prints and keeps what is wrong."""

    def __init__(self, options, judge):
        self.options, self.judge = options, judge
        self.counts, self.bad = collections.Counter(), 0

    def add(self, label, one, verdict, good):
        self.counts[verdict.kind] += 1
        if verdict.kind in good:
            return
        self.bad += 1
        folder = pathlib.Path(self.options.out, f"{self.options.example}-{self.options.seed}-{label}")
        if self.bad > max(self.options.show, 50):
            return
        folder.mkdir(parents=True, exist_ok=True)
        lines = verdict.lines or [verdict.kind]
        self._keep(folder, "values.yaml", one, lines)
        if self.bad <= self.options.show:
            if not self.options.no_minimise:
                one = self.judge.minimised(one, verdict.kind)
                lines = self.judge.judge(one).lines or [verdict.kind]
                self._keep(folder, "minimal.yaml", one, lines)
            print(f"\n{label} (seed {self.options.seed}): {verdict.kind}; {folder}")
            print("  values " + streams.show(one["values"])[:1500] + ("; --set " + " ".join(one["set"]) if one["set"] else ""))
            print("\n".join("  " + line for line in lines[:24]), flush=True)

    def _keep(self, folder, name, one, lines):
        file = folder / name
        file.write_text(text_of(one), encoding="utf-8")
        (folder / f"{file.stem}.sh").write_text(self.judge.repro(one, file), encoding="utf-8")
        (folder / f"{file.stem}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def summary(self, counts):
        return ", ".join(f"{counts[kind]} {kind}" for kind in (*GOOD, "difference", "failure") if counts[kind]) or "none"


def refusals(generator, sets, seed, count):
    """(what was done, set) of changed sets."""
    chooser = random.Random(f"refusals {seed}")
    made = []
    for number in range(count):
        one = sets[number % len(sets)] if sets else generator.next()
        for name, values in mutations(generator.schema, generator.defaults, one["intended"], chooser, 1):
            made.append((name, one | {"values": values, "set": []}))
    return made


def profile_of(options):
    file = pathlib.Path(options.profile or pathlib.Path(__file__).parent / f"{options.example}.json")
    return json.loads(file.read_text()) if file.is_file() else {}


def run(options, helms, folder):
    source = options.source or ROOT / "examples" / options.example
    chart = pathlib.Path(options.chart) if options.chart else streams.build_chart(options.stackc, source, folder)
    renderers = engines() if options.engines else []
    judge = Judge(options.stackc, source, chart, renderers or helms, folder, options.jobs)
    more = lambda index: helms if renderers and index % 10 == 0 else []  # noqa: E731
    generator = generate.for_chart(chart, streams.chart_defaults(chart), profile_of(options), options.seed)
    numbered = [(number, generator.next()) for number in range(options.sets)]
    if options.only is not None:
        numbered = numbered[options.only : options.only + 1]
    sets = [one for _, one in numbered]
    report, begin = Report(options, judge), time.monotonic()
    for (number, _), (one, verdict) in zip(numbered, judge.judge_all(sets, more)):
        report.add(f"set-{number}", one, verdict, GOOD)
    valid, counts = report.counts, report.counts.copy()
    print(f"{len(sets)} sets on {len(helms)} Helms: {report.summary(counts)}; {time.monotonic() - begin:.0f} s")
    switches = generator.switches
    print(f"{len(switches.all)} switches: {len(switches.unmet)} of {len(switches.pairs)} pairs of settings not met")
    report.counts = collections.Counter()
    wanted = options.sets // 5 if options.refusals is None else options.refusals
    changed = refusals(generator, sets, options.seed, wanted if options.only is None else 0)
    for (name, _), (one, verdict) in zip(changed, judge.judge_all([one for _, one in changed], more)):
        report.add(f"refusal-{name.replace(' ', '-')}", one, verdict, GOOD[1:3])
    print(f"{len(changed)} changed sets: {report.summary(report.counts)}")
    accepted = valid_share(counts, len(sets))
    if accepted < ACCEPTED_SHARE and options.only is None:
        print(f"only {accepted:.0%} of the sets were accepted")
        return 1
    return 1 if report.bad else 0


def valid_share(counts, total):
    return (counts["equal"] + counts["difference"] + counts["failure"]) / max(total, 1)


def main():
    options = parse()
    helms = [path for path in (options.helms or "").split(":") if path] or streams.helms()
    if not helms:
        print("differential: $STACKC_HELMS is empty; run tools/setup and source its env.sh")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        return run(options, helms, folder)


if __name__ == "__main__":
    sys.exit(main())
