"""Integers: every form with the bounds of its result, which must be within the wanted ones."""

from programs import kinds
from programs.kinds import LARGEST, Int
from programs.tree import Node

SMALL = Int(0, 1000)


class Numbers:
    def number_forms(self, type_):
        return [(3, lambda scope, depth: self._clamped(type_, scope, depth)), (1, lambda scope, depth: self._limited(type_, scope, depth))]

    def _limited(self, type_, scope, depth):
        word = self.random.choice(["min", "max"])
        return Node(f"{word}(", self.of(type_, scope, depth - 1), ", ", self.of(type_, scope, depth - 1), ")")

    def _clamped(self, type_, scope, depth):
        made = self._arithmetic(scope, depth)
        if made is None:
            return None
        node, low, high = made
        if low < type_.low:
            node = Node("max(", node, f", {type_.low})")
        if high > type_.high:
            node = Node("min(", node, f", {type_.high})")
        return node

    def _arithmetic(self, scope, depth):
        """(node, low, high)"""
        kind = self.random.choice(["+", "-", "*", "/", "mod", "len", "port", "whole", "negative", "min"])
        one, other = self._small(scope, depth), self._small(scope, depth)
        if kind == "+":
            return Node("(", one, " + ", other, ")"), 0, 2000
        if kind == "-":
            return Node("(", one, " - ", other, ")"), -1000, 1000
        if kind == "*":
            return Node("(", one, " * ", other, ")"), 0, 1000000
        if kind in ("/", "mod"):
            divisor = self.of(Int(1, 60), scope, depth - 2)
            dividend = Node("(", one, " - ", other, ")") if self.random.random() < 0.5 else one
            node = Node("(", dividend, " / ", divisor, ")") if kind == "/" else Node("mod(", dividend, ", ", divisor, ")")
            return node, -1000, 1000
        if kind == "min":
            return Node("min(", one, ", ", other, ")"), 0, 1000
        if kind == "negative":
            return Node("(-", one, ")"), -1000, 0
        if kind == "port":
            return Node("urlPort(", self.of(kinds.URL, scope, depth - 1), ", 80)"), 0, LARGEST
        if kind == "whole":
            return Node("wholeOr(", self.of(kinds.EITHER, scope, depth - 1), ", ", self.of(SMALL, scope, depth - 1), ")"), -LARGEST, LARGEST
        found = scope.where(kinds.List, kinds.Map)
        return (f"len({self.random.choice(found).path})", 0, LARGEST) if found else None

    def _small(self, scope, depth):
        return self.of(SMALL, scope, depth - 1)
