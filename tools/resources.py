"""Comparison of two lists of Kubernetes resources, as sets: maps without order, lists in order, numbers by value."""

import json


def key(resource):
    """(apiVersion, kind, namespace, name) of a resource; what is missing is empty."""
    if not isinstance(resource, dict):
        return ("", type(resource).__name__, "", "")
    metadata = resource.get("metadata") or {}
    return tuple(
        str(part or "")
        for part in (resource.get("apiVersion"), resource.get("kind"), metadata.get("namespace"), metadata.get("name"))
    )


def is_hook(resource):
    annotations = ((resource.get("metadata") or {}).get("annotations") or {}) if isinstance(resource, dict) else {}
    return "helm.sh/hook" in annotations


def show(value):
    text = json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= 200 else text[:200] + "…"


def _is_number(value):
    return not isinstance(value, (bool, str, dict, list)) and value is not None


def _path(base, name):
    return f"{base}.{name}" if str(name).replace("_", "a").replace("-", "a").isalnum() else f"{base}[{json.dumps(name)}]"


def _differences(left, right, path):
    """Yields (path, left, right) where None stands for nothing there."""
    if isinstance(left, dict) and isinstance(right, dict):
        for name in sorted(left.keys() | right.keys()):
            if name not in right:
                yield _path(path, name), show(left[name]), None
            elif name not in left:
                yield _path(path, name), None, show(right[name])
            else:
                yield from _differences(left[name], right[name], _path(path, name))
    elif isinstance(left, list) and isinstance(right, list):
        for index in range(max(len(left), len(right))):
            here = f"{path}[{index}]"
            if index >= len(right):
                yield here, show(left[index]), None
            elif index >= len(left):
                yield here, None, show(right[index])
            else:
                yield from _differences(left[index], right[index], here)
    elif _is_number(left) and _is_number(right):
        if left != right:
            yield path, show(left), show(right)
    elif type(left) is not type(right) or left != right:
        yield path, show(left), show(right)


def _grouped(documents):
    groups = {}
    for document in documents:
        groups.setdefault(key(document), []).append(document)
    for group in groups.values():
        group.sort(key=show)
    return groups


def compare(left, right, names=("left", "right")):
    """Lines that describe the differences; empty if the two are equal as multisets of resources."""
    lines = []
    left, right = _grouped(left), _grouped(right)
    for group in sorted(left.keys() | right.keys()):
        title = "/".join(part for part in group if part)
        ours, theirs = left.get(group, []), right.get(group, [])
        if len(ours) != len(theirs):
            lines.append(f"{title}: {len(ours)} in {names[0]}, {len(theirs)} in {names[1]}")
        for one, other in zip(ours, theirs):
            for path, before, after in _differences(one, other, "$"):
                lines.append(f"{title}: {path}")
                lines.append(f"  {names[0]}: {'nothing' if before is None else before}")
                lines.append(f"  {names[1]}: {'nothing' if after is None else after}")
    return lines
