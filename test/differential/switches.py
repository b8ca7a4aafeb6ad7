"""The switches of a schema and the pairs of their settings that value sets have to show.

A switch is an enum, a boolean, or a part that can be empty or filled, reached through records alone. Its guards are the
settings of other switches under which anybody reads it: `enabled` of the record around it, and the tag of its variant.
"""

import itertools
from dataclasses import dataclass, field

from overlays import at

EMPTY, FILLED = "(empty)", "(filled)"


@dataclass
class Switch:
    path: tuple
    settings: list
    guards: dict = field(default_factory=dict)


class Switches:
    def __init__(self, schema, random, skipped=("global",)):
        self.schema, self.random, self.skipped = schema, random, skipped
        self.all = {}
        # Every parameter, a switch or not: path -> (guards, schemas).
        self.leaves = {}
        self._collect([schema.document], (), {}, 0)
        pairs = [
            ((one, a), (other, b))
            for one, other in itertools.combinations(sorted(self.all), 2)
            for a in self.all[one].settings
            for b in self.all[other].settings
        ]
        # A contradiction, such as settings of two cases of one variant, can't be met by any set.
        self.pairs = [pair for pair in pairs if self._united({}, *pair) is not None]
        random.shuffle(self.pairs)
        self.unmet = {key(*pair) for pair in self.pairs}
        self._tries = dict.fromkeys(self.unmet, 0)
        self._next = 0

    def choose(self):
        """Settings to aim at: for the next pair not met so far and many more of them; some at random once all are met."""
        settings = self._united({}, *self._next_pair())
        paths = list(self.all)
        self.random.shuffle(paths)
        for path in paths:
            if path in settings:
                continue
            choices = self.all[path].settings[:]
            self.random.shuffle(choices)
            gain, choice = max(((self._gain(settings, path, value), value) for value in choices), key=lambda item: item[0])
            if gain or self.random.random() < 0.3:
                settings = self._united(settings, (path, choice)) or settings
        return settings

    def note(self, values):
        """Strikes out the pairs that these merged values show."""
        shown = [(path, setting) for path, switch in self.all.items() if (setting := self._setting(switch, values)) is not None]
        for one, other in itertools.combinations(sorted(shown, key=lambda item: item[0]), 2):
            self.unmet.discard(key(one, other))

    def _next_pair(self):
        while self._next < len(self.pairs):
            pair = self.pairs[self._next]
            name = key(*pair)
            if name in self.unmet and self._tries[name] < 3:
                self._tries[name] += 1
                return pair
            self._next += 1
        return self.random.choice(self.pairs) if self.pairs else ()

    def _gain(self, settings, path, value):
        return sum(key(*sorted([(path, value), item], key=lambda it: it[0])) in self.unmet for item in settings.items())

    def _united(self, settings, *more):
        """With these settings and all their guards; None where they contradict."""
        result = dict(settings)
        for path, value in more:
            for there, needed in [*self.all[path].guards.items(), (path, value)]:
                if there in result and result[there] != needed:
                    return None
                result[there] = needed
        return result

    def _setting(self, switch, values):
        for path, needed in switch.guards.items():
            if at(values, path) != needed:
                return None
        value = at(values, switch.path)
        if EMPTY in switch.settings:
            return EMPTY if value in (None, "", [], {}) else FILLED
        return value if value in switch.settings else None

    def _collect(self, schemas, path, guards, depth):
        parts = list(self._all_parts(schemas))
        names = {}
        for part in parts:
            for name, child in part.get("properties", {}).items():
                names.setdefault(name, []).append(child)
        enums = {name: self._enum(children) for name, children in names.items()}
        for name in sorted(names):
            if name in self.skipped or depth > 10:
                continue
            here = (*path, name)
            inner = dict(guards)
            if "enabled" in names and name != "enabled":
                inner[(*path, "enabled")] = True
            inner.update({(*path, tag): name for tag, values in enums.items() if name in values and tag != name})
            self._add(names, name, here, inner, enums[name], depth)

    def _add(self, names, name, path, guards, enum, depth):
        children = names[name]
        parts = list(self._all_parts(children))
        types = {kind for part in parts for kind in ([part["type"]] if isinstance(part.get("type"), str) else part.get("type", []))}
        if enum:
            # The empty tag of a variant goes with `enabled: false`, which is a switch itself.
            tag = any(value in names for value in enum)
            self.all[path] = Switch(path, [value for value in enum if value != "" or not tag], guards)
        elif types == {"boolean"}:
            self.all[path] = Switch(path, [True, False], guards)
        elif "array" in types or self._is_open(children, parts):
            self.all[path] = Switch(path, [EMPTY, FILLED], guards)
        elif "object" in types:
            self._collect(children, path, guards, depth + 1)
            return
        elif self._can_be_unset(children):
            self.all[path] = Switch(path, [EMPTY, FILLED], guards)
        # What a condition asks besides is asked of the whole.
        self.leaves[path] = (guards, [child for child in children if self._is_type(child)] or children)

    @staticmethod
    def _is_type(schema):
        return isinstance(schema, dict) and any(word in schema for word in ("type", "enum", "$ref", "allOf", "anyOf", "oneOf"))

    def _enum(self, children):
        found = [part["enum"] for part in self._all_parts(children) if "enum" in part]
        values = [value for value in found[0] if isinstance(value, str)] if found else []
        return values if len(values) > 1 else []

    def _is_open(self, children, parts):
        """A map, or an object of a type that stands among the definitions."""
        if any(isinstance(part.get("additionalProperties"), dict) for part in parts if not part.get("properties")):
            return True
        return any(
            self.schema.resolved(part).get("type") == "object"
            for child in children
            if isinstance(child, dict)
            for part in [child, *child.get("allOf", [])]
            if "$ref" in part
        )

    def _can_be_unset(self, children):
        return any(isinstance(child, dict) and all(self.schema.is_valid("", child) for child in children) for child in children)

    def _all_parts(self, schemas):
        for schema in schemas:
            schema = self.schema.resolved(schema)
            if isinstance(schema, dict):
                yield schema
                inner = [part for word in ("allOf", "anyOf", "oneOf") for part in schema.get(word, [])]
                yield from self._all_parts(inner + [schema[word] for word in ("then", "else") if word in schema])


def key(one, other):
    return (one[0], repr(one[1]), other[0], repr(other[1]))
