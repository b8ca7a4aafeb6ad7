"""Tests of the generator, the validator and the writer of values files; no compiler and no Helm."""

import json
import os
import pathlib
import random
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import streams  # noqa: E402
import yaml_writer  # noqa: E402
from generate import Generator, for_each, tell_apart  # noqa: E402
from mutate import mutations  # noqa: E402
from mutation import Parameters  # noqa: E402
from overlays import drop, merged, paths  # noqa: E402
from schema import Schema  # noqa: E402
from set_arguments import moved_to_set, text_of  # noqa: E402
from texts import KEYS, ODD, matching  # noqa: E402

DOCUMENT = json.loads((HERE / "Inputs" / "schema.json").read_text())
DEFAULTS = {
    "replicaCount": 1,
    "tag": "",
    "size": "10Gi",
    "dispatch": {"backend": "memory", "raft": {"electionTimeoutMs": 1000}, "redis": {"url": "", "useStreams": True}},
    "server": {"port": 8080, "ratio": 0.5, "source": {"none": {}}},
    "metrics": {"enabled": True, "port": 9090},
    "mesh": {"enabled": False, "provider": "", "istio": {"mtls": "STRICT"}, "linkerd": {"ttl": "10s"}},
    "labels": {},
    "hosts": [],
    "affinity": {},
}
PROFILE = {"rules": [{"when": {"dispatch.backend": ["raft"]}, "set": {"replicaCount": [1, 3, 5]}, "share": 1}]}


def generator(seed=1):
    return Generator(DOCUMENT, DEFAULTS, PROFILE, seed)


class Validator(unittest.TestCase):
    def check(self, schema, good, bad):
        for value in good:
            self.assertTrue(Schema(schema).is_valid(value), value)
        for value in bad:
            self.assertFalse(Schema(schema).is_valid(value), value)

    def test_scalars(self):
        self.check({"type": "integer", "minimum": 1, "exclusiveMaximum": 5}, [1, 4, 2.0], [0, 5, 1.5, "1", True, None])
        self.check({"type": ["string", "null"], "minLength": 2, "maxLength": 3}, ["ab", "ü🙂x", None], ["a", "abcd", 1])
        self.check({"pattern": "^a+$"}, ["a", 1], ["a\n", "b", ""])
        self.check({"enum": [1, "x", None]}, [1, 1.0, "x", None], [True, "1", []])
        self.check({"const": False}, [False], [0, None, ""])

    def test_objects(self):
        closed = {"properties": {"a": {"type": "string"}}, "patternProperties": {"^x-": True}, "additionalProperties": False}
        self.check(closed | {"required": ["a"]}, [{"a": ""}, {"a": "", "x-1": 2}], [{}, {"a": 1}, {"a": "", "b": 1}])
        self.check({"propertyNames": {"maxLength": 1}, "additionalProperties": {"type": "integer"}}, [{}, {"a": 1}], [{"ab": 1}, {"a": ""}])
        self.check({"dependencies": {"a": ["b"]}, "minProperties": 1}, [{"b": 1}, {"a": 1, "b": 1}], [{"a": 1}, {}])

    def test_lists(self):
        self.check({"items": {"type": "integer"}, "minItems": 1, "uniqueItems": True}, [[1], [1, 2]], [[], ["a"], [1, 1.0]])
        self.check({"items": {"type": "string"}, "contains": {"const": "a"}}, [["a"], ["b", "a"]], [[], ["b"]])

    def test_combinations(self):
        self.check({"oneOf": [{"type": "integer"}, {"minimum": 3}]}, [1, 3.5], [3, 1.5])
        self.check({"not": {"type": "null"}, "anyOf": [{"type": "string"}, {"type": "null"}]}, ["a"], [None, 1])
        when = {"if": {"properties": {"t": {"const": "a"}}, "required": ["t"]}, "then": {"required": ["a"]}, "else": {"required": ["b"]}}
        self.check(when, [{"t": "a", "a": 1}, {"b": 1}], [{"t": "a", "b": 1}, {}])

    def test_references_stand_alone(self):
        document = {"definitions": {"a/b": {"type": "string"}}, "items": {"$ref": "#/definitions/a~1b", "maxLength": 1}}
        self.check(document, [["long"]], [[1]])

    def test_errors_name_their_place(self):
        error = next(Schema(DOCUMENT).errors(DEFAULTS | {"metrics": {"enabled": True}}))
        self.assertEqual(error[:2], (("metrics", "port"), "required"))


