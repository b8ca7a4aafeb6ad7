"""The charts of the examples as they stand in the tree, and what they render to."""

import dataclasses
import functools
import pathlib
import subprocess

NAMES = ("clipper", "erlmcp", "hotswap", "nexus", "xerv")


@dataclasses.dataclass
class Rendering:
    label: str  # the chart, and the environment if it is not the defaults
    file: pathlib.Path


class Charts:
    """`helm` renders into `folder`, which is kept as long as what is made here; `also` are files that count as rendered."""

    def __init__(self, examples, helm, folder, also=()):
        self._examples, self._helm, self.folder, self._also = examples, helm, folder, also

    def source(self, name):
        return self._examples / name

    def chart(self, name):
        return self._examples / name / "expected/charts" / name

    def manifests(self, name):
        """Label → files of each environment."""
        folders = sorted((self._examples / name / "expected/manifests").iterdir())
        return {f"{name} manifests {folder.name}": sorted(folder.glob("*.yaml")) for folder in folders}

    @functools.cached_property
    def renderings(self):
        rendered = [one for name in NAMES for one in self._renderings(name)]
        return rendered + [Rendering(file.stem, file) for file in self._also]

    def _renderings(self, name):
        chart = self.chart(name)
        yield self._render(name, name, [])
        for values in sorted(chart.glob("values-*.yaml")):
            environment = values.stem.removeprefix("values-")
            yield self._render(name, f"{name} {environment}", ["-f", str(values)])

    def _render(self, name, label, arguments):
        command = [self._helm, "template", name, str(self.chart(name)), "--namespace", "default", "--include-crds", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{label}: helm template: {done.stderr}")
        file = self.folder / f"{label.replace(' ', '-')}.yaml"
        file.write_text(done.stdout)
        return Rendering(label, file)
