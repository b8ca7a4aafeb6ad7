"""One comparison of the two backends: a chart rendered by Helm against the manifests of the same values."""

import dataclasses
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import validator
from helm_yaml import Unreadable, read_stream
from resources import compare

# What a chart may answer to values that it does not take: its schema, or a check of its author (`fail`, in the words of the
# newer and of the older Helm).
_SCHEMA = "values don't meet the specifications of the schema"
_FAIL = re.compile(r"(?:execution error at \([^)]*\)|error calling fail): (.*)", re.DOTALL)


@dataclasses.dataclass
class Outcome:
    """`kind` is equal, refused (by all sides) or problem; `lines` tell what is wrong."""

    kind: str
    lines: list


def run(command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def build_chart(stackc, source, folder):
    """Builds the one chart of a source into a folder and returns its own folder; ends the program if that fails."""
    done = run([stackc, "build", source, "--target", "helm", "-o", folder])
    if done.returncode != 0:
        sys.exit(f"stackc build --target helm: exit status {done.returncode}\n{done.stderr}")
    charts = sorted(pathlib.Path(folder, "charts").iterdir())
    if len(charts) != 1:
        sys.exit(f"stackc built {len(charts)} charts; say which with --chart")
    return str(charts[0])


def chart_facts(chart):
    """The chart's name, and its kubeVersion or None."""
    text = pathlib.Path(chart, "Chart.yaml").read_text()
    name = re.search(r'^name:\s*"?([^"\s]+)', text, re.MULTILINE).group(1)
    admitted = re.search(r'^kubeVersion:\s*"?([^"\n]+)', text, re.MULTILINE)
    return name, admitted.group(1).strip() if admitted else None


def version_taken(stackc, admitted):
    """The cluster's version that stackc takes for a kubeVersion where none is given."""
    source = f"""chart probe {{ version = "0.1.0", kubeVersion = {json.dumps(admitted)} }}
resource probe: k8s.core.v1.ConfigMap {{
    metadata {{ name = "probe", namespace = release.namespace }}
    data {{ version = capabilities.kubeVersion }}
}}
"""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "main.stack")
        file.write_text(source)
        done = run([stackc, "build", str(file), "--target", "manifests", "-o", "-"])
    version = re.search(r"^  version: v(\S+)$", done.stdout, re.MULTILINE)
    if not version:
        sys.exit(f"no version for kubeVersion {admitted}\n{done.stderr}")
    return version.group(1)


def manifests_command(stackc, source, release, arguments):
    return [stackc, "build", source, "--target", "manifests", "-o", "-", "--release-service", "Helm"] + [
        "--release",
        release,
        *arguments,
    ]


def helm_command(helm, chart, release, arguments):
    return [helm, "template", release, chart, "--skip-tests", "--include-crds", *arguments]


def judge(ours, theirs, by_source=True, release=None, admitted=False):
    """Runs the stackc command and the Helm commands, and says whether they agree, on resources that Kubernetes takes. Unless all
    values are of the source, what texts are in them is their author's business. What the source says is judged by the definitions
    of the `release`, where the chart's kubeVersion admits it and they are at hand.
    """
    one = run(ours)
    if one.returncode not in (0, 1):
        return _problem(f"exit status {one.returncode}", ours, one.stderr)
    expected = _read(one, ours)
    for command in theirs:
        other = run(command)
        outcome = _judge_pair(one, expected, ours, other, command)
        if outcome:
            return outcome
    known = validator.release_of(release) if release and admitted and by_source else None
    faults = faults_of(expected, by_source, known) if isinstance(expected, list) else []
    if release and not known and not _is_newest(release):  # there are fields that the newest doesn't have
        faults = [fault for fault in faults if "Additional properties are not allowed" not in fault]
    if faults:
        return Outcome("problem", ["not what Kubernetes takes: " + " ".join(ours), *faults])
    return Outcome("refused" if one.returncode else "equal", [])


def faults_of(resources, by_source, release=None):
    """What the validator finds by the definitions of a release, by default of the newest."""
    validate = validator.faults if by_source else validator.structure_faults
    return validate(resources, release or validator.RELEASE)


def _is_newest(release):
    return release.lstrip("v").startswith(validator.RELEASE.rpartition(".")[0] + ".")


def judge_newest(ours, by_source):
    """Of a chart for several releases: are its resources in the newest one what that takes? Where it admits that."""
    done = run([*ours, "--kube-version", validator.RELEASE])
    resources = _read(done, ours)
    faults = faults_of(resources, by_source) if isinstance(resources, list) else []
    return Outcome("problem", [f"not what Kubernetes {validator.RELEASE} takes: " + " ".join(ours), *faults]) if faults else None


def _judge_pair(one, expected, ours, other, command):
    """None if both sides agree."""
    if other.returncode != 0:
        message = _FAIL.search(other.stderr)
        if _SCHEMA not in other.stderr and not message:
            return _problem("the chart fails", command, other.stderr)
        if one.returncode == 0:
            return _problem("Helm refuses what stackc takes", command, other.stderr)
        if message and _plain(message.group(1)) not in _plain(one.stderr + one.stdout):
            return _problem("refused with another message", ours, one.stderr + "Helm: " + message.group(0))
        return None
    if one.returncode != 0:
        return _problem("stackc refuses what Helm takes", ours, one.stderr)
    found = _read(other, command)
    for side in (expected, found):
        if isinstance(side, Outcome):
            return side
    lines = compare(expected, found, ("stackc", "helm"))
    return Outcome("problem", [" ".join(command), *lines]) if lines else None


def _read(done, command):
    if done.returncode != 0:
        return None
    try:
        return read_stream(done.stdout)
    except Unreadable as problem:
        return _problem("not readable", command, str(problem))


def _plain(text):
    """Without Helm's advice and without differences of layout."""
    return " ".join(text.split("\n\nUse --debug")[0].split())


def _problem(title, command, text):
    return Outcome("problem", [f"{title}: {' '.join(command)}", *text.strip()[-2000:].split("\n")])
