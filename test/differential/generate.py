#!/usr/bin/env python3
"""Random value sets for a chart, made from its values.schema.json and default values alone.

A set is what a user would write: a part of the values, to be merged over the defaults by Helm, as a values file and
`--set` arguments. The same seed gives the same sets. A profile (JSON) may hold

    pin          path -> list of values that are chosen from mostly
    rules        [{"when": {path: [values]}, "set": {path: [values]}, "share": 0.9}]: how to satisfy the chart's checks;
                 "+" stands for any value that is not empty, and in "set" null takes the key away. A share of 1 holds of each set
    distinct     groups of lists of records, and the field that tells the records of a group apart: [["sidecars[].name", …], …];
                 of most sets, those that a field is taken of already get another text there
    elements     path of a list of records -> what most sets have in each of them, where it says nothing else; null takes a
                 field away
    alike        names of parts that are alike: "@" in a path of a pin, a rule or a group stands for each of them
    releases, namespaces, kubeVersions, apiVersions: what to choose from

where a path is its keys with dots between them.
"""

import argparse
import copy
import json
import pathlib
import random as random_module
import sys

import parts as schema_parts
from overlays import ask_once, at, drop, merged, put
from schema import Schema
from set_arguments import moved_to_set
from switches import EMPTY, FILLED, Switches
from texts import KEYS, ODD, matching

ATTEMPTS = 25
SHARE = {"spine": 0.3, "element": 0.5}
LENGTHS = [1, 1, 2, 3]
DISTINCT = 0.98 # of the sets keep what a group of the profile says


class Impossible(Exception):
    """No value was found here."""


