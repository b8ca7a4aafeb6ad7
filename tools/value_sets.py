"""Random value sets for a chart, from its values.schema.json and its default values alone.

A set is what a user would write in a values file: a part of the values, merged over the defaults by Helm. Enums, constants
and booleans outside lists are the switches: the first sets cover each pair of their settings, as far as it is reachable.
"""

import copy
import itertools
import json
import random
import re._parser as regex_parser

import jsonschema

ODD_STRINGS = [
    "", "a", "plain text", " lead", "trail ", "true", "no", "y", "null", "~", "0", "007", "0o14", "1e6", "1_000", "12:30:45",
    "2001-01-01", "-", "- a", "a: b", "a #b", "#c", "{a}", "[a", "*x", "&x", "!x", "%x", "@x", "`x`", "'", '"', 'say "hi"',
    "it's", "back\\slash", "\\n", "two\nlines", "\nlead", "trail\n", "tab\there", "{{ .Values.x }}", "{{", "}}", "$(VAR)", "$x",
    "ünï", "日本", "🙂", "a" * 63, "x.y/z", "https://example.com:8443/p?q=1&r=%20#f", "<a&b>", "=", "<<", "|", ">", "?",
]  # fmt: skip
LENGTHS = [0, 1, 1, 2, 3, 12]
ATTEMPTS = 30


def merged(defaults, overlay):
    """Helm's merge: maps by key, null takes a key away, all else replaces."""
    if not isinstance(defaults, dict) or not isinstance(overlay, dict):
        return copy.deepcopy(overlay)
    result = copy.deepcopy(defaults)
    for key, value in overlay.items():
        if value is None:
            result.pop(key, None)
        elif key in result:
            result[key] = merged(result[key], value)
        else:
            result[key] = copy.deepcopy(value)
    return result


class Omitted(Exception):
    """No value could be found here."""


