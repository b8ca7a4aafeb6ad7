"""One program tried: checked, built, and its value sets on both sides."""

import collections
import json
import os
import pathlib
import re
import shutil
import subprocess

import generate
import streams
from judge import GOOD, Judge
from overlays import drop, merged
from programs import repair
from programs.tree import text_of

try:
    import validator
except ModuleNotFoundError:
    # No python3-jsonschema here.
    validator = None

SECONDS = 20 * int(os.environ.get("STACKC_PATIENCE", "1"))
REPAIRS = 15
PROFILE = {
    "releases": ["rel", "demo", "a-rather-long-name-of-a-release-that-fills-the-label", "0x1"],
    "namespaces": ["default", "ns-1"],
    "kubeVersions": ["1.25.0", "1.29.0", "1.31.2", "1.30.4"],
    "apiVersions": ["monitoring.coreos.com/v1", "cert-manager.io/v1"],
}

# The chart around a program that is tried as a subchart.
UMBRELLA = """chart umbrella { version = "0.1.0" }

values {
    enabled: Bool = true
}

include part as "sub-part" when values.enabled
"""

# `kind` tells what is wrong in few words (empty: nothing), `lines` the rest; `set` is the value set.
Finding = collections.namedtuple("Finding", "kind lines set")


class Trial:
    """Tries programs in a scratch folder, one after the other.

    `helms` render every set; `binaries`, where others than these, the first and each tenth. With `included` the programs
    are subcharts of a chart that has nothing else.
    """

    def __init__(self, stackc, helms, folder, binaries=(), included=False):
        self.stackc, self.helms, self.binaries, self.folder = stackc, helms, list(binaries), pathlib.Path(folder)
        self.source, self.output = self.folder / "main.stack", self.folder / "out"
        self.program = self.folder / "part.stack" if included else self.source
        self.alias = "sub-part" if included else ""
        self.profile = PROFILE | {"included": [self.alias] if included else []}
        if included:
            self.source.write_text(UMBRELLA, encoding="utf-8")
        self.codes, self.verdicts = collections.Counter(), collections.Counter()

    def run(self, *arguments):
        try:
            done = subprocess.run([self.stackc, *arguments], capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(arguments, 124, "", f"took more than {SECONDS} s")
        return done

    def accepted(self, tree):
        """None if the checker takes the program, else its run."""
        self.program.write_text(text_of(tree), encoding="utf-8")
        done = self.run("--format=json", "check", str(self.source))
        return None if done.returncode == 0 else done

    def repaired(self, tree):
        """(how often the program was changed until the checker took it, None | Finding); -1: given up."""
        for attempt in range(REPAIRS):
            done = self.accepted(tree)
            if done is None:
                return attempt, None
            if done.returncode != 1:
                return attempt, Finding(f"check: exit status {done.returncode}", done.stderr.splitlines()[-5:], None)
            found = repair.errors(done.stdout + done.stderr)
            self.codes.update(one["code"] for one in found)
            # From behind, so that the places before stay where they are.
            places = sorted({place for one in found if (place := self._place(one))}, reverse=True)
            if any([repair.repair(tree, line, column) for line, column in places]):
                continue
            # Without a place: what stands last is left out.
            if len(tree.parts) < 3:
                break
            tree.parts.pop()
        return -1, None

    def _place(self, error):
        """(line, column) in the program; errors inside the library have a note that says where it was used."""
        for one in (error, *error.get("notes", [])):
            if one.get("file", "").endswith(self.program.name) and "line" in one:
                return one["line"], one["column"]
        return None

    def built(self):
        """The chart, or a Finding."""
        shutil.rmtree(self.output, ignore_errors=True)
        done = self.run("--format=json", "build", str(self.source), "-o", str(self.output))
        if done.returncode == 0:
            return next(pathlib.Path(self.output, "charts").iterdir())
        if done.returncode != 1:
            return Finding(f"build: exit status {done.returncode}", done.stderr.splitlines()[-5:], None)
        found = repair.errors(done.stdout + done.stderr)
        return Finding("build refuses what check takes: " + ", ".join(sorted({one["code"] for one in found})), [one["message"] for one in found], None)

    def formatted(self):
        """A Finding if the program in the canonical layout is another one; `built` goes before."""
        before = _files(self.output)
        done = self.run("fmt", str(self.program))
        if done.returncode != 0:
            return Finding(f"fmt: exit status {done.returncode}", done.stderr.splitlines()[-5:], None)
        chart = self.built()
        if isinstance(chart, Finding):
            return chart._replace(kind="formatted, " + chart.kind)
        after = _files(self.output)
        other = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        return Finding("formatting changes what is built", other, None) if other else None

    def made(self, chart):
        """What the stages made of the program: the dumps of core and of the normal form, and the chart's templates."""
        core, residual = (self.run(f"--emit={stage}", str(self.source)).stdout for stage in ("core", "ir"))
        return core, residual, [file.read_text() for file in sorted(pathlib.Path(chart, "templates").rglob("*.*"))]

    def sets(self, chart, seed, count, environments):
        """The defaults, each environment, and random sets."""
        plain = {"values": {}, "set": [], "style": "json", "release": "rel", "namespace": "default", "kubeVersion": "1.29.0", "apiVersions": []}
        generator = generate.for_chart(chart, streams.chart_defaults(chart), self.profile, f"sets {seed}")
        result = [plain, *(plain | {"environment": name, "apiVersions": PROFILE["apiVersions"]} for name in environments)]
        return result + [generator.next() for _ in range(count - 1)]

    def compared(self, chart, sets):
        """The first Finding of the sets, or None."""
        first = None
        judge = Judge(self.stackc, self.source, chart, self.helms, self.folder, 1, self.alias)
        for one, verdict, documents in judge.judge_documents(sets, lambda index: [] if index % 10 else self.binaries):
            self.verdicts[verdict.kind] += 1
            if verdict.kind not in GOOD:
                first = first or Finding(category(verdict), verdict.lines, one)
            elif verdict.kind == "equal" and (wrong := self.validate(one, documents)):
                first = first or Finding(f"not valid: {_plain(wrong[0])}", wrong, one)
        return first

    @staticmethod
    def validate(one, documents):
        """What a validator that isn't ours says of both sides; of users' values only what no text of theirs can make wrong."""
        if validator is None:
            return []
        judged = validator.structure_faults if one["values"] or one["set"] else validator.faults
        return [fault for some in documents for fault in judged(some)]

    def again(self, tree, one):
        """What this program does with this one set: a Finding, None, or False where the checker refuses it."""
        self.program.write_text(text_of(tree), encoding="utf-8")
        chart = self.built()
        if isinstance(chart, Finding):
            return chart if chart.kind.startswith("build: ") or self.accepted(tree) is None else False
        return self.compared(chart, [fitted(one, chart)]) if one is not None else self.formatted()


def _plain(fault):
    """Without the names of this program and its values."""
    return re.sub(r"'[^']*'|\d+", "_", fault.partition(": ")[2])


def _files(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(pathlib.Path(folder).rglob("*")) if file.is_file()}


def category(verdict):
    """In few words, so that a smaller program is known to be wrong in the same way."""
    if verdict.kind == "difference" and not verdict.lines[0].startswith(("one Helm", "Helm", "stackc")):
        return "difference of resources"
    text = " ".join(verdict.lines)
    for word in ("nil pointer", "wrong type for value", "expected map", "incompatible types", "not readable", "parse error", "took more", "metaschema"):
        if word in text:
            return f"{verdict.kind}: {word}"
    return f"{verdict.kind}: {re.split(':', verdict.lines[0])[0]}"


def fitted(one, chart):
    """The set without the keys that the chart doesn't know."""
    document = json.loads(pathlib.Path(chart, "values.schema.json").read_text())
    schema, defaults = generate.Schema(document), streams.chart_defaults(chart)
    values = json.loads(json.dumps(one["values"]))
    for _ in range(20):
        unknown = [path for path, word, _ in schema.errors(merged(defaults, values)) if word == "additionalProperties"]
        if not any([drop(values, path) for path in unknown]):
            break
    return one | {"values": values}
