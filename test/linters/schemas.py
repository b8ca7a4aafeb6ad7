"""JSON Schemas for kubeconform, made of what the tests have: the published definitions of Kubernetes, and the definitions of
custom resources in test/e2e/crds. Objects with known fields are closed, as the API server's strict validation has it.
"""

import json
import pathlib

import yaml

import validator

RELEASE = validator.RELEASE
CUSTOM = pathlib.Path(__file__).resolve().parents[1] / "e2e/crds"
REFERENCE = "#/definitions/"


def write(kinds, folder):
    """A file for each of `kinds`, pairs of apiVersion and kind, of which there is a definition: GROUP-VERSION-KIND.json as
    kubeconform names the parts, to which the group of `v1` is `v1`."""
    custom = _custom()
    for api, kind in kinds:
        schema = custom.get((api, kind)) or _published(api, kind)
        if schema:
            group, _, version = api.rpartition("/")
            name = f"{group or version}-{version}-{kind.lower()}.json"
            (folder / name).write_text(json.dumps({"$schema": "http://json-schema.org/draft-04/schema#", **schema}))


def _published(api, kind):
    """The definition of a kind with all that it refers to, or None."""
    group, _, version = api.rpartition("/")
    wanted = {"group": group, "version": version, "kind": kind}
    for name, schema in validator.definitions().items():
        if wanted in schema.get("x-kubernetes-group-version-kind", []) and "metadata" in schema.get("properties", {}):
            return {"$ref": REFERENCE + name, "definitions": _reached(name)}
    return None


def _reached(name):
    found, todo = {}, [name]
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = _closed(validator.definitions()[name])
            todo += [reference.removeprefix(REFERENCE) for reference in _references(found[name])]
    return found


def _references(schema):
    if isinstance(schema, list):
        return [reference for part in schema for reference in _references(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
    return own + [reference for part in schema.values() for reference in _references(part)]


def _custom():
    """(apiVersion, kind) → schema of each custom resource."""
    found = {}
    for file in sorted(CUSTOM.glob("*.yaml")):
        for definition in yaml.load_all(file.read_text(), yaml.CSafeLoader):
            spec = definition["spec"]
            for version in spec["versions"]:
                schema = _closed(version["schema"]["openAPIV3Schema"])
                known = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"}}
                schema["properties"] = {**schema.get("properties", {}), **known}
                found[f"{spec['group']}/{version['name']}", spec["names"]["kind"]] = schema
    return found


def _closed(schema):
    """Objects that say which fields they have take no others; what may be null says so."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: _closed(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict):
        result["properties"] = {key: _closed(part) for key, part in schema["properties"].items()}
        if schema.get("type") == "object" and not schema.get("x-kubernetes-preserve-unknown-fields"):
            result.setdefault("additionalProperties", False)
    if schema.get("nullable") is True and isinstance(schema.get("type"), str):
        result["type"] = [schema["type"], "null"]
    return result
