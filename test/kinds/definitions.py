"""The definitions of Kubernetes 1.36, as a judge of resources, and the enums that they lack."""

import functools
import json
import lzma
import pathlib

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = HERE.parents[1] / "stdlib" / "k8s"
RELEASE = "1.36.0"

INT32 = {"minimum": -(2**31), "maximum": 2**31 - 1}
INT64 = {"minimum": -(2**63), "maximum": 2**63 - 1}
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"
BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
FORMATS = {"int32": INT32, "int64": INT64, "date-time": {"pattern": TIME}, "byte": {"pattern": BASE64}}


@functools.lru_cache
def definitions():
    """Name -> schema, as published."""
    with lzma.open(HERE / "Inputs" / f"definitions-v{RELEASE}.json.xz") as file:
        return json.load(file)["definitions"]


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


def _strict(schema):
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: _strict(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        result["properties"] = {key: _strict(part) for key, part in schema["properties"].items()}
        result.setdefault("additionalProperties", False)
    return {**FORMATS.get(str(schema.get("format")), {}), **result}


@functools.lru_cache
def _validator(definition):
    return jsonschema.Draft4Validator({"$ref": f"#/definitions/{definition}", "definitions": _strict_definitions()})


@functools.lru_cache
def _strict_definitions():
    return {name: _strict(schema) for name, schema in definitions().items()}


def faults(kind, resource):
    """What the definitions, with their objects closed and their formats meant, find wrong with a resource."""
    return [
        f"{kind}: {'.'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
        for fault in _validator(kind.definition).iter_errors(resource)
    ]


@functools.lru_cache
def _library():
    types = {}
    for file in LIBRARY.glob("k8s.*.json"):
        module = json.loads(file.read_text())
        types.update({f"{module['module']}.{name}": shape for name, shape in module["types"].items()})
    return types


class Shape:
    """A type of the library beside a schema, for its enums only: what the library lacks is an empty shape."""

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

    def enum(self):
        return self.node.get("enum", []) if isinstance(self.node, dict) else []


def shape_of(kind):
    return Shape("#" + kind.path)
