"""The definitions of Kubernetes 1.36, as a judge of resources, and the enums and bounds that they lack."""

import functools
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))

from validator import definitions, schema_faults  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = HERE.parents[1] / "stdlib" / "k8s"


class Kind:
    """A group, version and kind: `api_version`, `kind`, the `definition` and the library's `path`."""

    def __init__(self, definition, group, version, kind):
        self.definition = definition
        self.kind = kind
        self.api_version = f"{group}/{version}" if group else version
        self.path = library_path(definition)

    def __str__(self):
        return f"{self.api_version} {self.kind}"


def short(definition):
    """The last two parts of a definition's name after its group: `io.k8s.api.apps.v1.Deployment` -> apps, v1, Deployment."""
    parts = definition.split(".")
    return parts[-3], parts[-2], parts[-1]


def library_path(definition):
    group, version, name = short(definition)
    return f"k8s.{group}.{version}.{name}"


@functools.lru_cache
def kinds():
    """All kinds of resources: what has a kind and the metadata of objects."""
    found = []
    for name, schema in definitions().items():
        ids = schema.get("x-kubernetes-group-version-kind", [])
        metadata = schema.get("properties", {}).get("metadata", {}).get("$ref", "")
        if len(ids) == 1 and metadata.endswith(".ObjectMeta"):
            found.append(Kind(name, ids[0]["group"], ids[0]["version"], ids[0]["kind"]))
    return sorted(found, key=lambda kind: (kind.api_version, kind.kind))


def resolve(schema):
    """(name of the definition or None, schema), without `$ref`."""
    name = None
    while "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = definitions()[name]
    return name, schema


def faults(kind, resource):
    """What the definitions, with their objects closed and their formats meant, find wrong with a resource."""
    return [f"{kind}: {fault}" for fault in schema_faults(kind.definition, resource)]


@functools.lru_cache
def _library():
    types = {}
    for file in LIBRARY.glob("k8s.*.json"):
        module = json.loads(file.read_text())
        types.update({f"{module['module']}.{name}": shape for name, shape in module["types"].items()})
    return types


class Shape:
    """A type of the library beside a schema, for its enums and bounds only: what the library lacks is an empty shape."""

    def __init__(self, node):
        while True:
            if isinstance(node, str) and node.startswith("#"):
                node = _library().get(node[1:], {})
            elif isinstance(node, dict) and isinstance(node.get("type"), str) and node["type"].startswith("#"):
                node = _library().get(node["type"][1:], {})
            else:
                break
        self.node = node

    def field(self, name):
        return Shape(self.node.get("fields", {}).get(name, {}) if isinstance(self.node, dict) else {})

    def element(self):
        if isinstance(self.node, list):
            return Shape(self.node[0])
        return Shape(self.node.get("of", {}) if isinstance(self.node, dict) else {})

    def pattern(self):
        return self.node.get("pattern", "") if isinstance(self.node, dict) else ""

    def enum(self):
        return self.node.get("enum", []) if isinstance(self.node, dict) else []

    def bounds(self):
        """The least and the greatest number; None where the library says no more than the definitions."""
        return (self.node["min"], self.node["max"]) if isinstance(self.node, dict) and "min" in self.node else None


def shape_of(kind):
    return Shape("#" + kind.path)