class Generator:
    # Parts of the values that the sets leave alone.
    skipped = ("global",)

    def __init__(self, document, defaults, profile=None, seed=1):
        self.schema, self.defaults, self.profile = Schema(document), defaults, for_each(profile or {})
        self.random = random_module.Random(seed)
        self.switches = Switches(self.schema, self.random, self.skipped)
        self.pins = {tuple(path.split(".")): values for path, values in self.profile.get("pin", {}).items()}
        self.settings = {}
        self._texts = {}

    def next(self):
        """A set: values, set (arguments), style, release, namespace, kubeVersion, apiVersions."""
        values = self._values()
        self.switches.note(merged(self.defaults, values))
        if self.defaults and self.random.random() < 0.04:
            self._null_something(values)
            self._apply_rules(values, lambda rule: rule.get("share") == 1)
        file, arguments = copy.deepcopy(values), []
        if self.random.random() < 0.2:
            file, arguments = moved_to_set(values, self.random)
        pick = lambda name, usual: self.random.choice(self.profile.get(name, [usual]))  # noqa: E731
        return {
            "values": file,
            "set": arguments,
            "style": "block" if self.random.random() < 0.4 else "json",
            "release": pick("releases", "xerv"),
            "namespace": pick("namespaces", "default"),
            "kubeVersion": pick("kubeVersions", "1.29.0"),
            "apiVersions": [api for api in self.profile.get("apiVersions", []) if self.random.random() < 0.5],
            "intended": values,
        }

    def _values(self):
        self.settings = self.switches.choose()
        best = {}
        for attempt in range(ATTEMPTS):
            if attempt > ATTEMPTS // 2:
                some = self.random.sample(sorted(self.settings), len(self.settings) // 2)
                self.settings = {path: self.settings[path] for path in some}
            try:
                best = self._object([self.schema.document], self.defaults, (), 0)
            except Impossible:
                continue
            self._apply_rules(best)
            if self.schema.is_valid(merged(self.defaults, best)):
                return best
        return {}

    def _apply_rules(self, values, counts=lambda rule: True):
        now = merged(self.defaults, values)
        for rule in filter(counts, self.profile.get("rules", [])):
            if self.random.random() < rule.get("share", 0.9) and all(
                _fits(at(now, path.split(".")), wanted) for path, wanted in rule["when"].items()
            ):
                for path, choices in rule["set"].items():
                    choice = self.random.choice(choices)
                    if choice is None:
                        drop(values, path.split("."))
                    else:
                        put(values, path.split("."), copy.deepcopy(choice))
                now = merged(self.defaults, values)
        for path, given in self.profile.get("elements", {}).items():
            if self.random.random() < 0.95:
                complete(values, path, given)
        for group in self.profile.get("distinct", []):
            if self.random.random() < DISTINCT:
                tell_apart(values, group)
        ask_once(values, self.defaults, self.profile.get("included", []))

    def _null_something(self, values):
        """A null over a default, anywhere: both sides have to agree on what it does."""
        path, here = [], self.defaults
        while isinstance(here, dict) and here and (not path or self.random.random() < 0.7):
            path.append(self.random.choice(sorted(here)))
            here = here[path[-1]]
        put(values, path, None)
        # Below an included chart old Helms take the key out, newer ones hand the null down (docs/language/dependencies.md).
        kept = merged(self.defaults, values)
        put(kept, path, None)
        if path[0] in self.profile.get("included", []) and not self.schema.is_valid(kept):
            drop(values, path)

    # One value; `schemas` are all to be fulfilled, `spine` says that Helm merges here.

    def _value(self, schemas, default, path, depth, spine):
        if path in self.pins and self.random.random() < 0.9 and path not in self.settings:
            fitting = [value for value in self.pins[path] if self._valid(value, schemas)]
            if fitting:
                return copy.deepcopy(self.random.choice(fitting))
        setting = self.settings.get(path) if spine else None
        if setting == EMPTY:
            return self._empty(schemas)
        if setting is not None and setting != FILLED:
            return setting
        for _ in range(4):
            parts = schema_parts.expanded(self.schema, schemas, self._choose_branch)
            kind = self._kind(parts, depth)
            value = self._of_kind(kind, parts, default, path, depth, spine)
            if setting == FILLED and value in ("", None, [], {}):
                continue
            if kind == "object" or self._valid(value, schemas):
                return value
        raise Impossible

    def _of_kind(self, kind, parts, default, path, depth, spine):
        if kind == "object":
            return self._object(parts, default if spine else None, path, depth, spine)
        if kind == "array":
            return self._array(parts, path, depth)
        if kind == "null":
            return None
        if any("enum" in part or "const" in part for part in parts):
            return self._enum(parts)
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind in ("integer", "number"):
            return self._number(parts, kind, default)
        return self._text(parts, default)

    def _valid(self, value, schemas):
        return all(self.schema.is_valid(value, schema) for schema in schemas)

    def _choose_branch(self, branches):
        plain = [branch for branch in branches if self.schema.resolved(branch) != {"type": "null"}]
        return self.random.choice(branches if self.random.random() < 0.2 else plain or branches)

    def _kind(self, parts, depth):
        kinds = schema_parts.kinds(parts)
        plain = [kind for kind in kinds if kind not in ("object", "array")]
        if depth > 5 and plain: # open data are recursive
            kinds = plain
        if len(kinds) > 1 and "null" in kinds and self.random.random() < 0.8:
            kinds.remove("null")
        return self.random.choice(kinds)

    def _empty(self, schemas):
        fitting = [value for value in ("", [], {}, None) if self._valid(value, schemas)]
        if not fitting:
            raise Impossible
        return copy.deepcopy(fitting[0])

    def _enum(self, parts):
        found = next(part["enum"] if "enum" in part else [part["const"]] for part in parts if "enum" in part or "const" in part)
        fitting = [value for value in found if self._valid(value, parts)]
        if not fitting:
            raise Impossible
        full = [value for value in fitting if value != ""]
        return self.random.choice(full if full and self.random.random() < 0.85 else fitting)

    def _number(self, parts, kind, default):
        low, high = schema_parts.bounds(parts)
        near = [low, high, low + 1, high - 1, 0, 1, 2, 3, 5, 80, 255, 1000, 8080, 999999, 1000000, 1000001, 10**7, 16777217, 2**31 - 1]
        near += [-0.0, 2**31, 1073741824, 2**53 - 1, -1, 1 - 2**53] + [self.random.randint(int(low), int(low) + 100) for _ in range(8)]
        if default is not None:
            near += [default, default]
        if kind == "number":
            near += [0.5, 0.1, 0.2, 1.25, 1e-7, 123456.789, 1e21, 3.0, 1 / 3, 1234567.5]
        fitting = [value for value in near if self._valid(value, parts)]
        if not fitting:
            raise Impossible
        return self.random.choice(fitting)

    def _text(self, parts, default):
        if isinstance(default, str) and self.random.random() < 0.1 and self._valid(default, parts):
            return default
        name = tuple(map(id, parts))
        if name not in self._texts:
            self._texts[name] = [text for text in ODD if self._valid(text, parts)]
        odd = self._texts[name]
        free = len(odd) > len(ODD) // 3
        made = []
        if not free or self.random.random() < 0.1:
            patterns = [part["pattern"] for part in parts if "pattern" in part]
            made = [matching(self.random.choice(patterns), self.random) for _ in range(12)] if patterns else []
            made += [text + self.random.choice(ODD) for text in made]
            made = [text for text in made if self._valid(text, parts)]
        if made and (not odd or self.random.random() < (0.5 if free else 0.8)):
            return self.random.choice(made)
        shortest, longest = schema_parts.lengths(parts)
        limits = [text for text in ("x" * shortest, "x" * min(longest, 300)) if self._valid(text, parts)]
        fitting = odd + (limits if not free else [])
        if not fitting:
            raise Impossible
        return self.random.choice(fitting)

    def _array(self, parts, path, depth):
        low, high = schema_parts.bounds(parts, "minItems", "maxItems", 0, 40)
        lengths = LENGTHS + ([0] if self.settings.get(path) != FILLED else []) + ([12] if depth < 4 else [])
        if depth < 4 and self.random.random() < 0.02:
            lengths = [40]
        length = max(low, min(high, self.random.choice(lengths)))
        items = [part.get("items", True) for part in parts if isinstance(part.get("items", True), (dict, bool))]
        result = []
        for _ in range(length):
            try:
                result.append(self._value(items, None, (*path, "[]"), depth + 1, False))
            except Impossible:
                continue
        if len(result) < low:
            raise Impossible
        return result

    def _object(self, parts, default, path, depth, spine=True):
        """Members one after the other, first those that conditions look at; conditions are decided by what is there."""
        default = default if isinstance(default, dict) else {}
        result = {}
        parts = schema_parts.expanded(self.schema, parts, self._choose_branch)
        names = schema_parts.names(parts)
        self.random.shuffle(names)
        watched = schema_parts.watched(parts)
        names.sort(key=lambda name: name not in watched)
        for name in names:
            self._member(parts, name, default, path, depth, spine, result)
        late = [name for name in schema_parts.names(self._decided(parts, default, result)) if name not in names]
        for name in sorted(late):
            self._member(parts, name, default, path, depth, spine, result)
        self._count(parts, default, result)
        if schema_parts.is_map(parts):
            self._add_entries(parts, path, depth, result)
        else:
            # Another alternative than the one of the defaults: what belongs to that one alone has to go.
            gone = [name for name in default if any(False in self.schema.member_schemas(part, name) for part in parts)]
            if gone and path[0] in self.profile.get("included", []):
                raise Impossible  # newer Helms hand the null down, as below
            result.update(dict.fromkeys(gone))
        return result

    def _decided(self, parts, default, result):
        return schema_parts.decided(self.schema, parts, merged(default, result), self._choose_branch)

    def _member(self, parts, name, default, path, depth, spine, result):
        now = merged(default, result)
        live = self._decided(parts, default, result)
        children = [child for part in live for child in self.schema.member_schemas(part, name) if child is not True]
        if False in children:
            return
        here = (*path, name)
        needed = name in now and not self._valid(now[name], children)
        needed = needed or name not in now and any(name in part.get("required", []) for part in live)
        aimed = spine and any(target[: len(here)] == here for target in self.settings)
        share = SHARE["spine" if spine else "element"] * (1 if depth < 3 else 0.6 if depth < 6 else 0.2)
        if not needed and not aimed and (depth > 9 or self.random.random() > share):
            return
        try:
            value = self._value(children, default.get(name), here, depth + 1, spine)
        except Impossible:
            if needed:
                raise
            return
        if value != {} or needed or not spine or self.random.random() < 0.2:
            result[name] = value

    def _count(self, parts, default, result):
        """Takes away what is more than an object may have."""
        _, most = schema_parts.bounds(parts, "minProperties", "maxProperties", 0)
        needed = {name for part in parts for name in part.get("required", [])}
        while len(merged(default, result)) > most and (spare := sorted(set(result) - needed)):
            del result[self.random.choice(spare)]

    def _add_entries(self, parts, path, depth, result):
        keys = [part["propertyNames"] for part in parts if "propertyNames" in part]
        fitting = [key for key in KEYS if self._valid(key, keys)]
        lengths = LENGTHS + ([12] if depth < 4 else []) + ([0] if self.settings.get(path) != FILLED else [])
        for _ in range(self.random.choice(lengths)):
            # Most keys of the list break a rule of the cluster, but not one of the schema.
            key = self.random.choice(fitting) if fitting and self.random.random() < 0.8 else self._key(keys)
            children = [child for part in parts for child in self.schema.member_schemas(part, key) if child is not True]
            # YAML takes no longer keys than 1,024 characters.
            if key and len(key) < 500 and False not in children:
                result[key] = self._value(children, None, (*path, "*"), depth + 1, False)

    def _key(self, schemas):
        parts = schema_parts.expanded(self.schema, schemas, self._choose_branch)
        return self._text(parts, None)


def for_each(profile):
    """The profile with "@" in its paths replaced by each of the parts that are alike."""
    alike = profile.get("alike", [])

    def named(paths, name):
        return {path.replace("@", name): values for path, values in paths.items()}

    pins = [named({path: values}, name) for path, values in profile.get("pin", {}).items() for name in (alike if "@" in path else [""])]
    rules = []
    for rule in profile.get("rules", []):
        names = alike if any("@" in path for path in (*rule["when"], *rule["set"])) else [""]
        rules += [rule | {"when": named(rule["when"], name), "set": named(rule["set"], name)} for name in names]
    groups = [
        [path.replace("@", name) for path in group]
        for group in profile.get("distinct", [])
        for name in (alike if any("@" in path for path in group) else [""])
    ]
    elements = {path.replace("@", name): given for path, given in profile.get("elements", {}).items() for name in (alike if "@" in path else [""])}
    return profile | {"pin": {path: values for pin in pins for path, values in pin.items()}, "rules": rules, "distinct": groups, "elements": elements}


def complete(values, path, given):
    """Gives each record of the list the fields that it lacks, and takes away those that are given as null."""
    for record in at(values, path.split(".")) or []:
        for field, value in given.items():
            if value is None:
                record.pop(field, None)
            elif record.get(field) in (None, ""):
                record[field] = value


def tell_apart(values, group):
    """Gives each record of the lists another text in the field that `group` names for its list."""
    taken = set()
    for path in group:
        where, field = path.split("[].")
        for record in at(values, where.split(".")) or []:
            text, number = record.get(field), 1
            if text is None and text in taken: # which stands for one text, too
                record[field] = text = f"x{len(taken)}"
            while isinstance(text, str) and text in taken:
                number += 1
                text = f"{record[field][:55]}-{number}"
            taken.add(text)
            if field in record:
                record[field] = text


def _fits(value, wanted):
    return value in wanted or "+" in wanted and value not in (None, "", [], {})


def for_chart(chart, defaults, profile, seed):
    """A generator for a chart's folder; `defaults` is what its values.yaml holds."""
    document = json.loads(pathlib.Path(chart, "values.schema.json").read_text())
    return Generator(document, defaults, profile, seed)


def main():
    import streams

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chart", help="folder of a chart")
    parser.add_argument("--profile")
    parser.add_argument("--sets", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    profile = json.loads(pathlib.Path(options.profile).read_text()) if options.profile else {}
    generator = for_chart(options.chart, streams.chart_defaults(options.chart), profile, options.seed)
    for _ in range(options.sets):
        print(json.dumps(generator.next(), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
