"""Resources with one fault each, and the diagnostic that the fault deserves."""

import copy
import dataclasses
import random

import values
from definitions import resolve, shape_of

ADDED = "zzNoSuchField"


@dataclasses.dataclass
class Mutation:
    kind: object
    resource: dict
    container: object  # the object or list that holds the fault
    key: object  # the entry in it, a field or an index; None: the container as a whole
    code: str
    says: list  # parts of the message or of its suggestions

    def line(self, writer):
        if self.key is None:
            return writer.line_of[id(self.container)]
        return writer.line_of[id(self.container), self.key]


def holding(kind, path):
    """The minimal resource that holds a place, and the object or list at each step to it."""
    made = values.Maker().along({"$ref": "#/definitions/" + kind.definition}, shape_of(kind), path)
    resource = values.named(kind, made, "mutated")
    at, trail = resource, [resource]
    for step in path:
        at = at[0] if step == "[]" else at["some.key"] if step == "{}" else at[step]
        trail.append(at)
    return resource, trail


def misspelt(word, others):
    """A slip of the keyboard whose nearest field is `word`; None if any slip is as near to another."""
    slips = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 2) if word[i] != word[i + 1]]
    slips += [word[:i] + word[i + 1 :] for i in range(1, len(word))]
    for slip in slips:
        if slip not in others and all(distance(slip, other) > distance(slip, word) for other in others if other != word):
            return slip
    return None


def distance(one, other):
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        last, row[0] = row[0], i + 1
        for j, b in enumerate(other):
            last, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, last + (a != b))
    return row[-1]


def objects(places):
    return [place for place in places if values.fields_of(place[2])]


def unknown_field(kind, places, pick):
    path, name, _, _ = pick.choice(objects(places))
    resource, trail = holding(kind, path)
    trail[-1][ADDED] = "x"
    return Mutation(kind, resource, trail[-1], ADDED, "E5001", [ADDED, values.last_part(name)])


def misspelt_field(kind, places, pick):
    fields = []
    for path, _, schema, shape in objects(places):
        names = sorted(values.fields_of(schema))
        fields += [(path, schema, shape, name, names) for name in names if len(name) > 3 and (path or name != "kind")]
    pick.shuffle(fields)
    for path, schema, shape, name, names in fields:
        slip = misspelt(name, names)
        if slip is None or (not path and name in ("apiVersion", "metadata")):
            continue
        resource, trail = holding(kind, path + (name,))
        holder = trail[-2]
        entries = [(slip if key == name else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(entries)
        return Mutation(kind, resource, holder, slip, "E5001", [slip, f"did you mean `{name}`?"])
    return None


def wrong_for(name, schema, shape):
    """(a value of a wrong type, what the message says of it)."""
    last = values.last_part(name)
    if last in values.ANY_TYPES or schema.get("enum") or shape.enum():
        return None
    if last in ("Quantity", "IntOrString"):
        return True, "boolean"
    kind = schema.get("type")
    if kind == "string":
        return 987654, "integer"
    if kind in ("integer", "number", "boolean"):
        return "wrong", "string"
    if kind == "array" or values.is_map(schema) or schema.get("properties"):
        return "wrong", "string"
    return None


def wrong_type(kind, places, pick):
    usable = [place for place in places if place[0] and wrong_for(*place[1:]) and place[0] not in (("metadata",),)]
    if not usable:
        return None
    path, name, schema, shape = pick.choice(usable)
    resource, trail = holding(kind, path)
    wrong, _ = wrong_for(name, schema, shape)
    key = {"[]": 0, "{}": "some.key"}.get(path[-1], path[-1])
    trail[-2][key] = wrong
    return Mutation(kind, resource, trail[-2], key, "E3001", ["expected", "found"])


def missing_field(kind, places, pick):
    usable = []
    for path, name, schema, _ in objects(places):
        usable += [(path, name, field) for field in values.required_of(schema) if path or field != "metadata"]
    if not usable:
        return None
    path, name, field = pick.choice(usable)
    resource, trail = holding(kind, path)
    del trail[-1][field]
    return Mutation(kind, resource, trail[-1], None, "E5002", [f"`{field}`", values.last_part(name)])


def wrong_enum(kind, places, pick):
    usable = [place for place in places if place[3].enum() and place[0][-1] not in ("apiVersion", "kind")]
    if not usable:
        return None
    path, _, _, shape = pick.choice(usable)
    resource, trail = holding(kind, path)
    key = {"[]": 0, "{}": "some.key"}.get(path[-1], path[-1])
    right = max(shape.enum(), key=len)
    wrong = values.Enum(right[:-1] + right[-1] * 2)
    trail[-2][key] = wrong
    return Mutation(kind, resource, trail[-2], key, "E5003", [wrong, "did you mean"])


def wrong_version(kind, _places, _pick):
    resource, _ = holding(kind, ())
    other = copy.copy(kind)
    module, _, name = kind.path.rpartition(".")
    group, _, version = module.rpartition(".")
    other.path = f"{group}.v9.{name}"
    return Mutation(other, resource, resource, None, "E5012", [f"`{group}` has no version `v9`; it has", f"`{version}`"])


MAKERS = [unknown_field, misspelt_field, wrong_type, missing_field, wrong_enum, wrong_version]


def mutations(kind, rounds):
    """Faults of each sort, at `rounds` places of the kind that are chosen by its name."""
    places = values.places(kind)
    found = []
    for turn in range(rounds):
        for make in MAKERS:
            mutation = make(kind, places, random.Random(f"{kind} {make.__name__} {turn}"))
            if mutation is not None:
                found.append(mutation)
    return found
