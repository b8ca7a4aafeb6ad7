"""Random constants of a type: defaults of values, and what environments set."""

from programs import kinds
from programs.kinds import quoted
from programs.tree import Items, Node, block


class Constants:
    def __init__(self, random):
        self.random = random

    def of(self, type_, depth=3):
        return Node(self._parts(type_, depth), type=type_)

    def _parts(self, type_, depth):
        choose = self.random.choice
        if isinstance(type_, kinds.Bool):
            return choose(["true", "false"])
        if isinstance(type_, kinds.Int):
            near = [type_.low, type_.high, 0, 1, 2, 3, 5, 80, 1000, 1000000, 16777217, -1]
            return str(choose([number for number in near if type_.low <= number <= type_.high] + [max(type_.low, min(type_.high, 4))]))
        if isinstance(type_, kinds.Float):
            return choose(["0.5", "1.0", "0.1", "100.25", "3.0", "0.000001", "1234567.5", "0.0", "-0.0", "-2.5"])
        if isinstance(type_, kinds.Text):
            few = type_.samples[:3] if self.random.random() < 0.6 else type_.samples
            return kinds.text_literal(type_, choose(few))
        if isinstance(type_, kinds.Enum):
            return choose(type_.cases)
        if isinstance(type_, kinds.Native):
            return choose(type_.samples)
        if isinstance(type_, kinds.List):
            return self._list(type_, depth)
        if isinstance(type_, kinds.Map):
            return self._map(type_, depth)
        if isinstance(type_, kinds.Optional):
            return self._optional(type_, depth)
        if isinstance(type_, kinds.Variant):
            return self._case(type_, depth)
        return self.record(type_, depth)

    def _count(self, depth):
        return self.random.choice([0, 1, 1, 2, 2, 3]) if depth > 0 else self.random.choice([0, 1])

    def _list(self, type_, depth):
        return Items([self.of(type_.of, depth - 1) for _ in range(self._count(depth))], "[", ", ", "]")

    def _map(self, type_, depth):
        entries = []
        for key in self.keys(type_.key, self._count(depth)):
            entries.append(Node(f"{key} = ", self.of(type_.of, depth - 1)))
        return block(entries)

    def keys(self, type_, count):
        """Different keys of a map, as they are written."""
        if isinstance(type_, kinds.Enum):
            return self.random.sample(type_.cases, min(count, len(type_.cases)))
        if type_ is kinds.KEY:
            pool = [quoted(sample) for sample in type_.samples]
        elif type_ is kinds.STRING:
            pool = ["a", "b", "zeta", "Alpha", '"x.y"', '"10"', '"9"', '"with space"', '"ü"', '"acme.io/x"', '"1e3"']
        else:
            pool = ["a", "b", "zeta", '"web-1"', '"9"', '"10"', "alpha", '"0"']
        return self.random.sample(pool, min(count, len(pool)))

    def _optional(self, type_, depth):
        inner = type_.of
        if self.random.random() < 0.35:
            if isinstance(inner, kinds.Record) and self.random.random() < 0.6:
                return Node("off ", self.record(inner, depth - 1, partly=True))
            return "none"
        if isinstance(inner, kinds.Record):
            word = self.random.choice(["on ", "on ", ""])
            return Node(word, self.record(inner, depth - 1))
        if isinstance(inner, kinds.Text):
            return kinds.text_literal(inner, self.random.choice([sample for sample in inner.samples if sample]))
        return self._parts(inner, depth - 1)

    def _case(self, type_, depth):
        name, holds = self.random.choice(type_.cases)
        if holds is None:
            return name
        if isinstance(holds, kinds.Record):
            return Node(f"{name} ", self.record(holds, depth - 1))
        return Node(f"{name}(", self.of(holds, depth - 1), ")")

    def record(self, type_, depth, partly=False):
        entries = []
        for field in type_.fields:
            needed = kinds.is_needed(field) and not partly
            if needed or self.random.random() < (0.4 if depth > 0 else 0.1):
                entries.append(Node(f"{field.name} = ", self.of(field.type, depth - 1)))
        return block(entries)


