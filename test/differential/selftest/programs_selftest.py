"""Tests of the makers of programs: reproducible, mended where told, shrunk to what matters; no compiler and no Helm."""

import pathlib
import re
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from engines import request  # noqa: E402
from programs import kinds  # noqa: E402
from programs.coverage import Coverage, operations, template_words  # noqa: E402
from programs.program import Program  # noqa: E402
from programs.repair import repair  # noqa: E402
from programs.shrink import Shrinker  # noqa: E402
from programs.themes import THEMES  # noqa: E402
from programs.tree import Items, Node, block, text_of, written  # noqa: E402

PLAIN = {"values": {"a": {"b": "long text", "c": 7}, "d": [1, 2]}, "set": [], "style": "block", "release": "x", "namespace": "default",
         "kubeVersion": "1.29.0", "apiVersions": []}  # fmt: skip


class Programs(unittest.TestCase):
    def test_a_seed_is_a_program(self):
        for seed in range(40):
            self.assertEqual(text_of(Program(seed).tree), text_of(Program(seed).tree))
        self.assertEqual(len({text_of(Program(seed).tree) for seed in range(40)}), 40)

    def test_the_whole_language_is_written(self):
        text = "\n".join(text_of(Program(seed).tree) for seed in range(300))
        for form in (
            r"\nenum ", r"\nvariant \w+ \{", r"\nvariant \w+ by ", r"@key\(", r"@mergeKey\(", r"@template\(", r"\? = on \{", r"\? = off \{",
            r"\nservice ", r"\nbackend ", r"\npatch ", r"\nuse \w+ for ", r"\nuse \w+ when ", r"\ncomponent ", r"\noutputs ", r"\nenvironment ",
            r" extends ", r" \+= ", r"\nremove ", r'\["a"\] ', r"\.\.\.", r" where ", r"\ncheck ", r"\nresource \w+ for ", r" when ", r"match ",
            r"if let ", r" \?\? ", r" is none", r"for \w+, \w+ in ", r"for \w+ in range\(", r": for ", r'"""', r"k8s\.core\.v1\.", r": Data", r" is \w+\)",
        ):  # fmt: skip
            self.assertRegex(text, form)

    def test_every_operation_has_a_theme(self):
        forms = " ".join(form for form, _, _ in THEMES)
        written_otherwise = {"concat": '"\\(', "kubeAtLeast": "kubeAtLeast(", "==": "=="}
        # Generated texts are of charts alone: test/stdlib/secrets compares them. Amounts are asked for by comparing quantities.
        for name in [name for name in operations() if name not in ("keptText", "amount")]:
            self.assertIn(written_otherwise.get(name, name), forms)
        self.assertTrue(any(operands == (kinds.QUANTITY, kinds.QUANTITY) for _, _, operands in THEMES))


class Trees(unittest.TestCase):
    def tree(self):
        sum_ = Node("(", Node("values.a", type=kinds.INT), " + ", Node("12", type=kinds.INT), ")", type=kinds.INT)
        return Items([Node("a = ", sum_), Node("b = ", Node('"x"', type=kinds.STRING))], "{\n", "\n", "\n}", 1)

    def test_places_are_those_of_the_text(self):
        text, places = written(Program(7).tree)
        self.assertEqual(text, text_of(Program(7).tree))
        for start, end, parent, index in places:
            part = parent.parts[index]
            self.assertEqual(text[start:end], text_of(part) if isinstance(part, Node) else part)

    def test_an_expression_is_mended_first(self):
        tree = self.tree()
        self.assertTrue(repair(tree, 2, 9))
        self.assertEqual(text_of(tree), '{\na = (1 + 12)\nb = "x"\n}')
        self.assertTrue(repair(tree, 2, 5))
        self.assertEqual(text_of(tree), '{\na = 1\nb = "x"\n}')
        self.assertTrue(repair(tree, 2, 5))
        self.assertEqual(text_of(tree), '{\nb = "x"\n}')

    def test_what_must_stay_stays(self):
        tree = block(["a", "b"], least=2)
        self.assertFalse(repair(tree, 1, 3))


class Shrinking(unittest.TestCase):
    def shrunk(self, tree, wrong, one=None):
        return Shrinker(tree, one, wrong, 60).shrink()

    def test_a_program_becomes_what_is_wrong_with_it(self):
        seed = next(seed for seed in range(200) if "jsonText(" in text_of(Program(seed).tree) and len(text_of(Program(seed).tree)) > 3000)
        tree, _ = self.shrunk(Program(seed).tree, lambda tree, _: "jsonText(" in text_of(tree))
        self.assertLess(len(text_of(tree)), 400)

    def test_expressions_become_their_parts(self):
        inner = Node("(", Node("values.a", type=kinds.BOOL), " and ", Node("values.b", type=kinds.BOOL), ")", type=kinds.BOOL)
        tree = Items([Node("x = ", Node("not ", inner, type=kinds.BOOL))])
        tree, _ = self.shrunk(tree, lambda tree, _: re.search("x = .*values.b", text_of(tree)))
        self.assertEqual(text_of(tree), "x = values.b")

    def test_sets_become_smaller(self):
        _, one = self.shrunk(Node(""), lambda _, one: one["values"].get("a", {}).get("c") is not None, PLAIN)
        self.assertEqual(one, PLAIN | {"values": {"a": {"c": 1}}, "style": "json", "release": "rel"})


class Pieces(unittest.TestCase):
    def test_what_fits(self):
        self.assertTrue(kinds.fits(kinds.Int(1, 5), kinds.INT))
        self.assertFalse(kinds.fits(kinds.INT, kinds.Int(1, 5)))
        self.assertTrue(kinds.fits(kinds.LABEL, kinds.DNS) and kinds.fits(kinds.URL, kinds.STRING))
        self.assertTrue(kinds.fits(kinds.LABEL, kinds.Optional(kinds.LABEL)))
        self.assertFalse(kinds.fits(kinds.STRING, kinds.Optional(kinds.STRING)) or kinds.fits(kinds.Optional(kinds.INT), kinds.INT))

    def test_coverage_reads_dumps(self):
        coverage = Coverage()
        coverage.add('x = +(1, "mod(")', "  record\n    a: list\n      [present(values.o)] - str(values.n)\n", ["{{- if .Values.a | default 1 }}x{{ end }}"])
        self.assertIn(("operation", "+"), coverage.seen)
        self.assertNotIn(("operation", "mod"), coverage.seen)
        for thing in (("late operation", "str"), ("node", "present"), ("guard", "present"), ("template", "if"), ("template", "default")):
            self.assertIn(thing, coverage.seen)
        self.assertIn(("operation", "mod"), coverage.unseen())
        self.assertGreater(len(template_words()), 20)

    def test_requests_of_engines(self):
        asked = request("c", "r", ["--namespace", "n", "-f", "a", "--kube-version", "1.29", "-f", "b", "--set", "x=1", "--api-versions", "g/v1"])
        self.assertEqual((asked["files"], asked["set"], asked["apiVersions"]), (["a", "b"], ["x=1"], ["g/v1"]))
        self.assertEqual((asked["chart"], asked["release"], asked["namespace"], asked["kubeVersion"]), ("c", "r", "n", "1.29"))

    def test_titles_are_unlike(self):
        text = text_of(Program(11).tree)
        names = re.findall(r"^(?:type|enum|variant|component|fn|let) (\w+)", text, re.MULTILINE)
        self.assertEqual(len(names), len(set(names)))


if __name__ == "__main__":
    unittest.main()
