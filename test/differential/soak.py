#!/usr/bin/env python3
"""Random programs with random value sets: charts on the oldest and the newest Helm against the manifests.

Each program is made from its seed alone, repaired where the checker refuses it, built, and its value sets are rendered and
compared. What is wrong is shrunk and kept below --out. Exit status: 0 all agree, 1 not, 77 no Helm here.
"""

import argparse
import collections
import concurrent.futures
import copy
import json
import os
import pathlib
import sys
import tempfile
import time

import streams
from engines import engines
from judge import text_of as values_text
from programs.coverage import Coverage
from programs.program import Program
from programs.shrink import Shrinker
from programs.tree import text_of
from programs.trial import UMBRELLA, Finding, Trial

ROOT = pathlib.Path(__file__).resolve().parents[2]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stackc", default=os.environ.get("STACKC") or str(ROOT / "build/release/bin/stackc"))
    parser.add_argument("--helms", help="paths with colons between them (default: the first and the last of $STACKC_HELMS)")
    parser.add_argument("--programs", type=int, default=100)
    parser.add_argument("--sets", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of the first program; the others count on from it")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9, help="begin no program after so long")
    parser.add_argument("--out", default=str(ROOT / "build/soak"), help="folder for what is wrong")
    parser.add_argument("--shrink", type=int, default=60, help="seconds for each finding")
    parser.add_argument("--included", action="store_true", help="each program as a subchart, under an alias and a condition")
    parser.add_argument("--binaries", action="store_true", help="no engines ($STACKC_RENDERERS), the Helms alone")
    parser.add_argument("--known", help="a JSON file of seeds and the faults that they are known to show: those have to show them")
    parser.add_argument("--print", action="store_true", help="print the programs only")
    return parser.parse_args()


def try_program(options, helms, renderers, seed):
    """(seed, Finding or None, counts, source, what the stages made of it)"""
    program = Program(seed)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(options.stackc, renderers or helms, folder, helms if renderers else (), options.included)
        counts = collections.Counter(programs=1)
        repairs, finding = trial.repaired(program.tree)
        counts["refused"] += repairs < 0
        counts["taken at once"] += repairs == 0
        made = None
        if finding is None and repairs >= 0:
            made, finding = _compared(trial, options, program)
        counts.update({f"sets {kind}": count for kind, count in trial.verdicts.items()})
        counts.update({f"code {code}": count for code, count in trial.codes.items()})
        if finding is None:
            return seed, None, counts, "", made
        tree, finding = shrunk(trial, program.tree, finding, options.shrink)
        return seed, finding, counts, text_of(tree), made


def shrunk(trial, tree, finding, seconds):
    """A smaller program and set that are wrong in the same way, on one Helm if that is enough."""
    wrong = lambda tree, one: isinstance(found := trial.again(tree, one), Finding) and found.kind == finding.kind  # noqa: E731
    every, trial.binaries = [*trial.helms, *trial.binaries], []
    for helm in every if finding.set is not None else ():
        trial.helms = [helm]
        if wrong(tree, finding.set):
            break
        trial.helms = every
    tree, one = Shrinker(copy.deepcopy(tree), finding.set, wrong, seconds).shrink()
    last = trial.again(tree, one)
    return tree, (last if isinstance(last, Finding) else finding)._replace(set=one)


def _compared(trial, options, program):
    """(what the stages made of it or None, Finding or None)"""
    chart = trial.built()
    if isinstance(chart, Finding):
        return None, chart
    written = text_of(program.tree)
    environments = [name for name in program.environments if f"environment {name} " in written and not options.included]
    made, finding = trial.made(chart), trial.compared(chart, trial.sets(chart, program.seed, options.sets, environments))
    return made, finding or trial.formatted()


def keep(options, seed, finding, text):
    folder = pathlib.Path(options.out, str(seed))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ("part.stack" if options.included else "main.stack")).write_text(text, encoding="utf-8")
    if options.included:
        (folder / "main.stack").write_text(UMBRELLA, encoding="utf-8")
    lines = [finding.kind, *finding.lines]
    if finding.set is not None:
        (folder / "values.yaml").write_text(values_text(finding.set), encoding="utf-8")
        lines.insert(1, " ".join(f"{key}={value}" for key, value in finding.set.items() if key not in ("values", "intended") and value))
    (folder / "README").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"\nprogram {seed}: {finding.kind}; {folder}\n{text}")
    if finding.set is not None:
        print("values " + streams.show(finding.set["values"]) + " --set " + " ".join(finding.set["set"]))
    print("\n".join("  " + line[:400] for line in lines[1:16]), flush=True)


def main():
    options = parse()
    seeds = range(options.seed, options.seed + options.programs)
    if options.print:
        print("\n".join(text_of(Program(seed).tree) for seed in seeds))
        return 0
    helms = [path for path in (options.helms or "").split(":") if path] or streams.helms()[:1] + streams.helms()[1:][-1:]
    if not helms:
        print("soak: $STACKC_HELMS is empty; run tools/setup and source its env.sh")
        return 77
    renderers = [] if options.binaries else engines()
    counts, kinds, begin, coverage = collections.Counter(), collections.Counter(), time.monotonic(), Coverage()
    in_time = lambda: time.monotonic() - begin < options.minutes * 60  # noqa: E731
    known = json.loads(pathlib.Path(options.known).read_text()) if options.known else {}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        tried = lambda seed: try_program(options, helms, renderers, seed) if in_time() else None  # noqa: E731
        for seed, finding, some, text, made in filter(None, pool.map(tried, seeds)):
            counts.update(some)
            if made is not None:
                coverage.add(*made)
            if str(seed) in known:
                counts["known faults"] += 1
                if finding is None:
                    kinds[f"program {seed} is right: take it off {options.known}"] += 1
            elif finding is not None:
                kinds[finding.kind] += 1
                keep(options, seed, finding, text)
    print(f"\n{time.monotonic() - begin:.0f} s; " + ", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    print("\n".join(coverage.summary()))
    for kind, count in kinds.most_common():
        print(f"  {count} × {kind}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
