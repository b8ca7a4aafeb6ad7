"""The shapes of Kubernetes objects, from the module files in stdlib/k8s: unknown fields, wrong types, missing fields."""

import functools
import json
import pathlib

MODULES = pathlib.Path(__file__).resolve().parents[2] / "stdlib" / "k8s"
SCALARS = {"String": str, "Bool": bool, "Int": int, "Int32": int}


@functools.lru_cache
def _kinds():
    """(apiVersion, kind) -> type."""
    found = {}
    for file in sorted(MODULES.glob("*.json")):
        module = json.loads(file.read_text())
        for name, shape in module["types"].items():
            _types()[f"{module['module']}.{name}"] = shape
            if isinstance(shape, dict) and "scope" in shape:
                found[(module.get("apiVersion"), name)] = shape
    return found


@functools.lru_cache
def _types():
    return {}


@functools.lru_cache
def _type(name):
    """A type by its name, or by the path of the field that has it; lists and maps on the way are passed through."""
    if name in _types():
        return _types()[name]
    outer, _, field = name.rpartition(".")
    return _inner(_inner(_type(outer))["fields"][field])


def _inner(shape):
    while True:
        if isinstance(shape, list):
            shape = shape[0]
        elif isinstance(shape, str) and shape.startswith("#"):
            shape = _type(shape[1:])
        elif isinstance(shape, dict) and "of" in shape:
            shape = shape["of"]
        else:
            return shape


def problems(resource):
    """What is wrong with the shape of a resource, a line each."""
    shape = _kinds().get((resource.get("apiVersion"), resource.get("kind")))
    return list(_of_shape(resource, shape, "$")) if shape else []


def is_known(resource):
    return (resource.get("apiVersion"), resource.get("kind")) in _kinds()


def is_namespaced(resource):
    return _kinds().get((resource.get("apiVersion"), resource.get("kind")), {}).get("scope") != "Cluster"


def _of_shape(value, shape, path):
    if isinstance(shape, list):
        shape = {"type": "List", "of": shape[0]}
    if isinstance(shape, str) and shape.startswith("#"):
        yield from _of_shape(value, _type(shape[1:]), path)
        return
    if isinstance(shape, str):
        shape = {"type": shape}
    kind = shape.get("type")
    if kind in SCALARS:
        if not isinstance(value, SCALARS[kind]) or kind.startswith("Int") and isinstance(value, bool):
            yield f"{path}: {value!r} is no {kind}"
        elif shape.get("enum") and value not in shape["enum"]:
            yield f"{path}: {value!r} is none of {shape['enum']}"
    elif kind == "Object":
        yield from _of_object(value, shape, path)
    elif kind == "Map":
        if not isinstance(value, dict):
            yield f"{path}: {value!r} is no map"
        else:
            for key, member in value.items():
                yield from _of_shape(member, shape.get("of", "Any"), f"{path}.{key}")
    elif kind == "List":
        if not isinstance(value, list):
            yield f"{path}: {value!r} is no list"
        else:
            for index, element in enumerate(value):
                yield from _of_shape(element, shape.get("of", "Any"), f"{path}[{index}]")


def _of_object(value, shape, path):
    if not isinstance(value, dict):
        yield f"{path}: {value!r} is no object"
        return
    fields = shape.get("fields", {})
    for name in shape.get("required", []):
        if name not in value:
            yield f"{path}.{name}: is missing"
    for name, member in value.items():
        if name in fields:
            yield from _of_shape(member, fields[name], f"{path}.{name}")
        elif not shape.get("open"):
            yield f"{path}.{name}: unknown field"
