"""Values of the types in the definitions: minimal ones, full ones, and ones that hold a given place."""

import itertools

from definitions import Shape, resolve, shape_of

# Each is a string that some reader of YAML or of templates takes for something else.
TEXTS = [
    "plain", "with blanks ", " leading", "true", "null", "~", "0x1F", "1e3", "08", "1_000", "12:30:45", "2026-01-02",
    "- dash", "# hash", "a: b", "a #b", "{{ .Values.x }}", "{{- end }}", "it's", 'say "hi"', "back\\slash", "\\(x)",
    "two\nlines", "ends\n", "\ttab", "ünïcödé ☃ 𝄞", "&anchor", "*alias", "!tag", "%percent", "@at", "`tick`", "| pipe",
    "> fold", "[list]", "{map}", "?", ":", "yes", "No", "n", ".inf", "$(VAR)", "", "x" * 200,
]  # fmt: skip
KEYS = ["app.kubernetes.io/name", "with blank", "1.5", "-dash", "ünï", 'quo"te', "{{x}}", "a: b", "# c", "$ref", "if"]
QUANTITIES = ["500m", "1Gi", "0.1", "1e3", "100Mi", "2", 3, 0.5]
TIMES = ["2026-01-02T03:04:05Z", "1999-12-31T23:59:59.999999Z", "2026-06-01T00:00:00+02:00"]
MICRO_TIMES = ["2026-01-02T03:04:05.000000Z", "1999-12-31T23:59:59.999999Z", "2026-06-01T00:00:00.100000+02:00"]
# What the library asks of texts beyond the definitions, by the beginning of its pattern.
MATCHING = {"^SIG(": ["SIGTERM", "SIGRTMIN+3", "SIGUSR1"]}
INTEGERS = {
    "int32": [2**31 - 1, 0, -(2**31), 1, 42],
    "int64": [2**53 - 1, 0, -(2**53 - 1), 7, 2**31],
}
NUMBERS = [0.5, 100, -2.25, 1e-7, 12345678.5, 0]
# JSON without limits; null is none of Stack's values.
ANYTHING = [
    True, "text", 5, 2.5, ["a", 1, False, {"b": "c"}], {"type": "object", "odd key": {"x": [1, [2, []]]}, "empty": {}},
]  # fmt: skip
OBJECTS = [{"f:metadata": {"f:labels": {".": {}, "f:app": {}}}}, {"a": 1, "b": ["x", {"c": 0.5}], "d": "1"}]

ANY_TYPES = {"JSON", "JSONSchemaPropsOrBool", "JSONSchemaPropsOrArray", "JSONSchemaPropsOrStringArray"}
MAX_NESTING = 2  # of a definition inside itself


class Enum(str):
    """One of a fixed set: may be written as a bare word."""


class Unit(str):
    """May be written as a literal with a unit."""


def last_part(name):
    return name.rpartition(".")[2] if name else ""


def is_map(schema):
    return isinstance(schema.get("additionalProperties"), dict) and "properties" not in schema


def fields_of(schema):
    """Name -> schema. The status of a kind is not the user's, and the library leaves it out."""
    properties = dict(schema.get("properties", {}))
    if "x-kubernetes-group-version-kind" in schema:
        properties.pop("status", None)
    return properties


def required_of(schema):
    return [name for name in schema.get("required", []) if name in fields_of(schema)]


