"""A small validator of JSON Schema, draft-07, as far as values.schema.json of a chart goes.

It shares no code with the compiler and none with Helm, so that the three can disagree.
"""

import re


class Schema:
    """One schema document. `errors` yields (path, word, message); a path is a tuple of keys and indexes."""

    def __init__(self, document):
        self.document = document
        self._patterns = {}
        self._targets = {}

    def resolved(self, schema):
        """Follows $ref; in draft-07 its siblings are ignored."""
        while isinstance(schema, dict) and "$ref" in schema:
            schema = self._target(schema["$ref"])
        return schema

    def is_valid(self, value, schema=None):
        return next(self.errors(value, self.document if schema is None else schema), None) is None

    def errors(self, value, schema=None, path=()):
        schema = self.resolved(self.document if schema is None else schema)
        if schema is True:
            return
        if schema is False:
            yield path, "false", "nothing is allowed here"
            return
        yield from self._type_errors(value, schema, path)
        if isinstance(value, str):
            yield from self._string_errors(value, schema, path)
        elif is_number(value):
            yield from self._number_errors(value, schema, path)
        elif isinstance(value, list):
            yield from self._array_errors(value, schema, path)
        elif isinstance(value, dict):
            yield from self._object_errors(value, schema, path)
        yield from self._combined_errors(value, schema, path)

    def matches(self, pattern, text):
        if pattern not in self._patterns:
            # RE2's \z and named classes do not occur in schemas; `$` has to mean the very end.
            self._patterns[pattern] = re.compile(re.sub(r"(?<!\\)\$(?=$|\)|\|)", r"\\Z", pattern), re.ASCII)
        return self._patterns[pattern].search(text) is not None

    def _target(self, reference):
        if reference not in self._targets:
            if not reference.startswith("#"):
                raise ValueError(f"$ref outside of the document: {reference}")
            target = self.document
            for part in reference[1:].split("/")[1:]:
                part = part.replace("~1", "/").replace("~0", "~")
                target = target[int(part)] if isinstance(target, list) else target[part]
            self._targets[reference] = target
        return self._targets[reference]

    def _type_errors(self, value, schema, path):
        types = schema.get("type")
        if types is not None and not any(has_type(value, name) for name in ([types] if isinstance(types, str) else types)):
            yield path, "type", f"not of type {types}"
        if "enum" in schema and not any(equal(value, one) for one in schema["enum"]):
            yield path, "enum", f"not one of {schema['enum']}"
        if "const" in schema and not equal(value, schema["const"]):
            yield path, "const", f"not {schema['const']!r}"

    def _string_errors(self, value, schema, path):
        if len(value) < schema.get("minLength", 0):
            yield path, "minLength", f"shorter than {schema['minLength']}"
        if len(value) > schema.get("maxLength", len(value)):
            yield path, "maxLength", f"longer than {schema['maxLength']}"
        if "pattern" in schema and not self.matches(schema["pattern"], value):
            yield path, "pattern", f"does not match {schema['pattern']}"

    def _number_errors(self, value, schema, path):
        if value < schema.get("minimum", value) or value <= schema.get("exclusiveMinimum", value - 1):
            yield path, "minimum", "too small"
        if value > schema.get("maximum", value) or value >= schema.get("exclusiveMaximum", value + 1):
            yield path, "maximum", "too large"
        step = schema.get("multipleOf")
        if step and (value / step) % 1 != 0:
            yield path, "multipleOf", f"no multiple of {step}"

    def _array_errors(self, value, schema, path):
        if len(value) < schema.get("minItems", 0):
            yield path, "minItems", "too few elements"
        if len(value) > schema.get("maxItems", len(value)):
            yield path, "maxItems", "too many elements"
        if schema.get("uniqueItems") and any(equal(a, b) for i, a in enumerate(value) for b in value[:i]):
            yield path, "uniqueItems", "an element twice"
        items = schema.get("items", True)
        rest = schema.get("additionalItems", True)
        for index, element in enumerate(value):
            part = items if not isinstance(items, list) else items[index] if index < len(items) else rest
            yield from self.errors(element, part, (*path, index))
        if "contains" in schema and not any(self.is_valid(element, schema["contains"]) for element in value):
            yield path, "contains", "the wanted element is missing"

    def _object_errors(self, value, schema, path):
        for name in schema.get("required", []):
            if name not in value:
                yield (*path, name), "required", "is required"
        if len(value) < schema.get("minProperties", 0):
            yield path, "minProperties", "too few keys"
        if len(value) > schema.get("maxProperties", len(value)):
            yield path, "maxProperties", "too many keys"
        for name, member in value.items():
            if "propertyNames" in schema:
                for _, _, text in self.errors(name, schema["propertyNames"]):
                    yield (*path, name), "propertyNames", text
            for part in self.member_schemas(schema, name):
                if part is False:
                    yield (*path, name), "additionalProperties", "unknown key"
                else:
                    yield from self.errors(member, part, (*path, name))
            dependency = schema.get("dependencies", {}).get(name, [])
            if isinstance(dependency, list):
                yield from (((*path, key), "dependencies", "is required") for key in dependency if key not in value)
            else:
                yield from self.errors(value, dependency, path)

    def member_schemas(self, schema, name):
        """The schemas that one object schema puts on its member `name`."""
        parts = [schema["properties"][name]] if name in schema.get("properties", {}) else []
        parts += [part for pattern, part in schema.get("patternProperties", {}).items() if self.matches(pattern, name)]
        return parts or [schema.get("additionalProperties", True)]

    def _combined_errors(self, value, schema, path):
        for part in schema.get("allOf", []):
            yield from self.errors(value, part, path)
        if "anyOf" in schema and not any(self.is_valid(value, part) for part in schema["anyOf"]):
            yield path, "anyOf", "fits none of the alternatives"
        if "oneOf" in schema and sum(self.is_valid(value, part) for part in schema["oneOf"]) != 1:
            yield path, "oneOf", "does not fit exactly one of the alternatives"
        if "not" in schema and self.is_valid(value, schema["not"]):
            yield path, "not", "is what it must not be"
        if "if" in schema:
            yield from self.errors(value, schema.get("then" if self.is_valid(value, schema["if"]) else "else", True), path)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def has_type(value, name):
    if name == "integer":
        return is_number(value) and value == int(value)
    if name == "number":
        return is_number(value)
    return isinstance(value, {"string": str, "boolean": bool, "object": dict, "array": list, "null": type(None)}[name])


def equal(one, other):
    """Equality of JSON: 1 is 1.0, but true is not 1."""
    if isinstance(one, bool) != isinstance(other, bool):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    return one == other
