"""Runs the two sides, and reads what they print as Helm reads YAML: many streams with one process."""

import decimal
import functools
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from engines import TIMEOUT, Engine  # noqa: E402
from helm_yaml import Unreadable, helms, read_stream  # noqa: E402,F401  (used by those who import this module)
from resources import compare, key  # noqa: E402,F401

_MARK = "stackc-differential-stream"
# The schema's refusal has one header in all Helms; `fail` is reported in two ways.
_SCHEMA = "values don't meet the specifications of the schema"
_BROKEN = re.compile(r"valid regex|metaschema")
_SECONDS = 120 * int(os.environ.get("STACKC_PATIENCE", "1"))
_FAIL = re.compile(r"(?:execution error at \([^)]*\)|error calling fail): (.*?)(?:\n\nUse --debug.*)?\Z", re.DOTALL)


class Run:
    """What a command did. `kind` is accepted, schema, check (with `message`), slow or failed."""

    def __init__(self, command, done, kind=None, message=""):
        self.command, self.out, self.err, self.code = command, done.stdout, done.stderr, done.returncode
        self.kind, self.message = kind or ("accepted" if done.returncode == 0 else "failed"), message
        self.documents = None


def _run(command):
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, TIMEOUT, "", f"took more than {_SECONDS} s")


def run_helm(helm, chart, release, arguments):
    """`helm` is a path, or an engine."""
    if isinstance(helm, Engine):
        done = helm.template(chart, release, arguments)
    else:
        done = _run([helm, "template", release, str(chart), "--skip-tests", *arguments])
    if done.returncode and _SCHEMA in done.stderr and not _BROKEN.search(done.stderr):
        return Run(done.args, done, "schema")
    if done.returncode == TIMEOUT:
        return Run(done.args, done, "slow")
    found = done.returncode and _FAIL.search(done.stderr)
    return Run(done.args, done, "check", found.group(1).strip()) if found else Run(done.args, done)


def run_stackc(stackc, source, release, arguments):
    command = [stackc, "build", str(source), "--target", "manifests", "--release", release, "--release-service", "Helm"]
    done = _run([*command, *arguments, "-o", "-"])
    return Run(done.args, done, "refused" if done.returncode == 1 else None)


def build_chart(stackc, source, folder):
    """Builds the one chart of a source below `folder`. Ends the program if that fails."""
    done = _run([stackc, "build", str(source), "--target", "helm", "-o", str(folder)])
    charts = sorted(pathlib.Path(folder, "charts").iterdir()) if done.returncode == 0 else []
    if len(charts) != 1:
        sys.exit(f"{' '.join(done.args)}: exit status {done.returncode}, {len(charts)} charts\n{done.stderr}")
    return charts[0]


def read_all(runs):
    """Sets `documents` of the accepted runs; a stream that is not readable makes its run failed."""
    runs = [run for run in runs if run.kind == "accepted"]
    text = "".join(f"{run.out}\n---\n{_MARK}: true\n---\n" for run in runs)
    try:
        documents = iter(read_stream(text) if runs else [])
        for run in runs:
            run.documents = list(iter(functools.partial(next, documents), {_MARK: True}))
    except Unreadable:
        for run in runs:
            _read_one(run)


def _read_one(run):
    try:
        run.documents = read_stream(run.out)
    except Unreadable as problem:
        run.kind, run.err = "failed", f"not readable: {problem}"


def chart_defaults(chart):
    return plain((read_stream(pathlib.Path(chart, "values.yaml").read_text()) or [{}])[0])


def plain(value):
    """With Python's own numbers."""
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [plain(member) for member in value]
    return float(value) if isinstance(value, decimal.Decimal) else value


def show(values):
    return json.dumps(values, ensure_ascii=False)