class Maker:
    """Makes values of schemas; the same calls in the same order make the same values."""

    def __init__(self, start=0):
        self._counts = {}
        self._start = start
        self._inside = []

    def _next(self, what, choices):
        count = self._counts.setdefault(what, itertools.count(self._start))
        return choices[next(count) % len(choices)]

    def scalar(self, name, schema, shape):
        """A scalar or open value; None if the schema is an object, a list or a map."""
        last = last_part(name)
        if "enum" in schema or shape.enum():
            choices = schema.get("enum") or shape.enum()
            return Enum(self._next(tuple(choices), choices))
        if last == "Quantity":
            choice = self._next("quantity", QUANTITIES)
            return Unit(choice) if isinstance(choice, str) else choice
        if last == "IntOrString":
            return self._next("int or string", [8080, Unit("25%"), "http", 0])
        if last in ANY_TYPES:
            return self._next("anything", ANYTHING)
        if last in ("RawExtension", "FieldsV1"):
            return self._next("object", OBJECTS)
        kind = schema.get("type")
        if last == "MicroTime":
            return self._next("micro time", MICRO_TIMES)
        if kind == "string" and shape.pattern():
            choices = next(texts for start, texts in MATCHING.items() if shape.pattern().startswith(start))
            return self._next(shape.pattern(), choices)
        if kind == "string":
            choices = {"date-time": TIMES, "byte": ["", "aGk=", "eQ==", "Pz8/"]}.get(schema.get("format"), TEXTS)
            return self._next(schema.get("format", "text"), choices)
        if kind == "integer":
            choices = INTEGERS[schema["format"]]
            if shape.bounds():
                low, high = shape.bounds()
                choices = [high, low, *(number for number in choices if low < number < high)]
            return self._next(f"integer {choices}", choices)
        if kind == "number":
            return self._next("number", NUMBERS)
        if kind == "boolean":
            return self._next("boolean", [True, False])
        return None

    def minimal(self, schema, shape):
        """Only what is required."""
        name, schema = resolve(schema)
        scalar = self.scalar(name, schema, shape)
        if scalar is not None:
            return scalar
        if schema.get("type") == "array":
            return []
        return {
            field: self.minimal(fields_of(schema)[field], shape.field(field))
            for field in required_of(schema)
        }

    def full(self, schema, shape):
        """Every field, with lists and maps of several elements; recursion ends at MAX_NESTING."""
        name, schema = resolve(schema)
        scalar = self.scalar(name, schema, shape)
        if scalar is not None:
            return scalar
        if schema.get("type") == "array":
            return [self.full(schema["items"], shape.element()), self._other(schema["items"], shape.element())]
        if is_map(schema):
            inner, element = schema["additionalProperties"], shape.element()
            first, second = self._next("key", KEYS), self._next("key", KEYS)
            return {first: self.full(inner, element), second: self._other(inner, element)}
        self._inside.append(name)
        result = {
            field: self.full(inner, shape.field(field))
            for field, inner in sorted(fields_of(schema).items())
            if not self._is_too_deep(inner)
        }
        self._inside.pop()
        return result

    def _other(self, schema, shape):
        """A further element: full where that is short."""
        _, inner = resolve(schema)
        return self.minimal(schema, shape) if inner.get("properties") else self.full(schema, shape)

    def _is_too_deep(self, schema):
        while schema.get("type") == "array" or is_map(schema):
            schema = schema.get("items") or schema["additionalProperties"]
        name, _ = resolve(schema)
        return name is not None and self._inside.count(name) >= MAX_NESTING

    def along(self, schema, shape, path):
        """The minimal value that holds the place: a step is a field's name, `[]` or `{}`."""
        _, inner = resolve(schema)
        if not path:
            return self.minimal(schema, shape)
        if path[0] == "[]":
            return [self.along(inner["items"], shape.element(), path[1:])]
        if path[0] == "{}":
            return {"some.key": self.along(inner["additionalProperties"], shape.element(), path[1:])}
        value = self.minimal(schema, shape)
        value[path[0]] = self.along(inner["properties"][path[0]], shape.field(path[0]), path[1:])
        return value


def slug(kind):
    return "".join(c if c.isalnum() else "-" for c in f"{kind.kind}-{kind.api_version}".lower())


def named(kind, resource, suffix):
    """The resource with its kind, a name and nothing that would make Helm or a judge see another kind of thing."""
    metadata = dict(resource.get("metadata") or {})
    metadata["name"] = f"{slug(kind)}-{suffix}"
    return {**resource, "apiVersion": kind.api_version, "kind": kind.kind, "metadata": metadata}


def minimal(kind):
    return named(kind, Maker().minimal({"$ref": "#/definitions/" + kind.definition}, shape_of(kind)), "minimal")


def full(kind, start=0):
    """`start` shifts the choices, so that other values meet other fields."""
    made = Maker(start).full({"$ref": "#/definitions/" + kind.definition}, shape_of(kind))
    return named(kind, made, "full")


def places(kind, limit=4000):
    """(path, name of the definition, schema, shape) of all places in a kind, outer ones first, without recursion."""
    root = {"$ref": "#/definitions/" + kind.definition}
    queue = [((), (), root, shape_of(kind))]
    found = []
    while queue and len(found) < limit:
        path, inside, schema, shape = queue.pop(0)
        name, inner = resolve(schema)
        found.append((path, name, inner, shape))
        if last_part(name) in ANY_TYPES or name in inside:
            continue
        within = inside + ((name,) if name else ())
        if inner.get("type") == "array":
            queue.append((path + ("[]",), within, inner["items"], shape.element()))
        elif is_map(inner):
            queue.append((path + ("{}",), within, inner["additionalProperties"], shape.element()))
        for field, sub in fields_of(inner).items():
            if path or field not in ("apiVersion", "kind"):
                queue.append((path + (field,), within, sub, shape.field(field)))
    return found
