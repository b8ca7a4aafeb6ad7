"""Builds a stack without and with patches, as manifests and as a chart, and compares every field.

    untouched.py STACKC CASES FOLDER [--helms A:B]

CASES is a file of cases: a line `# base` before a stack, a line `# patch PATHS` before what is appended to the last base. `# page FILE HEADING` takes the
stack from the first block below that heading of a page of the documentation; its patches are appended for the next case.
A path is `Kind/name/key.key[element]`, where an element is told by its name or its number, with `=json` behind it if it must have that value
or `!` if it must be gone; with `+` if it may be new. Every other field has to be as it was.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[3] / "tools"))

from helm_yaml import read_stream  # noqa: E402


def fields(value, path, out):
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            fields(inner, f"{path}.{key}" if not path.endswith("/") else path + key, out)
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            name = inner.get("name", number) if isinstance(inner, dict) else number
            fields(inner, f"{path}[{name}]", out)
    else:
        out[path] = value


def flat(resources):
    out = {}
    for resource in resources:
        fields(resource, f"{resource['kind']}/{resource['metadata']['name']}/", out)
    return out


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stderr}")
    return done.stdout


def rendered(options, stack, folder, arguments):
    main = folder / "main.stack"
    main.write_text(stack)
    sides = {"manifests": run(options.stackc, "build", main, "--target", "manifests", "-o", "-", *arguments)}
    run(options.stackc, "build", main, "--target", "helm", "-o", folder / "out")
    (chart,) = (folder / "out" / "charts").iterdir()
    for helm in options.helms.split(":") if options.helms else []:
        sides[helm] = run(helm, "template", chart.name, chart, "--kube-version", "1.32.0", *arguments)
    return {side: flat(read_stream(text)) for side, text in sides.items()}


def compare(before, after, paths):
    faults = []
    touched = [re.match(r"(.*?)(?:(!)|(\+)|=(.*))?$", path).groups() for path in paths]
    for path, gone, _, value in touched:
        inside = [field for field in after if field == path or field.startswith((path + ".", path + "["))]
        if gone and inside:
            faults.append(f"{path} is still there")
        elif not gone and not inside:
            faults.append(f"{path} is not there")
        elif value is not None and after.get(path) != json.loads(value):
            faults.append(f"{path} is {after.get(path)!r}, not {value}")
    for field in sorted(before.keys() | after.keys()):
        if any(field == path or field.startswith((path + ".", path + "[")) for path, *_ in touched):
            continue
        if field not in after or field not in before or before[field] != after[field]:
            faults.append(f"{field}: {before.get(field)!r} before, {after.get(field)!r} after")
    return faults


def documented(page, heading):
    """The first block below a heading: what stands before its patches, and they."""
    below = (HERE.parents[3] / page).read_text().split(f"\n## {heading}\n", 1)[1]
    block = below.split("```stack\n", 1)[1].split("```", 1)[0]
    at = block.index("\npatch ") + 1
    return block[:at], block[at:]


def missing(text):
    """Patches of the reference that no case compares."""
    for page in sorted((HERE.parents[3] / "docs").rglob("*.md")):
        if page.parent.name == "errors":
            continue
        heading, inside = "", False
        for line in page.read_text().splitlines():
            if line.startswith("```"):
                inside = line == "```stack"
            elif line.startswith("## "):
                heading = line[3:]
            elif inside and line.lstrip().startswith("patch "):
                case = f"page {page.relative_to(HERE.parents[3])} {heading}"
                if f"# {case}\n" not in text:
                    yield f"{case} is compared by no case"


def cases(text):
    base = before = ""
    for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        head, body = part.split("\n", 1)
        if head == "base":
            base, before = body, ""
        elif head.startswith("page "):
            base, before = documented(*head.split(maxsplit=2)[1:])
        elif head.startswith("patch "):
            words = head.split()[1:]
            arguments = [word for word in words if word.startswith("--set=")]
            yield base, before + body, [word for word in words if not word.startswith("--set=")], arguments


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stackc")
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--helms", default="")
    options = parser.parse_args()
    count, faults = 0, sorted(set(missing(options.cases.read_text())))
    for number, (base, patch, paths, arguments) in enumerate(cases(options.cases.read_text())):
        folder = options.folder / str(number)
        (folder / "before").mkdir(parents=True)
        (folder / "after").mkdir()
        before = rendered(options, base, folder / "before", arguments)
        after = rendered(options, base + patch, folder / "after", arguments)
        for side in before:
            faults += [f"{number} ({side}): {fault}\n{patch}" for fault in compare(before[side], after[side], paths)]
        count += 1
    print("\n".join(faults))
    print(f"{count} patches, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
