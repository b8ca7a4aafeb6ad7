"""Truths: comparisons, tests, and what joins them."""

from programs import kinds
from programs.kinds import BOOL, FLOAT, INT, STRING
from programs.tree import Items, Node

APIS = ("monitoring.coreos.com/v1", "cert-manager.io/v1")


class Truths:
    def truth_forms(self):
        return [
            (1, self._not),
            (2, self._joined),
            (2, self._equal),
            (1.5, self._ordered),
            (2, self._case_test),
            (1.5, self._text_test),
            (1.5, self._has_elements),
            (0.7, self._has_key),
            (0.7, self._distinct),
            (1.2, self._absent),
            (0.5, self._cluster),
        ]

    def _not(self, scope, depth):
        return Node("not ", Node("(", self.of(BOOL, scope, depth - 1), ")"))

    def _joined(self, scope, depth):
        word = self.random.choice([" and ", " or "])
        return Items([self.of(BOOL, scope, depth - 1) for _ in range(self.random.choice([2, 2, 3]))], "(", word, ")", 1)

    def _equal(self, scope, depth):
        types = [BOOL, INT, STRING, *(variable.type for variable in scope.where(kinds.Text))]
        type_ = self.random.choice(types)
        if type_ in (kinds.EITHER,):
            return None
        sign = self.random.choice([" == ", " != "])
        left = self.of(type_, scope, depth - 1)
        right = Node(self.constants.of(type_, 0), type=type_) if self.random.random() < 0.5 else self.of(type_, scope, depth - 1)
        return Node("(", left, sign, right, ")")

    def _ordered(self, scope, depth):
        others = [type_ for type_ in (FLOAT, kinds.QUANTITY) if scope.of_type(type_)]
        type_ = self.random.choice(others) if others and self.random.random() < 0.4 else INT
        sign = self.random.choice([" < ", " <= ", " > ", " >= "])
        return Node("(", self.of(type_, scope, depth - 1), sign, self.of(type_, scope, depth - 1), ")")

    def _case_test(self, scope, depth):
        found = scope.where(kinds.Enum, kinds.Variant)
        if not found:
            return None
        tested = self.random.choice(found)
        case = self.random.choice(tested.type.cases)
        name = case if isinstance(case, str) else case[0]
        if isinstance(tested.type, kinds.Enum) and self.random.random() < 0.3:
            return f"({tested.path} {self.random.choice(['==', '!='])} {name})"
        return f"({tested.path} is {name})"

    def _text_test(self, scope, depth):
        if self.random.random() < 0.2:
            pattern = self.random.choice([r'r"^[^a-f]"', r'r"[-/.]\w|\s"', r'r"^.{1,9}$"', '"{{|`"', '"^(a|b)*$"'])
            return Node("matches(", self.of(STRING, scope, depth - 1), f", {pattern})")
        word = self.random.choice(["contains", "hasPrefix", "hasSuffix"])
        part = Node(self.random.choice(['"a"', '"-"', '"e"', '"/"', '"x.y"']))
        if self.random.random() < 0.3:
            part = self.of(STRING, scope, depth - 1)
        return Node(f"{word}(", self.of(STRING, scope, depth - 1), ", ", part, ")")

    def _has_elements(self, scope, depth):
        found = scope.where(kinds.List, kinds.Map)
        if not found:
            return None
        tested = self.random.choice(found)
        if self.random.random() < 0.4:
            return Node("nonEmpty([", self.item(kinds.List(STRING), scope, depth - 1), "])")
        return f"nonEmpty({tested.path})"

    def _distinct(self, scope, depth):
        of = (kinds.Text, kinds.Int, kinds.Bool, kinds.Enum)
        found = [variable.path for variable in scope.where(kinds.List) if isinstance(variable.type.of, of)]
        if found and self.random.random() < 0.6:
            return f"unique({self.random.choice(found)})"
        return Node("unique(", self.list_of(kinds.List(STRING), scope, depth - 1), ")")

    def _has_key(self, scope, depth):
        found = [variable for variable in scope.where(kinds.Map) if isinstance(variable.type.key, kinds.Text)]
        if not found:
            return None
        path, keys = self.random.choice(found).path, self.random.choice([["a"], ["b"], ["zeta"], ["a", "b", "zeta"]])
        tests = [f'hasKey({path}, "{key}")' for key in keys]
        return tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"

    def _absent(self, scope, depth):
        found = scope.where(kinds.Optional)
        return f"({self.random.choice(found).path} {self.random.choice(['is', '==', '!='])} none)" if found else None

    def _cluster(self, scope, depth):
        return self.random.choice([f'capabilities.kubeAtLeast("1.{self.random.choice([27, 29, 30])}")', f'capabilities.has("{self.random.choice(APIS)}")'])
