"""Random expressions of a type, of what is in scope."""

from programs import kinds
from programs.aggregates import Aggregates
from programs.constants import Constants
from programs.kinds import BOOL, INT, STRING, fits
from programs.numbers import Numbers
from programs.tree import Items, Node, block
from programs.truths import Truths
from programs.writing import Writing


class Expressions(Numbers, Truths, Writing, Aggregates):
    """`functions` are those declared so far: (name, parameters, result)."""

    def __init__(self, random):
        self.random, self.constants = random, Constants(random)
        self.functions, self._names = [], 0
        self.serves = False  # has the program a service?

    def fresh(self, stem):
        self._names += 1
        return f"{stem}{self._names}"

    def of(self, type_, scope, depth):
        """An expression of the type; `depth` bounds it."""
        return Node(self._parts(type_, scope, depth), type=type_)

    def one_of(self, forms, scope, depth):
        """The first of the weighted forms, in a random order, that can be made here."""
        forms = list(forms)
        while forms:
            weights = [weight for weight, _ in forms]
            index = self.random.choices(range(len(forms)), weights)[0]
            made = forms.pop(index)[1](scope, depth)
            if made is not None:
                return made
        return None

    def _parts(self, type_, scope, depth):
        if depth <= 0:
            return self._leaf(type_, scope)
        forms = [(5, lambda scope, depth: self._leaf(type_, scope)), (2, lambda scope, depth: self._choice(type_, scope, depth))]
        forms += [(1, lambda scope, depth: self._match(type_, scope, depth)), (0.4, lambda scope, depth: self._let(type_, scope, depth))]
        forms += [(1.2, lambda scope, depth: self._otherwise(type_, scope, depth)), (1, lambda scope, depth: self._opened(type_, scope, depth))]
        forms += [(0.8, lambda scope, depth: self._call(type_, scope, depth))]
        forms += self._own_forms(type_)
        return self.one_of(forms, scope, depth)

    def _own_forms(self, type_):
        if isinstance(type_, kinds.Bool):
            return self.truth_forms()
        if isinstance(type_, kinds.Int):
            return [] if type_.title else self.number_forms(type_)
        if type_ is STRING:
            return self.text_forms()
        if isinstance(type_, kinds.Text):
            return self.narrow_text_forms(type_)
        return self.aggregate_forms(type_)

    def _leaf(self, type_, scope):
        found = scope.of_type(type_)
        if found and self.random.random() < 0.85:
            return self.random.choice(found)
        if isinstance(type_, kinds.Optional):
            return "none" if self.random.random() < 0.5 else self._leaf(type_.of, scope)
        return self.constants.of(type_, 1)

    def _choice(self, type_, scope, depth):
        condition = self.of(BOOL, scope, depth - 1)
        return Node("(if ", condition, " then ", self.of(type_, scope, depth - 1), " else ", self.of(type_, scope, depth - 1), ")")

    def _let(self, type_, scope, depth):
        name, inner = self.fresh("l"), self.random.choice([STRING, INT, BOOL])
        body = self.of(type_, scope.extended((name, inner)), depth - 1)
        # Plain Ints in sums would leave their bounds.
        value = self.of(kinds.Int(0, 1000) if inner == INT else inner, scope, depth - 1)
        return Node(f"(let {name} = ", value, " in ", body, ")")

    def _otherwise(self, type_, scope, depth):
        # What stands on the right is judged by the type on the left.
        found = [variable.path for variable in scope.where(kinds.Optional) if _alike(variable.type.of, type_)]
        found += [f"first({variable.path})" for variable in scope.where(kinds.List) if _alike(variable.type.of, type_)]
        if not found:
            return None
        return Node("(", self.random.choice(found), " ?? ", self.of(type_, scope, depth - 1), ")")

    def _opened(self, type_, scope, depth):
        found = scope.where(kinds.Optional)
        if not found:
            return None
        opened, name = self.random.choice(found), self.fresh("o")
        inside = self.of(type_, scope.extended((name, opened.type.of)), depth - 1)
        outside = self.of(type_, scope, depth - 1)
        if self.random.random() < 0.5:
            return Node(f"(if let {name} = {opened.path} then ", inside, " else ", outside, ")")
        arms = [Node(f"some({name}) => ", inside), Node("none => ", outside)]
        return Items(arms, f"match {opened.path} {{ ", ", ", " }", 2)

    def cased(self, entry, scope):
        """What `entry` makes of each arm's scope, as entries under the cases of something; null if there is nothing."""
        found = scope.where(kinds.Enum, kinds.Variant)
        return self.match_of(self.random.choice(found), scope, lambda inner: block([entry(inner)])) if found else None

    def _match(self, type_, scope, depth):
        found = scope.where(kinds.Enum, kinds.Variant)
        return self.match_of(self.random.choice(found), scope, lambda inner: self.of(type_, inner, depth - 1)) if found else None

    def match_of(self, matched, scope, arm, inline=True):
        """A match over a variable of an enum or variant; `arm` makes what stands in each arm, of its scope."""
        arms = [Node(pattern, " => ", arm(inner)) for pattern, inner in self.patterns(matched.type, scope)]
        open_, separator, close = ("{ ", ", ", " }") if inline else ("{\n", "\n", "\n}")
        return Items(arms, f"match {matched.path} {open_}", separator, close, len(arms))

    def patterns(self, type_, scope):
        """Patterns that cover the cases of an enum or variant, each with the scope of its arm."""
        if isinstance(type_, kinds.Enum):
            cases = list(type_.cases)
            self.random.shuffle(cases)
            if len(cases) > 2 and self.random.random() < 0.4:
                return [(" | ".join(cases[:2]), scope)] + [(case, scope) for case in cases[2:]]
            if self.random.random() < 0.3:
                return [(cases[0], scope), ("_", scope)]
            return [(case, scope) for case in cases]
        result = []
        for case, holds in type_.cases:
            if holds is not None and self.random.random() < 0.8:
                name = self.fresh("c")
                result.append((f"{case}({name})", scope.extended((name, holds))))
            else:
                result.append((case, scope))
        if len(result) > 2 and self.random.random() < 0.25:
            return result[:1] + [("_", scope)]
        return result

    def _call(self, type_, scope, depth):
        found = [function for function in self.functions if fits(function[2], type_)]
        if not found:
            return None
        name, parameters, _ = self.random.choice(found)
        arguments = [self.of(parameter, scope, depth - 1) for _, parameter in parameters]
        return Items(arguments, f"{name}(", ", ", ")", len(arguments))


def _alike(one, type_):
    return fits(one, type_) and (one == type_ or isinstance(one, (kinds.Int, kinds.Text)) and type_ is not kinds.EITHER)
