"""One value set on all sides, and whether they agree."""

import collections
import concurrent.futures
import itertools
import pathlib
import random
import shlex
import time

import streams
import validator
import yaml_writer
from overlays import drop, paths
from streams import compare

Verdict = collections.namedtuple("Verdict", "kind lines")  # one of GOOD, difference or failure
GOOD = ("equal", "refused by schema", "refused by check", "over the bound of steps", "over Helm's time")
STEPS = "error[E4031]"  # a bound of manifests that Helm doesn't have; docs/language/limits.md
LARGE = 1 << 20  # bytes of manifests; Helm's `append` copies its list, so that loops in loops take it the square of their items
CHUNK = 32


class Judge:
    """Knows the two sides; `folder` is scratch. `alias` is that of an included chart whose checks name its own keys."""

    def __init__(self, stackc, source, chart, helms, folder, jobs, alias=""):
        self.stackc, self.source, self.chart, self.helms, self.alias = stackc, source, chart, helms, alias
        self.folder, self.jobs = pathlib.Path(folder), jobs
        self._numbers = itertools.count()

    def judge_all(self, sets, more=lambda index: []):
        """Yields (set, verdict) in order; `more` are further Helms for the set of an index."""
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            sets = iter(enumerate(sets))
            while chunk := list(itertools.islice(sets, CHUNK)):
                runs = list(pool.map(lambda it: self._run(it[1], more(it[0])), chunk))
                streams.read_all([run for some in runs for run in some])
                yield from ((one, verdict(some, self.alias)) for (_, one), some in zip(chunk, runs))

    def judge_documents(self, sets, more=lambda index: []):
        """Yields (set, verdict, documents of all sides that took it); `more` are further Helms for the set of an index."""
        sets = list(sets)
        runs = [self._run(one, more(index)) for index, one in enumerate(sets)]
        streams.read_all([run for some in runs for run in some])
        for one, some in zip(sets, runs):
            yield one, verdict(some, self.alias), [run.documents for run in some if run.documents is not None]

    def judge(self, one):
        runs = self._run(one)
        streams.read_all(runs)
        return verdict(runs, self.alias)

    def minimised(self, one, kind, seconds=40):
        """A smaller set with a verdict of the same kind, made by leaving keys out."""
        best, end = one, time.monotonic() + seconds
        changed = True
        while changed and time.monotonic() < end:
            changed = False
            for smaller in _smaller(best):
                if time.monotonic() > end:
                    break
                if self.judge(smaller).kind == kind:
                    best, changed = smaller, True
                    break
        return best

    def arguments(self, one, file):
        result = ["--namespace", one["namespace"], "--kube-version", one["kubeVersion"], "-f", str(file)]
        result += [part for api in one["apiVersions"] for part in ("--api-versions", api)]
        return result + [part for text in one["set"] for part in ("--set", text)]

    def repro(self, one, file):
        """A shell script that shows the two sides."""
        some = [shlex.quote(part) for part in self.arguments(one, file)]
        build = [f"{self.stackc} build {self.source} --target helm -o /tmp/differential"]
        ours = [self.stackc, "build", str(self.source), "--target manifests", "--release", one["release"], "--release-service Helm"]
        helm = [[str(path), "template", one["release"], f"/tmp/differential/charts/{self.chart.name}", "--skip-tests"] for path in streams.helms()]
        lines = build + [" ".join([*ours, *some, "-o -"])] + [" ".join([*command, *some]) for command in helm]
        return "#!/bin/sh\n" + "\n".join(lines) + "\n"

    def _run(self, one, more=()):
        file = self.folder / f"set-{next(self._numbers)}.yaml"
        file.write_text(text_of(one), encoding="utf-8")
        arguments, environment = self.arguments(one, file), one.get("environment")
        ours = ["--env", environment] if environment else []
        theirs = ["-f", str(pathlib.Path(self.chart, f"values-{environment}.yaml"))] if environment else []
        runs = [streams.run_stackc(self.stackc, self.source, one["release"], ours + arguments)]
        runs += [streams.run_helm(helm, self.chart, one["release"], theirs + arguments) for helm in [*self.helms, *more]]
        file.unlink()
        return runs


def text_of(one):
    """The values file of a set; the same text each time."""
    if one["style"] == "block":
        return yaml_writer.block_text(one["values"], random.Random(streams.show(one["values"])))
    return yaml_writer.json_text(one["values"])


def _smaller(one):
    if one["style"] != "json":
        yield one | {"style": "json"}
    for index in range(len(one["set"])):
        yield one | {"set": one["set"][:index] + one["set"][index + 1 :]}
    # Outer paths first, so that whole parts go at once.
    for path in sorted(paths(one["values"]), key=len):
        values = streams.json.loads(streams.json.dumps(one["values"]))
        if drop(values, path):
            yield one | {"values": values}


def verdict(runs, alias=""):
    """From the run of stackc and those of the Helms."""
    ours, *theirs = runs
    for run in runs:
        if run.kind == "failed":
            return Verdict("failure", _told(f"exit status {run.code}", run))
    if slow := [run for run in theirs if run.kind == "slow"]:
        if ours.kind == "accepted" and len(ours.out) > LARGE or STEPS in ours.err:
            return Verdict("over Helm's time", [])
        return Verdict("failure", [f"no end for {len(ours.out)} bytes of manifests", *_told("", slow[0])])
    accepted = [run for run in theirs if run.kind == "accepted"]
    refused = [run for run in theirs if run.kind != "accepted"]
    if accepted and refused:
        return Verdict("difference", ["one Helm takes it: " + accepted[0].command[0], *_told("another refuses it", refused[0])])
    if refused and ours.kind == "accepted":
        return Verdict("difference", _told("Helm refuses what stackc takes", refused[0]))
    if accepted and ours.kind == "refused" and STEPS in ours.err:
        return Verdict("over the bound of steps", [])
    if accepted and ours.kind == "refused":
        return Verdict("difference", _told("stackc refuses what Helm takes", ours))
    for run in refused:
        if run.kind == "check" and _plain(run.message) not in _plain(ours.err + ours.out).replace(f"{alias}." if alias else "", ""):
            return Verdict("difference", [f"Helm's check says: {run.message}", *_told("stackc says another thing", ours)])
    if refused:
        return Verdict("refused by check" if any(run.kind == "check" for run in refused) else "refused by schema", _told("", ours))
    for run in accepted:
        lines = compare(ours.documents, run.documents, ("stackc", "helm"))
        if lines:
            return Verdict("difference", [run.command[0], *lines])
    faults = validator.structure_faults(ours.documents) if accepted else []
    if faults:
        return Verdict("failure", ["not what Kubernetes takes: " + " ".join(ours.command), *faults])
    return Verdict("equal", [])


def _plain(text):
    return " ".join(text.split())


def _told(title, run):
    return [f"{title}: {' '.join(run.command)}", *run.err.strip()[-1500:].split("\n")]
