"""A chart whose values hold the specs of all kinds, whole, and values files that each have one fault."""

import json

import values
from definitions import definitions, kinds, library_path
from generate import HEADER
from mutations import mutations
from stack_writer import ALLOWED, STEP, Writer


def spec_kinds():
    """(name of the value, kind, path of its spec's type) for all kinds whose spec has a type, with fields."""
    found = []
    for kind in kinds():
        reference = definitions()[kind.definition]["properties"].get("spec", {}).get("$ref")
        if reference and values.fields_of(definitions()[reference.rpartition("/")[2]]):
            name = "".join(c for c in f"{kind.kind}{kind.api_version.title()}" if c.isalnum())
            found.append((name[0].lower() + name[1:], kind, library_path(reference.rpartition("/")[2])))
    return found


def resource(kind, spec):
    return values.named(kind, {"spec": spec}, "late") | {"metadata": {"name": values.slug(kind) + "-late"}}


def source(chosen):
    """Source of a chart with a value for each, and what its resources are by default."""
    writer = Writer()
    meant = []
    lines = [HEADER.rstrip("\n"), "", "values {"]
    for number, (name, kind, path) in enumerate(chosen):
        spec = values.full(kind, number)["spec"]
        lines.append(f"{STEP}{name}: {path} = {writer.value(spec)}")
        meant.append(resource(kind, spec))
    lines += ["}", ""]
    for name, kind, _ in chosen:
        metadata = f'metadata.name = "{values.slug(kind)}-late"'
        lines += [*ALLOWED, f"resource {name}: {kind.path} {{", STEP + metadata, f"{STEP}spec = values.{name}", "}"]
    return "\n".join(lines) + "\n", meant


def faulty(chosen):
    """Values, each with one fault within one spec: (what it is, values)."""
    found = []
    for name, kind, _ in chosen:
        for mutation in mutations(kind, rounds=2):
            spec = mutation.resource.get("spec")
            intact = values.named(kind, {}, "x")
            rest = {key: value for key, value in mutation.resource.items() if key not in ("spec", *intact)}
            inside = mutation.code != "E2006" and holds(spec, mutation.container) and not rest
            if inside:
                text = f"{kind}: {mutation.code} {mutation.key or mutation.says[0]}"
                found.append((text, json.loads(json.dumps({name: spec}))))
    return found


def holds(value, container):
    if value is container:
        return True
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return any(holds(part, container) for part in parts)
