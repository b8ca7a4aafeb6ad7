"""U13 of a chart by Helm's engine, or the newest Helm where there is none: each parameter changes something."""

import functools
import json
import pathlib
import tempfile

import mutation
import streams
import yaml_writer
from overlays import merged
from sides import shared_engines


class Parameters(mutation.Parameters):
    skipped = ()


class EveryParameter:
    """For a test of an example. `base` is what all values begin with, such as texts that else would be generated, and `needs` by how
    a path begins what is to be there beside it; the longest counts. `apart` are names whose parameters are not looked at, nor the paths of `others`, which
    somebody else reads."""

    base, needs, apart, others, rules = {}, {}, (), (), ()

    @functools.cached_property
    def parameters(self):
        schema = json.loads(pathlib.Path(self.chart, "values.schema.json").read_text())
        known = type("Known", (Parameters,), {"skipped": self.apart})
        return known(schema, streams.chart_defaults(self.chart), {"rules": list(self.rules)})

    def changes(self):
        """Path -> two sets of values that differ there in a way that matters, or None."""
        paths = [path for path in self.parameters.switches.leaves if ".".join(path) not in self.others]
        return {".".join(path): self.parameters.change(path, self.base_of(".".join(path)), self.rendered) for path in paths}

    def base_of(self, path):
        start = max(filter(path.startswith, self.needs), key=len, default=None)
        return merged(self.base, self.needs.get(start, {}))

    def rendered(self, values):
        """What the chart gives for these values; None if they are refused."""
        return self._rendered(yaml_writer.json_text(values))

    @functools.lru_cache(maxsize=512)
    def _rendered(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            arguments = ["--namespace", self.namespace, *self.versions, "-f", file.name]
            done = streams.run_helm([*streams.helms(), *shared_engines()][-1], self.chart, self.release, arguments)
        return done.out if done.kind == "accepted" else None

    def assert_every_parameter_matters(self):
        changes = self.changes()
        self.assertEqual([path for path, found in changes.items() if found is None], [])
        return changes
