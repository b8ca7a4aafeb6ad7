"""Schemas taken apart for the generator: several schemas that hold at once, as a flat list of them.

The members of the list are the very objects of the document, never copies.
"""

ALL_KINDS = ["string", "integer", "number", "boolean", "object", "array", "null"]
LARGEST = 2**53 - 1


def expanded(schema, schemas, choose):
    """Without $ref and allOf; one alternative of each anyOf and oneOf is chosen; conditions stay undecided."""
    result = []
    for part in schemas:
        part = schema.resolved(part)
        if not isinstance(part, dict) or any(part is known for known in result):
            continue
        result.append(part)
        inner = list(part.get("allOf", []))
        inner += [choose(part[word]) for word in ("anyOf", "oneOf") if word in part]
        for more in expanded(schema, inner, choose):
            if not any(more is known for known in result):
                result.append(more)
    return result


def decided(schema, parts, value, choose):
    """With the branches of the conditions that hold for `value`."""
    result = list(parts)
    for part in parts:
        if "if" in part:
            branch = part.get("then" if schema.is_valid(value, part["if"]) else "else")
            if branch is not None:
                result += decided(schema, expanded(schema, [branch], choose), value, choose)
    return result


def kinds(parts):
    """The types that all parts allow."""
    result = list(ALL_KINDS)
    said = False
    for part in parts:
        allowed = part.get("type")
        if allowed is None and ("properties" in part or "additionalProperties" in part) and "items" not in part:
            allowed = "object"
        if allowed is None:
            continue
        said = True
        allowed = [allowed] if isinstance(allowed, str) else list(allowed)
        if "number" in allowed:
            allowed.append("integer")
        result = [kind for kind in result if kind in allowed]
    if not said:
        values = [value for part in parts for value in part.get("enum", [part["const"]] if "const" in part else [])]
        return ["string"] if values or not parts else ["string", "integer", "boolean"]
    if "number" in result and "integer" in result:
        result.remove("integer")
    return result or ["null"]


def names(parts):
    return sorted({name for part in parts for name in part.get("properties", {})})


def watched(parts):
    """Names that the conditions of these parts look at."""
    return {name for part in parts if "if" in part and isinstance(part["if"], dict) for name in _mentioned(part["if"])}


def _mentioned(condition):
    yield from condition.get("properties", {})
    yield from condition.get("required", [])
    for word in ("allOf", "anyOf", "oneOf"):
        for part in condition.get(word, []):
            yield from _mentioned(part)
    if isinstance(condition.get("not"), dict):
        yield from _mentioned(condition["not"])


def is_map(parts):
    return not names(parts) and all(part.get("additionalProperties", True) is not False for part in parts)


def bounds(parts, low="minimum", high="maximum", least=-LARGEST, most=LARGEST):
    exclusive = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}
    lows = [part[word] for part in parts for word in (low, exclusive.get(low)) if word in part]
    highs = [part[word] for part in parts for word in (high, exclusive.get(high)) if word in part]
    return max(lows, default=least), min(highs, default=most)


def lengths(parts):
    return bounds(parts, "minLength", "maxLength", 0, 300)
