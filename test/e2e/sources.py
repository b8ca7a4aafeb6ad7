"""Everything in the tree that makes resources: the examples, the documentation's programs, and the tests of the emitter.

Each is built with its defaults and, where it says so, with more: an example with each of its environments or with random
values, a test with the arguments of its `RUN: %agree` lines.
"""

import dataclasses
import json
import pathlib
import re
import shlex
import subprocess
import sys

import agreement
import helm_yaml
from importlib.machinery import SourceFileLoader

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "test/differential"))  # behind this folder, which has a `cluster` of its own
import generate  # noqa: E402
import judge as differential  # noqa: E402
import streams  # noqa: E402

sys.dont_write_bytecode = True  # tools/check-docs is no module by its name
docs = SourceFileLoader("check_docs", str(ROOT / "tools/check-docs")).load_module()
AGREE = re.compile(r"RUN: %agree %s *(.*)$", re.MULTILINE)
# Values that are resources as their users write them.
WHOLE_RESOURCES = ("extraObjects", "extraDeploy")
# A part of a test, between lines of dashes, is a program of its own.
PART = re.compile(r"^// -----.*$", re.MULTILINE)


@dataclasses.dataclass
class Source:
    label: str
    path: str
    arguments: list  # of stackc and of Helm
    env: str = ""
    release: str = ""


class Renderer:
    """Makes the resources of a source: as manifests or, where a secret is left to the installation, by Helm."""

    def __init__(self, stackc, helm, folder):
        self._stackc, self._helm, self._folder = stackc, helm, pathlib.Path(folder)
        self._charts = {}

    def chart(self, path):
        if path not in self._charts:
            self._charts[path] = agreement.build_chart(self._stackc, path, self._folder / f"chart{len(self._charts)}")
        return self._charts[path]

    def resources(self, source):
        """Resources, or None where a source needs more values, or charts that are not here, to make any."""
        release = ["--release", source.release] if source.release else []
        environment = ["--env", source.env] if source.env else []
        command = [self._stackc, "build", source.path, "--target", "manifests", "-o", "-", "--release-service", "Helm"]
        done = agreement.run([*command, *release, *environment, *source.arguments])
        if done.returncode == 0:
            return helm_yaml.read_stream(done.stdout)
        if "is generated, which manifests can't be" in done.stderr:
            return self._by_helm(source)
        if done.returncode == 1:
            return None
        raise SystemExit(f"{source.label}: exit status {done.returncode}\n{done.stderr}")

    def _by_helm(self, source):
        chart = self.chart(source.path)
        files = ["-f", f"{chart}/values-{source.env}.yaml"] if source.env else []
        command = [self._helm, "template", source.release or agreement.chart_facts(chart)[0], chart, "--include-crds"]
        done = agreement.run([*command, "--namespace", "default", *files, *source.arguments])
        if done.returncode == 0:
            return helm_yaml.read_stream(done.stdout)
        if "execution error at" in done.stderr:
            return None
        raise SystemExit(f"{source.label}: helm template: {done.stderr}")


def environments(chart):
    return sorted(file.stem.removeprefix("values-") for file in pathlib.Path(chart).glob("values-*.yaml"))


def examples(renderer):
    for folder in sorted(ROOT.glob("examples/*/")):
        path = str(folder)
        for env in ["", *environments(renderer.chart(path))]:
            yield Source(f"examples/{folder.name}" + (f" --env {env}" if env else ""), path, [], env)


def typed_values(values, schema):
    """What is left of values where the objects of Kubernetes are taken out, which users write in whole, as they do whole
    resources: nobody but the server knows all that it asks of them."""
    left = {}
    for key, value in values.items():
        node = schema.get("properties", {}).get(key) or schema.get("additionalProperties") or {}
        around = [node, *node.get("anyOf", []), node.get("items"), node.get("additionalProperties")] if node is not True else []
        names = [part["$ref"] for part in around if isinstance(part, dict) and "$ref" in part]
        if key in WHOLE_RESOURCES or any("." in name for name in names):
            continue
        left[key] = typed_values(value, node) if isinstance(value, dict) and isinstance(node, dict) else value
    return left


def random_values(renderer, folder, sets, seed):
    """Each example that has a profile for the differential test with value sets of it, for the cluster's own version."""
    for path in sorted(ROOT.glob("examples/*/")):
        profile = ROOT / f"test/differential/{path.name}.json"
        if not profile.is_file():
            continue
        chart = pathlib.Path(renderer.chart(str(path)))
        schema = json.loads((chart / "values.schema.json").read_text())
        generator = generate.for_chart(chart, streams.chart_defaults(chart), json.loads(profile.read_text()), seed)
        for number in range(sets):
            one, file = generator.next(), pathlib.Path(folder, f"{path.name}-{number}.yaml")
            values = typed_values(one["intended"], schema)
            file.write_text(differential.text_of(one | {"values": values}), encoding="utf-8")
            yield Source(f"examples/{path.name}, set {number} of seed {seed}", str(path), ["-f", str(file)], release=one["release"])


def programs_of_docs(folder):
    """The blocks of each page that are accepted; those that belong together share a folder, as tools/check-docs has it."""
    pages = sorted((ROOT / "docs").rglob("*.md")) + [ROOT / "README.md", *sorted(ROOT.glob("examples/*/README.md"))]
    for number, page in enumerate(pages):
        for block in docs.blocks_of(page):
            named = block.option("append") or block.option("file")
            place = pathlib.Path(folder, f"{number}" if named else f"{number}-{block.line}")
            file = place / (named or "main.stack")
            if block.option("error") or "fragment" in block.words or not (named or block.language == "stack"):
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            before = file.read_text() + "\n" if block.option("append") else ""
            file.write_text(before + block.text)
            if file.name == "main.stack":
                yield Source(str(block), str(file), [])


def programs_of_tests(folder):
    """The parts of each test of the emitter. Arguments are those of a test of one part."""
    for number, file in enumerate(sorted((ROOT / "test/emit").rglob("*.stack"))):
        if "Inputs" in file.parts:
            continue
        text, label = file.read_text(), str(file.relative_to(ROOT))
        parts = PART.split(text)
        if len(parts) == 1:
            yield Source(label, str(file), [])
            for line in AGREE.findall(text):
                for arguments in line.split("&& %agree %s"):
                    if "--refused" not in arguments:
                        yield with_arguments(label, file, shlex.split(arguments.replace("%S", str(file.parent))))
            continue
        for index, part in enumerate(parts):
            one = pathlib.Path(folder, f"test{number}-{index}", "main.stack")
            one.parent.mkdir(parents=True)
            one.write_text(part)
            yield Source(f"{label}, part {index + 1}", str(one), [])


def with_arguments(label, file, arguments):
    source = Source(" ".join([label, *arguments]), str(file), [])
    for flag, value in zip(arguments[::2], arguments[1::2]):
        if flag in ("--env", "--release"):
            setattr(source, flag.removeprefix("--"), value)
        else:
            source.arguments += [flag, value]
    return source
