"""Values written as Helm's `--set` arguments."""

import copy
import re

from overlays import drop, paths, at


def moved_to_set(values, random):
    """(values without some leaves, the arguments that set those). Together they mean what `values` meant."""
    rest, arguments = copy.deepcopy(values), []
    leaves = [path for path in paths(values) if all(isinstance(part, str) for part in path) and _has_form(at(values, path))]
    random.shuffle(leaves)
    taken = []
    for path in leaves[: random.randint(1, 6)]:
        if any(path[: len(other)] == other or other[: len(path)] == path for other in taken):
            continue
        taken.append(path)
        arguments += list(_assignments(_key(path), at(values, path)))
        drop(rest, path)
    return rest, arguments


def _has_form(value):
    if isinstance(value, list):
        return 0 < len(value) < 4 and all(_has_form(element) for element in value)
    if isinstance(value, dict):
        return bool(value) and all(_has_form(member) and key for key, member in value.items())
    return text_of(value) is not None


def text_of(value):
    """What to write after the `=`; None for what `--set` can't say (floats, strings that look like something else)."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str) or value.lower() in ("true", "false", "null") or value.startswith("{"):
        return None
    if re.fullmatch(r"[+-]?[0-9]+", value):
        return None
    return re.sub(r"([\\,])", r"\\\1", value)


def _assignments(key, value):
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from _assignments(f"{key}[{index}]", element)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _assignments(f"{key}.{_key([name])}", member)
    else:
        yield f"{key}={text_of(value)}"


def _key(path):
    return ".".join(re.sub(r"([\\.,=\[\]])", r"\\\1", part) for part in path)
