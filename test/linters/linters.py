"""Each tool as a function of its program and the charts: (what was judged, findings)."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import documented
import schemas
from charts import NAMES
from helm_yaml import read_stream

CONFIG = pathlib.Path(__file__).with_name("yamllint.yaml")
KUBERNETES = f"v{schemas.RELEASE.rpartition('.')[0]}"


@dataclasses.dataclass
class Finding:
    place: str  # chart and environment, then the file or the resource
    text: str  # the tool's name of the check, if it has one, and its words


def program(tool):
    """Path of the tool's program, or None."""
    paths = os.environ.get("STACKC_LINTERS", "").split(":")
    return next((path for path in paths if os.path.basename(path) == tool and os.access(path, os.X_OK)), None)


def _run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def _failed(tool, done):
    sys.exit(f"{tool}: exit status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def yamllint(path, charts):
    """The YAML files of charts and manifests, and what is rendered."""
    labels = {str(one.file): f"{one.label} rendered" for one in charts.renderings}
    for name in NAMES:
        chart = charts.chart(name)
        files = [file for file in sorted(chart.rglob("*.yaml")) if "templates" not in file.relative_to(chart).parts]
        labels |= {str(file): f"{name} {file.relative_to(chart)}" for file in files}
        for label, manifests in charts.manifests(name).items():
            labels |= {str(file): f"{label} {file.name}" for file in manifests}
    done = _run([path, "--config-file", str(CONFIG), "--format", "parsable", *labels])
    if done.returncode not in (0, 1):
        _failed("yamllint", done)
    findings = []
    for line in done.stdout.splitlines():
        file, number, text = re.fullmatch(r"(.*?):(\d+):\d+: \[\w+\] (.*)", line).groups()
        findings.append(Finding(f"{labels[file]}:{number}", text))
    return f"{len(labels)} files", findings


def kubeconform(path, charts):
    """Resources, rendered and as manifests, with schemas made of the definitions that the tests have."""
    labels = {str(one.file): f"{one.label} rendered" for one in charts.renderings}
    for name in NAMES:
        for label, manifests in charts.manifests(name).items():
            labels |= {str(file): f"{label} {file.name}" for file in manifests if file.name != "kustomization.yaml"}
    kinds = {
        (resource["apiVersion"], resource["kind"]) for file in labels for resource in read_stream(pathlib.Path(file).read_text())
    }
    folder = charts.folder / "schemas"
    folder.mkdir(exist_ok=True)
    schemas.write(kinds, folder)
    location = f"{folder}/{{{{.Group}}}}-{{{{.ResourceAPIVersion}}}}-{{{{.ResourceKind}}}}.json"
    done = _run([path, "-strict", "-verbose", "-output", "json", "-schema-location", location, *labels])
    if done.returncode not in (0, 1) or not done.stdout:
        _failed("kubeconform", done)
    resources = json.loads(done.stdout)["resources"]
    findings = [
        Finding(f"{labels[one['filename']]}: {one['kind']}/{one['name']}", one["msg"] or one["status"])
        for one in resources
        if one["status"] != "statusValid"
    ]
    return f"{len(resources)} resources of {len(kinds)} kinds", findings


def kube_score(path, charts):
    """What is rendered, with the checks that are on by default."""
    objects, findings = 0, []
    for rendering in charts.renderings:
        command = [path, "score", "--output-format", "json", "--kubernetes-version", KUBERNETES, str(rendering.file)]
        done = _run(command)
        if done.returncode not in (0, 1) or not done.stdout.startswith("["):
            _failed("kube-score", done)
        scored = json.loads(done.stdout)
        objects += len(scored)
        findings += [one for scores in scored for one in _low_scores(rendering.label, scores)]
    return f"{objects} resources", findings


def _low_scores(label, scored):
    place = f"{label}: {scored['type_meta']['kind']}/{scored['object_meta']['name']}"
    for score in scored["checks"]:
        if score["skipped"] or score["grade"] >= 10:
            continue
        for comment in score["comments"] or [{"path": "", "summary": score["check"]["comment"]}]:
            yield Finding(f"{place} {comment['path']}".rstrip(), f"{score['check']['id']}: {comment['summary']}")


def helm_docs(path, charts):
    """Its table of values has a description in each row, and one for each value that the source documents."""
    rows, comments, findings = 0, 0, []
    for name in NAMES:
        copy = charts.folder / "helm-docs" / name
        shutil.copytree(charts.chart(name), copy)
        command = [path, "--chart-search-root", str(copy), "--chart-to-generate", str(copy), "--dry-run", "--log-level", "error"]
        done = _run(command)
        if done.returncode != 0 or done.stderr:
            _failed("helm-docs", done)
        table = documented.table(done.stdout)
        rows += len(table)
        findings += [Finding(f"{name}: {key}", "no description") for key, words in table.items() if not words]
        for value in documented.values(charts.source(name)):
            comments += 1
            if not value.is_in(table):
                findings.append(Finding(f"{name}: {value.path}", f"not in the table: {value.words}"))
    return f"{rows} values, {comments} doc comments", findings


TOOLS = {"yamllint": yamllint, "kubeconform": kubeconform, "kube-score": kube_score, "helm-docs": helm_docs}
