#!/usr/bin/env python3
"""Mutates the templates of a stack's chart and asks whether the stack's tests would see it.

    mutants.py SRC [--sample N] [--least PERCENT] [--by manifests|stated]

Each mutant (templates.py says which there are) is rendered by Helm's engine with what each test of the stack is given, and
held against what `stackc` makes of it: the same resources, or a refusal with the same message. A mutant that differs
anywhere is killed. `--by stated` counts only what the suite itself states: the snapshots of all that comes out, and the
refusals. Survivors are listed. Exit status 1 if fewer are killed than --least.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path += [str(ROOT / "tools"), str(ROOT / "test" / "differential")]

import helm_yaml  # noqa: E402
import resources  # noqa: E402
from engines import engines  # noqa: E402
from templates import mutants  # noqa: E402

STACKC = os.environ.get("STACKC", str(ROOT / "build" / "dev" / "bin" / "stackc"))


class Given:
    """What one case of a test is given, and what has to come of it."""

    def __init__(self, test, folder, number):
        given = test["given"]
        self.name, self.refused, self.release = test["name"], test["refused"], given["release"]
        values = folder / f"{number}.json"
        values.write_text(json.dumps(given["values"]))
        self.arguments = ["--namespace", given["namespace"], "-f", str(values)]
        if given["kubeVersion"]:
            self.arguments += ["--kube-version", given["kubeVersion"]]
        for api in given["apis"]:
            self.arguments += ["--api-versions", api]
        self.text = self.expected = None

    def expect(self, source, snapshots):
        """Notes what stackc makes of it; is it all in a snapshot?"""
        if self.refused:
            return True
        command = [STACKC, "build", source, "--target", "manifests", "--release", self.release, "--release-service", "Helm", "-o", "-"]
        stream = subprocess.run([*command, *self.arguments], capture_output=True, text=True, check=True).stdout
        self.expected = helm_yaml.read_stream(stream)
        return plain(stream) in snapshots

    def kills(self, done):
        if self.refused:
            return done.returncode == 0 or not any(says(done.stderr, why) for why in self.refused)
        if done.returncode != 0:
            return True
        if done.stdout == self.text:
            return False
        try:
            found = [one for one in helm_yaml.read_stream(done.stdout) if one is not None]
        except helm_yaml.Unreadable:
            return True
        return bool(resources.compare(self.expected, found))


def plain(stream):
    """A stream without what the name of the tool that makes the release changes."""
    return re.sub(r"(managed-by: \"?)(stackc|Helm)", r"\1-", stream)


def says(error, why):
    """Does an error of Helm's have the message, however either is laid out?"""
    words = lambda text: " ".join(re.sub(r"[`'\"\\]", "", text).split())
    return words(why) in words(error) or "values don't meet the specifications" in error and "required" in why


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("--sample", type=int, default=0, help="so many mutants, drawn; all by default")
    parser.add_argument("--least", type=float, default=0)
    parser.add_argument("--by", choices=["manifests", "stated"], default="manifests")
    options = parser.parse_args()
    renderer = engines()[-1]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        subprocess.run([STACKC, "build", options.source, "--target", "helm", "-o", scratch], check=True, capture_output=True)
        chart = next((folder / "charts").iterdir())
        tests = json.loads(subprocess.run([STACKC, "test", options.source, "--format", "json"], capture_output=True, text=True, check=False).stdout)
        beside = pathlib.Path(options.source)
        beside = beside if beside.is_dir() else beside.parent
        snapshots = {plain(path.read_text()) for path in (beside / "snapshots").glob("*.yaml")}
        cases = [Given(test, folder, number) for number, test in enumerate(tests["tests"])]
        cases = [case for case in cases if case.expect(options.source, snapshots) or options.by == "manifests"]
        whole = shutil.copytree(chart, folder / "mutant" / chart.name)
        cases = [case for case in cases if fits(case, renderer, whole)]
        all_ = [(path, what, text) for path in templates(chart) for what, text in mutants(path.read_text())]
        if options.sample:
            all_ = random.Random(1).sample(all_, min(options.sample, len(all_)))
        survivors, killed = [], collections.Counter()
        order = list(cases)
        for path, what, text in all_:
            place = whole / path.relative_to(chart)
            before = place.read_text()
            place.write_text(text)
            killer = next((case for case in order if case.kills(renderer.template(whole, case.release, case.arguments))), None)
            place.write_text(before)
            if killer is None:
                survivors.append(f"{path.relative_to(chart)}:{what}")
            else:
                killed[killer.name] += 1
                order.remove(killer)
                order.insert(0, killer)
    share = 100 * (len(all_) - len(survivors)) / max(len(all_), 1)
    for line in survivors:
        print(f"survived: {line}")
    print(f"{len(all_) - len(survivors)} of {len(all_)} mutants killed ({share:.1f} %) by {len(cases)} cases")
    return 0 if share >= options.least else 1


def fits(case, renderer, chart):
    """Does the case hold of the chart as it is? One that does not says nothing of mutants, and is told."""
    done = renderer.template(chart, case.release, case.arguments)
    if case.kills(done):
        print(f"{case.name}: not what Helm makes: {done.stderr.strip()[:300]}")
        return False
    case.text = done.stdout
    return True


def templates(chart):
    """Those that resources come of."""
    return sorted(path for path in (chart / "templates").iterdir() if path.suffix in (".yaml", ".tpl"))


if __name__ == "__main__":
    sys.exit(main())