class Sets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.maker = generator()
        cls.sets = [cls.maker.next() for _ in range(300)]

    def test_defaults_are_valid(self):
        self.assertEqual(list(Schema(DOCUMENT).errors(DEFAULTS)), [])

    def test_nearly_all_sets_are_valid(self):
        bad = [one for one in self.sets if not self.maker.schema.is_valid(merged(DEFAULTS, one["intended"]))]
        # A few sets carry a null over a default on purpose.
        self.assertLess(len(bad), 24, bad[:2])

    def test_few_sets_are_empty(self):
        self.assertLess(sum(not one["intended"] for one in self.sets), 15)

    def test_all_pairs_are_met(self):
        self.assertEqual(self.maker.switches.unmet, set())
        self.assertIn(("dispatch", "redis", "useStreams"), self.maker.switches.all)
        self.assertIn(("mesh", "provider"), self.maker.switches.all)

    def test_reproducible(self):
        again = generator()
        self.assertEqual(self.sets[:40], [again.next() for _ in range(40)])
        other = generator(2)
        self.assertNotEqual(self.sets[:40], [other.next() for _ in range(40)])

    def test_rules_are_applied(self):
        shown = [merged(DEFAULTS, one["intended"]) for one in self.sets]
        raft = [values["replicaCount"] for values in shown if values.get("dispatch", {}).get("backend") == "raft" and "replicaCount" in values]
        self.assertTrue(raft and all(count % 2 for count in raft))

    def test_rules_of_all_sets_hold_beside_nulls(self):
        rule = {"when": {}, "set": {"size": ["3Gi"]}, "share": 1}
        maker = Generator(DOCUMENT, DEFAULTS, {"rules": [rule]}, 3)
        sets = [maker.next()["intended"] for _ in range(150)]
        self.assertEqual({values.get("size", "") for values in sets if values}, {"3Gi"})
        self.assertTrue(any(None in values.values() for values in sets))

    def test_sets_are_various(self):
        text = json.dumps([one["intended"] for one in self.sets], ensure_ascii=False)
        for part in ("1000000", "9007199254740991", "{{ .Values.x }}", "\\n", "🙂", '"yes"', "null"):
            self.assertIn(part, text)
        self.assertTrue(any(len(one["intended"].get("hosts") or []) >= 12 for one in self.sets))
        self.assertTrue(any(one["set"] for one in self.sets))
        self.assertEqual({one["style"] for one in self.sets}, {"json", "block"})

    def test_mutations_are_refused(self):
        chooser, seen = random.Random(1), set()
        for one in self.sets[:60]:
            for name, values in mutations(self.maker.schema, DEFAULTS, one["intended"], chooser, 3):
                self.assertFalse(self.maker.schema.is_valid(merged(DEFAULTS, values)))
                seen.add(name.split(" at ")[0])
        self.assertEqual(seen, {"unknown key", "wrong type", "out of range", "another text", "missing", "odd text"})

    def test_every_parameter_can_be_changed_alone(self):
        parameters = Parameters(DOCUMENT, DEFAULTS, PROFILE)
        stuck = [path for path in parameters.switches.leaves if next(parameters.pairs(path), None) is None]
        # The other alternative of a `oneOf` needs more than one change.
        self.assertEqual(stuck, [("server", "source", "given")])
        for base, changed in parameters.pairs(("dispatch", "redis", "url")):
            self.assertEqual(base["dispatch"] | {"redis": None}, changed["dispatch"] | {"redis": None})

    def test_set_arguments_take_what_they_say(self):
        for one in self.sets:
            rest, arguments = moved_to_set(one["intended"], random.Random(1))
            self.assertTrue(all(part.isprintable() or "=" in part for part in arguments))
            if not arguments:
                self.assertEqual(rest, one["intended"])

    @unittest.skipUnless(os.access(os.environ.get("STACKC_YAMLJSON", ""), os.X_OK), "no reader of YAML")
    def test_files_say_what_was_meant(self):
        # The reader of streams trims the end of a file; the last key keeps the line breaks before it.
        written = [one["intended"] | {"x-end": 0} for one in self.sets]
        texts = [(values, yaml_writer.block_text(values, random.Random(7))) for values in written]
        texts += [(values, yaml_writer.json_text(values)) for values in written]
        odd = {key: ODD for key in KEYS if key != "<<"} | {"x-end": 0}
        texts += [(odd, yaml_writer.block_text(odd, random.Random(seed))) for seed in range(8)] + [(odd, yaml_writer.json_text(odd))]
        for values, text in texts:
            read = streams.plain((streams.read_stream(text) or [{}])[0])
            self.assertEqual(read, values, text)


class Pieces(unittest.TestCase):
    def test_merge_is_helms(self):
        self.assertEqual(merged({"a": 1, "m": {"p": 1, "q": 2}}, {"a": None, "m": {"p": None, "r": None}}), {"m": {"q": 2, "r": None}})
        self.assertEqual(merged({"l": [1, 2], "m": {"p": 1}}, {"l": [3], "m": {}}), {"l": [3], "m": {"p": 1}})

    def test_drop_leaves_no_empty_maps(self):
        values = {"a": {"b": {"c": 1}}, "l": [{"x": 1}, 2]}
        self.assertTrue(drop(values, ("a", "b", "c")))
        self.assertEqual(values, {"l": [{"x": 1}, 2]})
        self.assertTrue(drop(values, ("l", 1)))
        self.assertFalse(drop(values, ("l", 4)))
        self.assertEqual(list(paths(values)), [("l",), ("l", 0), ("l", 0, "x")])

    def test_records_are_told_apart(self):
        groups = for_each({"alike": ["x", "y"], "distinct": [["@.first[].name", "@.more[].id"]]})["distinct"]
        self.assertEqual(groups, [["x.first[].name", "x.more[].id"], ["y.first[].name", "y.more[].id"]])
        values = {"x": {"first": [{"name": "a"}, {"name": "a"}, {}], "more": [{"id": "a", "name": "a"}, {"id": "b"}]}, "y": {}}
        for group in groups:
            tell_apart(values, group)
        self.assertEqual([it.get("name") for it in values["x"]["first"]], ["a", "a-2", None])
        self.assertEqual(values["x"]["more"], [{"id": "a-3", "name": "a"}, {"id": "b"}])

    def test_set_texts(self):
        self.assertEqual([text_of(value) for value in (1, True, None, "a,b", "12", "nULL", 0.5)], ["1", "true", "null", "a\\,b", None, None, None])

    def test_patterns_are_matched(self):
        schema = Schema({})
        for pattern in ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "^(0|[1-9][0-9]*)(m|Ki|Mi|Gi)?$", "^([0-9]+(h|ms|m|s))+$", "^[^\\s/]+://.{2,4}$"):
            made = [matching(pattern, random.Random(seed)) for seed in range(50)]
            self.assertGreater(sum(schema.matches(pattern, text) for text in made), 40, pattern)


if __name__ == "__main__":
    unittest.main()
