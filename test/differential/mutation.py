"""U13: changing any declared parameter changes the output somewhere.

For each parameter of the schema a value set is made in which somebody reads it, with little else, and the same set with
another value of that parameter.
"""

import copy
import itertools

from generate import Generator, Impossible
from overlays import at, drop, merged, put
from switches import EMPTY, FILLED

UNSET = (None, "", [], {})


def _first_change(pairs, render):
    """The first pair that `render` tells apart; it gives None for values that are refused."""
    for one, other in pairs:
        before, after = render(one), render(other)
        if before is not None and after is not None and before != after:
            return one, other
    return None


class Parameters(Generator):
    """The parameters of a chart, and pairs of value sets that differ in one of them."""

    def change(self, path, base, render):
        """Two sets of values that differ at `path` alone, and for which `render` gives something else; None if none was found.
        `base` is what all sets begin with, and `render` gives None for values that are refused."""
        others = ((merged(base, one), merged(base, other)) for one, other in itertools.islice(self.pairs(path), 60))
        return _first_change(itertools.chain(self._near(path, base), others), render)

    def matters(self, path, render, most=60):
        """Does `path` change what `render` gives, in one of the first `most` pairs?"""
        return _first_change(itertools.islice(self.pairs(path), most), render) is not None

    def _near(self, path, base):
        """Pairs with what the schema and the rules ask for, and nothing else. What is unset comes last."""
        guards, schemas = self.switches.leaves[path]
        for last in (False, True):
            for _ in range(4):
                one = copy.deepcopy(base)
                for there, value in guards.items():
                    put(one, there, value)
                self._apply_rules(one)
                try:
                    value = self._other(schemas, at(merged(self.defaults, one), path), path)
                except Impossible:
                    continue
                if (value in UNSET) != last:
                    continue
                other = copy.deepcopy(one)
                put(other, path, value)
                if self.schema.is_valid(merged(self.defaults, one)) and self.schema.is_valid(merged(self.defaults, other)):
                    yield one, other

    def pairs(self, path):
        """Pairs of overlays that differ at `path` alone: first with what the parameter needs itself, then with a setting
        of some other switch in addition."""
        guards, schemas = self.switches.leaves[path]
        extras = [{}] + [
            other.guards | {other.path: setting}
            for other in sorted(self.switches.all.values(), key=lambda it: (len(it.path), it.path))
            for setting in other.settings
            if setting not in (EMPTY, FILLED) and other.path != path
        ]
        for extra in extras:
            if any(there in guards and guards[there] != value for there, value in extra.items()) or path in extra:
                continue
            try:
                yield from self._pairs(path, schemas, extra | guards)
            except Impossible:
                continue

    def _pairs(self, path, schemas, settings):
        changed = {}
        for there, value in settings.items():
            put(changed, there, value)
        put(changed, path, self._other(schemas, at(merged(self.defaults, changed), path), path))
        for _ in range(2):
            self._fill(changed)
            self._apply_rules(changed)
        for before in (at(self.defaults, path), self._other(schemas, at(changed, path), path)):
            base = copy.deepcopy(changed)
            if before is None:
                drop(base, path)
            else:
                put(base, path, before)
            now, then = (merged(self.defaults, one) for one in (base, changed))
            if self.schema.is_valid(now) and self.schema.is_valid(then) and at(now, path) != at(then, path):
                yield base, changed

    def _fill(self, values):
        """Gives values to what the schema misses."""
        for path, word, _ in list(self.schema.errors(merged(self.defaults, values))):
            if word in ("required", "minLength", "pattern") and path in self.switches.leaves:
                self.settings = {}
                put(values, path, self._value(self.switches.leaves[path][1] + [{"minLength": 1}], None, path, 9, False))

    def _other(self, schemas, now, path):
        self.settings = {path: FILLED} if path in self.switches.all and FILLED in self.switches.all[path].settings else {}
        for _ in range(30):
            value = self._value(schemas, None, path, 1, True)
            if value != now and not (value in UNSET and now in UNSET):
                return value
        raise Impossible
