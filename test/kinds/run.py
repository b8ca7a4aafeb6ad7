#!/usr/bin/env python3
"""The tests of all kinds of Kubernetes 1.36; each ends with a line `N resources, N lines of faults`.

    run.py manifests STACKC            each kind, minimal and full: what stackc writes is what was meant, and is valid
    run.py charts STACKC --helms A:B   the same resources from a chart, by each Helm
    run.py late STACKC --helms A:B     big types as values of a chart
    run.py imported STACKC             the same resources, imported from JSON into a stack and built again
    run.py mutations STACKC            each kind with each sort of fault: one diagnostic, at its place
"""

import argparse
import decimal
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tools"))

import late  # noqa: E402
import values  # noqa: E402
from definitions import faults, kinds  # noqa: E402
from generate import source  # noqa: E402
from helm_yaml import read_stream  # noqa: E402
from mutations import mutations  # noqa: E402
from resources import compare  # noqa: E402
from stack_writer import ALLOWED  # noqa: E402

KUBE = "1.36.0"
# What the cluster writes into `metadata`, which an import leaves out.
SERVER_SET = {
    *("creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation"),
    *("managedFields", "resourceVersion", "selfLink", "uid"),
}


class Failed(Exception):
    pass


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"{command[0]}: exit status {done.returncode}\n{done.stdout[:6000]}{done.stderr[:6000]}")
    return done.stdout


def everything():
    """(kind, resource) of all: minimal, full, and full with the choices shifted."""
    made = [(kind, values.minimal(kind)) for kind in kinds()]
    for start in (0, 3):
        for kind in kinds():
            resource = values.full(kind, start)
            resource["metadata"]["name"] += f"-{start}"
            made.append((kind, resource))
    return made


def write_stack(folder, resources):
    file = pathlib.Path(folder, "kinds.stack")
    file.write_text(source(resources).text())
    return file


def plain(value):
    """As a reader of JSON sees it: no classes of our own."""
    return json.loads(json.dumps(value), parse_float=decimal.Decimal)


def meant(resources):
    return [completed(resource) for resource in plain([resource for _, resource in resources])]


def completed(resource):
    """Claims have apiVersion and kind, whoever writes them."""
    for claim in (resource.get("spec") or {}).get("volumeClaimTemplates") or []:
        claim.setdefault("apiVersion", "v1")
        claim.setdefault("kind", "PersistentVolumeClaim")
    return resource


def manifests(stackc, _helms, folder):
    resources = everything()
    file = write_stack(folder, resources)
    found = read_stream(run(stackc, "build", file, "--target", "manifests", "-o", "-"))
    problems = compare(meant(resources), found, names=("meant", "stackc"))
    by_id = {(kind.api_version, kind.kind): kind for kind in kinds()}
    for resource in found:
        problems += faults(by_id[resource["apiVersion"], resource["kind"]], json.loads(json.dumps(resource, default=float)))
    return len(found), problems


def charts(stackc, helms, folder):
    resources = everything()
    file = write_stack(folder, resources)
    run(stackc, "build", file, "--target", "helm", "-o", pathlib.Path(folder, "out"))
    problems = []
    for helm in helms:
        text = run(helm, "template", "r", pathlib.Path(folder, "out/charts/kinds"), "--kube-version", KUBE)
        problems += compare(meant(resources), read_stream(text), names=("meant", helm))
    return len(resources) * len(helms), problems


def imported(stackc, _helms, folder):
    resources = meant(everything())
    file = pathlib.Path(folder, "kinds.json")
    file.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": resources}, default=float))
    out = pathlib.Path(folder, "out")
    run(stackc, "import", "manifests", file, "--name", "kinds", "-o", out)
    file = out / "main.stack"
    file.write_text(re.sub(r"^resource ", lambda found: "\n".join([*ALLOWED, found[0]]), file.read_text(), flags=re.MULTILINE))
    found = read_stream(run(stackc, "build", out, "--target", "manifests", "-o", "-"))
    return len(resources), compare(without_server_set(resources), found, names=("meant", "imported"))


def without_server_set(value, key=""):
    if isinstance(value, list):
        return [without_server_set(element, key) for element in value]
    if not isinstance(value, dict):
        return value
    left_out = SERVER_SET if key == "metadata" else {"status"} if key == "volumeClaimTemplates" else set()
    return {name: without_server_set(inner, name) for name, inner in value.items() if name not in left_out}