class ValueSets:
    """Yields sets from `seed`; the same seed gives the same sets."""

    def __init__(self, schema, defaults, seed):
        self.schema, self.defaults = schema, defaults
        self.validator = jsonschema.Draft7Validator(schema)
        self.random = random.Random(seed)
        self.forced = {}
        self.odd_strings = {}
        switches = {}
        self._collect(schema, (), switches, 0)
        self.switches = {path: sorted(values, key=str) for path, values in switches.items() if len(values) > 1}
        # Pairs still to be aimed at, and pairs that no set has shown yet; those that can't be reached stay in the second.
        self.wanted = {
            frozenset([(one, a), (other, b)])
            for one, other in itertools.combinations(sorted(self.switches), 2)
            for a in self.switches[one]
            for b in self.switches[other]
        }
        self.unseen = set(self.wanted)

    def next(self):
        """One set. It is valid for the schema after the merge unless that could not be reached in a few attempts."""
        self.forced = self._next_settings()
        for _ in range(ATTEMPTS):
            overlay = self._object(self.schema, self.defaults, (), 0)
            overlay = self._mended(overlay)
            if not any(self.validator.iter_errors(merged(self.defaults, overlay))):
                break
        self._note_pairs(merged(self.defaults, overlay))
        return overlay

    # Switches

    def _note_pairs(self, values):
        """Strikes out the pairs of settings that these values show."""
        shown = []
        for path, settings in self.switches.items():
            value = values
            for part in path:
                value = value.get(part) if isinstance(value, dict) else None
            if value in settings:
                shown.append((path, value))
        pairs = {frozenset(pair) for pair in itertools.combinations(shown, 2)}
        self.wanted -= pairs
        self.unseen -= pairs

    def _collect(self, schema, path, switches, depth):
        """Adds the settings of all switches below `schema` that do not lie in a list or a free map."""
        if depth > 12 or not isinstance(schema, dict):
            return
        schema = self._resolved(schema)
        if schema.get("type") == "boolean":
            switches.setdefault(path, set()).update((True, False))
        for value in schema.get("enum", []) + ([schema["const"]] if "const" in schema else []):
            if isinstance(value, (str, int, bool)):
                switches.setdefault(path, set()).add(value)
        for name, part in schema.get("properties", {}).items():
            self._collect(part, (*path, name), switches, depth + 1)
        for word in ("allOf", "anyOf", "oneOf"):
            for part in schema.get(word, []):
                self._collect(part, path, switches, depth + 1)
        for word in ("then", "else"):
            self._collect(schema.get(word), path, switches, depth + 1)

    def _next_settings(self):
        """Settings of switches that cover many pairs not met so far; of some switches at random once all are met."""
        if not self.wanted:
            some = [path for path in self.switches if self.random.random() < 0.5]
            return {path: self.random.choice(self.switches[path]) for path in some}
        settings = dict(self.random.choice(sorted(self.wanted, key=lambda pair: repr(sorted(pair, key=str)))))
        others = [path for path in self.switches if path not in settings]
        self.random.shuffle(others)
        for path in others:

            def gain(value, path=path):
                return sum(frozenset([(path, value), item]) in self.wanted for item in settings.items())

            values = self.switches[path][:]
            self.random.shuffle(values)
            settings[path] = max(values, key=gain)
        self.wanted -= {frozenset(pair) for pair in itertools.combinations(settings.items(), 2)}
        return settings

    # Schemas

    def _resolved(self, schema):
        """Without $ref, which in draft-07 stands alone; what stands beside it here is taken as well."""
        while isinstance(schema, dict) and "$ref" in schema:
            target = self.schema
            for part in schema["$ref"].lstrip("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
        return schema

    def _both(self, one, other):
        """A schema for what both accept, as far as a generator cares."""
        if one is True or other is False:
            return other
        if other is True or one is False:
            return one
        one, other = self._resolved(one), self._resolved(other)
        result = {**one, **other}
        if "properties" in one and "properties" in other:
            names = [*one["properties"], *(name for name in other["properties"] if name not in one["properties"])]
            result["properties"] = {
                name: self._both(one["properties"].get(name, True), other["properties"].get(name, True)) for name in names
            }
        for word in ("required", "allOf"):
            if word in one and word in other:
                result[word] = one[word] + [item for item in other[word] if item not in one[word]]
        if "enum" in one and "enum" in other:
            result["enum"] = [value for value in one["enum"] if value in other["enum"]]
        for word, choose in (("minimum", max), ("maximum", min), ("minLength", max), ("maxLength", min)):
            if word in one and word in other:
                result[word] = choose(one[word], other[word])
        return result

    def _valid(self, value, schema):
        return self.validator.evolve(schema=schema).is_valid(value)

    def _flat(self, schema, value, path):
        """The schema with its alternatives decided, by what `value` is already and by the settings of the switches."""
        schema = self._resolved(schema)
        for _ in range(8):
            if not isinstance(schema, dict):
                return schema
            words = [word for word in ("allOf", "anyOf", "oneOf", "if") if word in schema]
            if not words:
                return schema
            rest = {key: part for key, part in schema.items() if key not in (*words, "then", "else")}
            for word in words:
                if word == "allOf":
                    for part in schema[word]:
                        rest = self._both(rest, part)
                elif word == "if":
                    branch = "then" if self._valid(value, schema["if"]) else "else"
                    rest = self._both(rest, schema.get(branch, True))
                else:
                    fitting = [part for part in schema[word] if self._fits(self._resolved(part), value, path)]
                    rest = self._both(rest, self.random.choice(fitting or schema[word]))
            schema = rest
        return schema

    def _fits(self, branch, value, path):
        """Can a branch be taken, as far as the constants of its members tell? A null never is."""
        if not isinstance(branch, dict) or branch.get("type") == "null":
            return False
        known = value if isinstance(value, dict) else {}
        for name, part in branch.get("properties", {}).items():
            if isinstance(part, dict) and ("const" in part or "enum" in part):
                setting = known.get(name, self.forced.get((*path, name)))
                if setting is not None and not self._valid(setting, part):
                    return False
        return True

    # Values

    def _value(self, schema, default, path, depth):
        schema = self._resolved(schema)
        if isinstance(schema, dict) and (schema.get("type") == "object" or "properties" in schema):
            # Its conditions are decided when its switches are set.
            return self._object(schema, default if isinstance(default, dict) else {}, path, depth)
        schema = self._flat(schema, default, path)
        if schema is False:
            raise Omitted
        if schema is True:
            schema = {"type": "string"}
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            forced = self.forced.get(path)
            choice = forced if forced in schema["enum"] else None
            return choice if choice is not None else self.random.choice(schema["enum"])
        kind = schema.get("type", "object" if "properties" in schema else "string")
        if isinstance(kind, list):
            kind = self.random.choice([one for one in kind if one != "null"] or kind)
        if kind == "boolean":
            return self.forced.get(path, self.random.random() < 0.5)
        if kind in ("integer", "number"):
            return self._number(schema, kind)
        if kind == "string":
            return self._string(schema)
        if kind == "array":
            return self._array(schema, path, depth)
        if kind == "object":
            return self._object(schema, default if isinstance(default, dict) else {}, path, depth)
        return None

    def _number(self, schema, kind):
        low = schema.get("minimum", schema.get("exclusiveMinimum", -(2**53) + 1))
        high = schema.get("maximum", schema.get("exclusiveMaximum", 2**53 - 1))
        candidates = [low, high, 0, 1, 2, 3, 5, 80, 1000, 999999, 1000000, 16777217, 2**31 - 1, 2**31, 1073741824]
        candidates += [self.random.randint(int(low), int(min(high, low + 100))) for _ in range(6)]
        if kind == "number":
            candidates += [0.5, 0.1, 1.25, 1e-7, 1e21]
        step = schema.get("multipleOf")
        if step:
            candidates += [value // step * step for value in candidates]
        fitting = [value for value in candidates if self._valid(value, schema)]
        if not fitting:
            raise Omitted
        return self.random.choice(fitting)

    def _string(self, schema):
        key = json.dumps(schema, sort_keys=True)
        if key not in self.odd_strings:
            self.odd_strings[key] = [text for text in ODD_STRINGS if self._valid(text, schema)]
        fitting = self.odd_strings[key]
        if len(fitting) < len(ODD_STRINGS) // 2 and "pattern" in schema:
            made = [self._matching(schema["pattern"]) for _ in range(12)]
            # A pattern that says nothing of the end leaves room for more.
            made += [text + self.random.choice(ODD_STRINGS) for text in made]
            fitting = fitting[:2] + [text for text in made if self._valid(text, schema)]
        if not fitting:
            length = schema.get("minLength", 1)
            fitting = [text for text in ("x" * length, "example.com", "a@example.com", "10.0.0.1") if self._valid(text, schema)]
        if not fitting:
            raise Omitted
        return self.random.choice(fitting)

    def _matching(self, pattern):
        """A text that the pattern matches, if it uses nothing unusual."""
        try:
            return "".join(self._from_regex(regex_parser.parse(pattern)))
        except (ValueError, IndexError, KeyError):
            return ""

    def _from_regex(self, nodes):
        for op, argument in nodes:
            name = str(op)
            if name == "LITERAL":
                yield chr(argument)
            elif name == "ANY":
                yield self.random.choice("ab1 -")
            elif name == "NOT_LITERAL":
                yield "a" if argument != ord("a") else "b"
            elif name == "IN":
                yield self._from_class(argument)
            elif name == "BRANCH":
                yield from self._from_regex(self.random.choice(argument[1]))
            elif name == "SUBPATTERN":
                yield from self._from_regex(argument[-1])
            elif name in ("MAX_REPEAT", "MIN_REPEAT"):
                low, high, part = argument
                for _ in range(self.random.randint(low, min(int(high), low + 4))):
                    yield from self._from_regex(part)

    def _from_class(self, items):
        allowed, negated = [], False
        for op, argument in items:
            name = str(op)
            if name == "NEGATE":
                negated = True
            elif name == "LITERAL":
                allowed.append(chr(argument))
            elif name == "RANGE":
                allowed += [chr(code) for code in range(argument[0], min(argument[1], argument[0] + 300) + 1)]
            elif name == "CATEGORY":
                allowed += {"CATEGORY_DIGIT": "0123456789", "CATEGORY_SPACE": " "}.get(str(argument), "aZ_9")
        if negated:
            allowed = [char for char in "ab1Z -_./:x" if char not in allowed]
        return self.random.choice(allowed)

    def _array(self, schema, path, depth):
        low, high = schema.get("minItems", 0), schema.get("maxItems", 12)
        length = max(low, min(high, self.random.choice(LENGTHS[:-1] if depth > 2 else LENGTHS)))
        result = []
        for _ in range(length):
            try:
                item = self._value(schema.get("items", True), None, (*path, "[]"), depth + 2)
            except Omitted:
                continue
            if not schema.get("uniqueItems") or item not in result:
                result.append(item)
        if len(result) < low:
            raise Omitted
        return result

    def _object(self, schema, default, path, depth):
        """Members in two passes: what conditions look at first, then the rest with the conditions decided."""
        result = {}
        base = self._resolved(schema)
        self._add_members(self._switches_of(base), base, default, path, depth, result)
        flat = self._flat(base, merged(default, result), path)
        self._add_members(flat.get("properties", {}), flat, default, path, depth, result)
        if not flat.get("properties"):
            self._add_free_members(flat, path, depth, result)
        return result

    def _switches_of(self, schema):
        """The properties that decide the others: those that conditions look at, and the switches."""
        conditions = [part.get("if") for part in [schema, *map(self._resolved, schema.get("allOf", []))] if isinstance(part, dict)]
        names = {name for condition in conditions if isinstance(condition, dict) for name in condition.get("properties", {})}
        parts = schema.get("properties", {}).items()
        return {name: part for name, part in parts if name in names or self._is_switch(self._resolved(part))}

    def _is_switch(self, schema):
        return isinstance(schema, dict) and (schema.get("type") == "boolean" or "enum" in schema or "const" in schema)

    def _add_members(self, properties, schema, default, path, depth, result):
        for name, part in properties.items():
            if name in result:
                continue
            here = (*path, name)
            forced = any(switch[: len(here)] == here for switch in self.forced)
            required = name in schema.get("required", [])
            needed = (required or name in default) and not self._valid(default.get(name), part)
            likely = 0.4 if depth < 3 else 0.25 if depth < 6 else 0.0
            if not (needed or forced or self.random.random() < likely):
                continue
            if name in default and not required and not forced and self.random.random() < 0.05:
                result[name] = None
                continue
            try:
                result[name] = self._value(part, default.get(name), here, depth + 1)
            except Omitted:
                pass

    def _add_free_members(self, schema, path, depth, result):
        member = schema.get("additionalProperties", False)
        keys = self._resolved(schema.get("propertyNames", {"type": "string", "minLength": 1}))
        patterns = schema.get("patternProperties", {})
        low = schema.get("minProperties", 0)
        for _ in range(max(low, self.random.choice([0, 1, 2, 3]) if depth < 7 else 0)):
            try:
                if patterns and (member is False or self.random.random() < 0.5):
                    pattern, part = self.random.choice(sorted(patterns.items()))
                    key = self._string({"type": "string", "pattern": pattern, "minLength": 1})
                elif member is not False:
                    key, part = self._string({"type": "string", "minLength": 1, **keys}), member
                else:
                    return
                result[key] = self._value(part, None, (*path, "*"), depth + 2)
            except Omitted:
                continue

    # Mending

    def _mended(self, overlay):
        """The overlay without the members that the schema complains about."""
        for _ in range(6):
            errors = list(self.validator.iter_errors(merged(self.defaults, overlay)))
            if not errors or not any(self._drop(overlay, list(error.absolute_path)) for error in errors):
                break
        return overlay

    def _drop(self, overlay, path):
        """Takes the innermost member on the path that the overlay holds away."""
        holder, last = None, None
        for part in path:
            if isinstance(overlay, dict) and part in overlay or isinstance(overlay, list) and part < len(overlay):
                holder, last, overlay = overlay, part, overlay[part]
            else:
                break
        if holder is None:
            return False
        del holder[last]
        return True
