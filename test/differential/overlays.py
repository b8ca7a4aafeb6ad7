"""Values as Helm merges them, and paths into them."""

import copy


def merged(defaults, overlay):
    """Helm's merge of a user's values over the chart's: maps by key, null takes a key away, all else replaces."""
    if not isinstance(defaults, dict) or not isinstance(overlay, dict):
        return copy.deepcopy(overlay)
    result = {key: copy.deepcopy(value) for key, value in defaults.items() if key not in overlay}
    for key, value in overlay.items():
        if value is not None or key not in defaults:
            result[key] = merged(defaults.get(key), value)
    return result


def at(values, path, missing=None):
    for part in path:
        if isinstance(values, dict) and part in values:
            values = values[part]
        elif isinstance(values, list) and isinstance(part, int) and part < len(values):
            values = values[part]
        else:
            return missing
    return values


def put(values, path, value):
    """Sets a path of map keys, making maps (and replacing what is none) on the way."""
    for part in path[:-1]:
        if not isinstance(values.get(part), dict):
            values[part] = {}
        values = values[part]
    values[path[-1]] = value


def drop(values, path):
    """Removes a key or a list element, and the maps that this leaves empty; false if it was not there."""
    parents = [values]
    for part in path[:-1]:
        parents.append(at(parents[-1], (part,)))
    last = parents[-1]
    if not (isinstance(last, dict) and path[-1] in last or isinstance(last, list) and path[-1] < len(last)):
        return False
    del last[path[-1]]
    for parent, part in zip(reversed(parents[:-1]), reversed(path[:-1])):
        if parent[part] == {} and isinstance(parent, dict):
            del parent[part]
    return True


def paths(values, base=()):
    """All paths in the values, outer ones first."""
    members = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    members = list(members)
    yield from ((*base, key) for key, _ in members)
    for key, value in members:
        yield from paths(value, (*base, key))


def ask_once(values, defaults, included=(), inside=False):
    """Probes in Kubernetes' own form ask in one way: of several handlers one stays, in the place of the default's `httpGet`.

    Below an included chart, where null can't take that away, the default's stays.
    """
    for key, value in values.items():
        default = defaults.get(key) if isinstance(defaults, dict) else None
        if not isinstance(value, dict):
            continue
        given = [name for name in ("exec", "grpc", "tcpSocket") if value.get(name) is not None]
        if not key.endswith("Probe"):
            ask_once(value, default, (), inside or key in included)
        elif isinstance(default, dict) and "httpGet" in default and given:
            if not inside:
                value["httpGet"] = None
            elif value.get("httpGet") is None:
                value.pop("httpGet", None)
            for name in given if inside else given[1:]:
                del value[name]
        elif "httpGet" in value and value["httpGet"] is None:
            del value["httpGet"]
