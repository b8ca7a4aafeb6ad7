"""confirm.py STACKC HELM OLD NEW: what `stackc api-diff` says to break does so for a real Helm.

For each change with a witness: the former chart renders with its values, or for its version of Kubernetes. The new one
doesn't; or, where it is about a resource, what it renders has another one there. Prints a line for each.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rendered(helm, chart, witness, folder):
    """The resources, or what Helm says."""
    values = pathlib.Path(folder) / "values.yaml"
    values.write_text(json.dumps(witness.get("values", {})))
    version = ["--kube-version", witness["kubeVersion"]] if "kubeVersion" in witness else []
    result = run(helm, "template", "r", chart, "-f", values, *version)
    if result.returncode != 0:
        return None, result.stderr.strip()
    return [one for one in yaml.safe_load_all(result.stdout) if one], ""


def at(resources, subject):
    """What stands at `Kind name: a.b[c].d`, or the resource itself."""
    kind, name, path = re.fullmatch(r"(\S+) ([^:]+)(?:: (.*))?", subject).groups()
    found = [one for one in resources if one["kind"] == kind and one["metadata"]["name"].endswith(name.split("shop")[-1])]
    value = found[0] if found else None
    for step in re.findall(r"[^.\[\]]+", path or ""):
        if isinstance(value, list):
            value = next((one for one in value if one == step or (isinstance(one, dict) and step in one.values())), None)
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return json.dumps(value, sort_keys=True)


def confirmed(helm, charts, change, folder):
    """Nothing, or why the change is not what it is said to be."""
    before, why = rendered(helm, charts[0], change["witness"], folder)
    if before is None:
        return f"the former chart refuses it: {why}"
    after, why = rendered(helm, charts[1], change["witness"], folder)
    if change["area"] != "resources":
        return "the new chart takes it" if after is not None else None
    if after is None:
        return f"the new chart refuses it: {why}"
    return None if at(before, change["subject"]) != at(after, change["subject"]) else "nothing differs there"


def main():
    stackc, helm, *sources = sys.argv[1:]
    report = json.loads(run(stackc, "api-diff", *sources, "--format", "json").stdout)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        charts = []
        for number, source in enumerate(sources):
            built = run(stackc, "build", source, "--target", "helm", "-o", f"{folder}/{number}")
            assert built.returncode == 0, built.stderr
            charts.append(str(next(pathlib.Path(folder, str(number), "charts").iterdir())))
        for change in report["changes"]:
            said = f"{change['verdict']} {change['change']} {change['subject']}"
            fault = confirmed(helm, charts, change, folder) if "witness" in change else None
            wrong += fault is not None
            print(f"{said}: {fault}" if fault else f"{said}{' as shown' if 'witness' in change else ''}")
    print(f"due: {report['due']['step']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
