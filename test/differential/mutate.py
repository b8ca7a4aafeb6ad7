"""Mutations of a valid value set that a closed schema has to refuse."""

import copy

from overlays import at, merged, paths, put

WRONG = {str: [7, True, ["x"], {"x": 1}], bool: ["true", 1, []], int: ["12", True, 0.5, [1]], float: ["0.1", False], list: ["a", 3], dict: ["a", 5, True]}
ATTEMPTS = 60


def mutations(schema, defaults, values, random, count):
    """At most `count` pairs (what was done, values), each refused by the schema once merged."""
    kinds = [_unknown, _wrong_type, _out_of_range, _bad_enum, _missing, _odd_text]
    found = []
    for attempt in range(ATTEMPTS):
        if len(found) == count:
            break
        mutant = copy.deepcopy(values)
        # The file's parts and the defaults' are both open to change.
        path = random.choice(list(paths(merged(defaults, values))) or [()])
        path = path[: next((index for index, part in enumerate(path) if isinstance(part, int)), len(path))]
        name = kinds[attempt % len(kinds)](mutant, merged(defaults, values), path, random)
        if name and not schema.is_valid(merged(defaults, mutant)):
            found.append((f"{name} at {'.'.join(path)}", mutant))
    return found


def _unknown(values, now, path, random):
    for end in range(len(path), -1, -1):
        if isinstance(at(now, path[:end]), dict):
            put(values, [*path[:end], random.choice(["unknownKey", "Enabled", "replicaCout"])], random.choice([1, "x", True, {}, []]))
            return "unknown key"
    return None


def _wrong_type(values, now, path, random):
    value = at(now, path)
    if not path or type(value) not in WRONG:
        return None
    put(values, path, copy.deepcopy(random.choice(WRONG[type(value)])))
    return "wrong type"


def _out_of_range(values, now, path, random):
    value = at(now, path)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    put(values, path, random.choice([-1, 0, -(2**53), 2**53, 65536, 2**31, 1.5, 1e300]))
    return "out of range"


def _bad_enum(values, now, path, random):
    if not path or not isinstance(at(now, path), str):
        return None
    put(values, path, random.choice(["kafka", "", "ALWAYS", " ", "a b", "\n", "x" * 5000]))
    return "another text"


def _missing(values, now, path, random):
    if not path:
        return None
    put(values, path, None)
    return "missing"


def _odd_text(values, now, path, random):
    if not path or not isinstance(at(now, path), str):
        return None
    put(values, path, random.choice(["a\x01b", "\x7f", "\x85", "a\x9fb", "\r\n", "\ufffe", "<<", "=", "a<no value>b"]))
    return "odd text"