def late_values(stackc, helms, folder):
    file = pathlib.Path(folder, "kinds.stack")
    chosen, refused = late.spec_kinds(), True
    while refused:  # of odd texts the API server asks more in some kinds than their types do: these are no defaults
        text, meant_here = late.source(chosen)
        file.write_text(text)
        said = subprocess.run([stackc, "check", file], capture_output=True, text=True, check=False)
        refused = set(re.findall(r"refused by its own type: (\w+)\.", said.stderr + said.stdout))
        chosen = [one for one in chosen if one[0] not in refused]
    assert len(chosen) >= 40, "hardly a kind is left"
    expected = plain(meant_here)
    chart = pathlib.Path(folder, "out/charts/kinds")
    run(stackc, "build", file, "--target", "helm", "-o", chart.parents[1])
    found = read_stream(run(stackc, "build", file, "--target", "manifests", "-o", "-"))
    problems = compare(expected, found, names=("meant", "stackc"))
    for helm in helms:
        found = read_stream(run(helm, "template", "r", chart, "--kube-version", KUBE))
        problems += compare(expected, found, names=("meant", helm))
    cases = late.faulty(chosen)
    problems += accepted_faults(stackc, file, chart, cases)
    return len(chosen) * (1 + len(helms)) + len(cases), problems


def accepted_faults(stackc, file, chart, cases):
    """Faulty values that the chart's schema accepts, by a validator that is not ours, or that stackc accepts."""
    schema = json.loads((chart / "values.schema.json").read_text())
    defaults = yaml.safe_load((chart / "values.yaml").read_text())
    problems = []
    parts = {}
    for name, value in defaults.items():
        parts[name] = jsonschema.Draft7Validator(schema["properties"][name] | {"definitions": schema["definitions"]})
        problems += [f"the schema refuses the default of {name}: {f.message[:300]}" for f in parts[name].iter_errors(value)]
    for number, (what, faulty) in enumerate(cases):
        ((name, value),) = faulty.items()
        if parts[name].is_valid(value):
            problems.append(f"the schema accepts {what}")
        if number % 20 == 0 and not refuses(stackc, file, faulty):
            problems.append(f"stackc accepts {what}")
    return problems


def refuses(stackc, file, faulty):
    overlay = file.with_name("faulty.json")
    overlay.write_text(json.dumps(faulty))
    command = [stackc, "build", file, "--target", "manifests", "-f", overlay, "-o", "-"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 1


def mutated(stackc, _helms, folder):
    cases = [mutation for kind in kinds() for mutation in mutations(kind, rounds=3)]
    writer = source([(case.kind, case.resource) for case in cases])
    file = pathlib.Path(folder, "mutations.stack")
    file.write_text(writer.text())
    done = subprocess.run([stackc, "check", "--format=json", file], capture_output=True, text=True, check=False)
    if done.returncode != 1:
        raise Failed(f"stackc check: exit status {done.returncode}\n{done.stderr[:4000]}")
    found = json.loads(done.stdout or done.stderr)["diagnostics"]
    return len(cases), judge(cases, writer, found)


def judge(cases, writer, found):
    """One diagnostic for each case, between its first line and that of the next."""
    begins = [writer.line_of[id(case.resource)] for case in cases] + [len(writer.lines) + 1]
    by_case = [[] for _ in cases]
    problems = []
    at = 0
    for diagnostic in sorted(found, key=lambda d: d["line"]):
        while at + 1 < len(cases) and diagnostic["line"] >= begins[at + 1]:
            at += 1
        by_case[at].append(diagnostic)
    for number, case in enumerate(cases):
        problems += problems_of(case, writer, by_case[number])
    return problems


def said(diagnostic):
    """The message with its notes and suggestion."""
    notes = [note["message"] for note in diagnostic.get("notes", [])]
    return "; ".join([diagnostic["message"], *notes, diagnostic.get("suggestion", "")])


def problems_of(case, writer, found):
    where = f"{case.kind.path}, {case.code} expected at line {case.line(writer)}"
    lines = [f"    {d['line']}: {d['code']}: {said(d)}" for d in found]
    excerpt = "\n".join(writer.lines[writer.line_of[id(case.resource)] - 1 : case.line(writer)])
    if len(found) != 1:
        return ["\n".join([f"{where}: {len(found)} diagnostics", *lines, excerpt])]
    text = said(found[0])
    if found[0]["code"] != case.code or found[0]["line"] != case.line(writer):
        return ["\n".join([where, *lines, excerpt])]
    lacking = [part for part in case.says if part not in text]
    return ["\n".join([f"{where}: does not say {lacking}", *lines, excerpt])] if lacking else []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tests = {"manifests": manifests, "charts": charts, "imported": imported, "late": late_values, "mutations": mutated}
    parser.add_argument("test", choices=tests)
    parser.add_argument("stackc")
    parser.add_argument("--helms", default=os.environ.get("STACKC_HELMS", ""))
    parser.add_argument("--show", type=int, default=40, help="problems to print")
    options = parser.parse_args()
    helms = [helm for helm in options.helms.split(":") if helm]
    with tempfile.TemporaryDirectory() as folder:
        try:
            count, problems = tests[options.test](options.stackc, helms, folder)
        except Failed as failure:
            print(failure)
            return 1
    for problem in problems[: options.show]:
        print(problem)
    print(f"{count} resources, {len(problems)} lines of faults")
    return 1 if problems or not count else 0


if __name__ == "__main__":
    sys.exit(main())
