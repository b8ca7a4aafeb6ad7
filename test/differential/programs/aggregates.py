"""Lists, maps, records, variants and optionals, with loops and conditions in them."""

from programs import kinds
from programs.kinds import BOOL, STRING
from programs.tree import Items, Node, block


class Aggregates:
    def aggregate_forms(self, type_):
        if isinstance(type_, kinds.List):
            return [(6, lambda scope, depth: self.list_of(type_, scope, depth)), (1, lambda scope, depth: self._joined_pair(type_, scope, depth))]
        if isinstance(type_, kinds.Map):
            return [(6, lambda scope, depth: self.map_of(type_, scope, depth)), (1, lambda scope, depth: self._joined_pair(type_, scope, depth))]
        if isinstance(type_, kinds.Record):
            return [(5, lambda scope, depth: self.record_of(type_, scope, depth))]
        if isinstance(type_, kinds.Variant):
            return [(5, lambda scope, depth: self._case_of(type_, scope, depth))]
        if isinstance(type_, kinds.Optional):
            return [(5, lambda scope, depth: self._optional_of(type_, scope, depth))]
        return []

    def _joined_pair(self, type_, scope, depth):
        return Node("(", self.of(type_, scope, depth - 1), " + ", self.of(type_, scope, depth - 1), ")")

    def list_of(self, type_, scope, depth):
        return Items([self.item(type_, scope, depth) for _ in range(self.random.choice([0, 1, 1, 2, 3]))], "[", ", ", "]")

    def item(self, type_, scope, depth):
        forms = [
            (3, lambda scope, depth: self.of(type_.of, scope, depth - 1)),
            (1, lambda scope, depth: Node("...", self.of(type_, scope, depth - 1))),
            (1, lambda scope, depth: Node("if ", self.of(BOOL, scope, depth - 1), ": ", self.of(type_.of, scope, depth - 1))),
            (0.7, lambda scope, depth: self._either(type_, scope, depth)),
            (4 if scope.loops < 3 else 0.5, lambda scope, depth: self._loop_item(type_, scope, depth)),
        ]
        return self.one_of(forms, scope, depth)

    def _either(self, type_, scope, depth):
        condition = self.of(BOOL, scope, depth - 1)
        return Node("if ", condition, " then ", self.of(type_.of, scope, depth - 1), " else ", self.of(type_.of, scope, depth - 1))

    def _loop_item(self, type_, scope, depth):
        made = self.loop(scope, depth)
        if made is None:
            return None
        head, inner = made
        return Node("for ", head, ": ", self.item(type_, inner, depth - 1))

    def loop(self, scope, depth, filtered=True, optionals=True):
        """(head, scope inside) of a loop over something in scope, a range or a list made here."""
        classes = (kinds.List, kinds.Map, kinds.Optional) if optionals else (kinds.List, kinds.Map)
        found = scope.where(*classes)
        roll = self.random.random()
        if roll < 0.15 or not found:
            number = self.of(kinds.Int(0, 4), scope, min(depth - 1, 1))
            source, type_ = Node("range(", number, ")"), kinds.List(kinds.Int(0, 3))
        elif roll < 0.25:
            type_ = kinds.List(self.random.choice([STRING, kinds.LABEL]))
            source = self.of(type_, scope, depth - 1)
        else:
            variable = self.random.choice(found)
            source, type_ = variable.path, variable.type
            if roll < 0.3 and depth > 1 and not isinstance(type_, kinds.Optional):
                source = self.of(type_, scope, depth - 1)
        names, pairs = self._loop_names(type_)
        inner = scope.extended(*pairs, loop=True)
        head = Node(f"{names} in ", source)
        if filtered and not isinstance(type_, kinds.Optional) and self.random.random() < 0.3:
            head = Node(head, " if ", self.of(BOOL, inner, depth - 1))
        return head, inner

    def _loop_names(self, type_):
        if isinstance(type_, kinds.Map):
            key, element = self.fresh("k"), self.fresh("e")
            return f"{key}, {element}", [(key, type_.key), (element, type_.of)]
        element = self.fresh("e")
        if isinstance(type_, kinds.List) and self.random.random() < 0.3:
            index = self.fresh("i")
            return f"{index}, {element}", [(index, kinds.INDEX), (element, type_.of)]
        return element, [(element, type_.of)]

    def map_of(self, type_, scope, depth, inline=True):
        if depth > 0 and type_.key in (STRING, kinds.LABEL, kinds.KEY) and self.random.random() < 0.3:
            return self.random.choice([self._layers, self._layers, self._orders])(type_, scope, depth)
        entries = []
        keys = self.constants.keys(type_.key, self.random.choice([0, 1, 2, 3]))
        for key in keys:
            entries.append(self._entry(key, type_, scope, depth))
        if self.random.random() < 0.35:
            entries.insert(0, Node("...", self.of(type_, scope, depth - 1)))
        if self.random.random() < 0.1 and keys and not isinstance(type_.key, kinds.Enum):
            name = self.fresh("l")
            inner = scope.extended((name, type_.of))
            entries += [Node(f"let {name} = ", self.of(type_.of, scope, depth - 1)), Node("z = ", self.of(type_.of, inner, depth - 1))]
        if self.random.random() < 0.4 and not isinstance(type_.key, kinds.Enum):
            made = self.loop_entries(type_, scope, depth)
            entries += [made] if made else []
        return block(entries, inline)

    def _layers(self, type_, scope, depth):
        """Maps laid over one another, whose keys meet: fixed, computed, of late maps, of loops, each maybe under a condition."""
        made = None
        for _ in range(self.random.choice([2, 2, 3])):
            entries = [] if made is None else [Node("...", made)]
            keys = self.random.sample(["a", "b", '"9"'], 3)
            if type_.of is STRING and self.random.random() < 0.3:
                keys.insert(2, '"app.kubernetes.io/name"')
            for _ in range(self.random.choice([1, 2, 3])):
                entries.append(self._layer_entry(keys, type_, scope, depth))
            made = block([entry for entry in entries if entry])
        return made

    def _orders(self, type_, scope, depth):
        """One of several maps with the same keys, fixed and late, each in an order of its own."""
        maps = [f"...{variable.path}" for variable in scope.where(kinds.Map) if kinds.fits(variable.type, type_)]
        late = [*self.random.sample(maps, min(len(maps), 2)), self.loop_entries(type_, scope, depth)]

        def arm(inner):
            entries = [Node(f"{key} = ", self.of(type_.of, inner, depth - 1)) for key in self.random.sample(["a", "b", '"9"'], self.random.choice([2, 3]))]
            entries += self.random.sample([entry for entry in late if entry], 1) if any(late) and self.random.random() < 0.7 else []
            self.random.shuffle(entries)
            return block(entries)

        found = scope.where(kinds.Enum, kinds.Variant)
        if found and self.random.random() < 0.4:
            return self.match_of(self.random.choice(found), scope, arm)
        return Node("(if ", self.of(BOOL, scope, depth - 1), " then ", arm(scope), " else ", arm(scope), ")")

    def _layer_entry(self, keys, type_, scope, depth):
        roll = self.random.random()
        maps = [variable.path for variable in scope.where(kinds.Map) if kinds.fits(variable.type, type_)]
        texts = [variable.path for variable in scope.where(kinds.Text) if kinds.fits(variable.type, type_.key)]
        value = self.of(type_.of, scope, depth - 1)
        if (named := self._named(type_, scope, depth)) and self.random.random() < 0.25:
            return named
        if roll < 0.25 and maps:
            return f"...{self.random.choice(maps)}"
        if roll < 0.4:
            return self.loop_entries(type_, scope, depth)
        if roll < 0.5 and texts:
            return Node(f"({self.random.choice(texts)}) = ", value)
        key = keys.pop()
        entry = Node(f"{key} = ", value)
        if roll < 0.65:
            return entry
        if roll < 0.72 and (made := self.cased(lambda inner: Node(f"{key} = ", self.of(type_.of, inner, depth - 1)), scope)):
            return made
        condition = self.of(BOOL, scope, depth - 1)
        if roll < 0.85 or not keys:
            return Node("if ", condition, " { ", entry, " }")
        other = Node(f"{keys[-1]} = ", self.of(type_.of, scope, depth - 1))
        return Node("if ", condition, " { ", entry, " } else { ", other, " }")

    def _named(self, type_, scope, depth):
        """A spread of what a function gives, which may be a named template of the chart; maybe under a condition."""
        made = [self._call(type_, scope, depth)]
        if type_.of is STRING and type_.key is not kinds.LABEL:
            made += ['labels("x")', 'selectorLabels("y")']
        made = self.random.choice(made)
        if made is None:
            return None
        roll = self.random.random()
        if roll < 0.2:
            return Node("if ", self.of(BOOL, scope, depth - 1), " { ...", made, " }")
        if roll < 0.4:
            return Node("...(if ", self.of(BOOL, scope, depth - 1), " then ", made, " else ", self.of(type_, scope, depth - 1), ")")
        return Node("...", made)

    def _entry(self, key, type_, scope, depth):
        entry = Node(f"{key} = ", self.of(type_.of, scope, depth - 1))
        roll = self.random.random()
        if roll < 0.15:
            return Node("if ", self.of(BOOL, scope, depth - 1), " { ", entry, " }")
        if roll < 0.25:
            other = Node(f"{key} = ", self.of(type_.of, scope, depth - 1))
            return Node("if ", self.of(BOOL, scope, depth - 1), " { ", entry, " } else { ", other, " }")
        found = scope.where(kinds.Optional)
        if roll < 0.35 and found:
            opened, name = self.random.choice(found), self.fresh("o")
            entry = Node(f"{key} = ", self.of(type_.of, scope.extended((name, opened.type.of)), depth - 1))
            return Node(f"if let {name} = {opened.path} {{ ", entry, " }")
        if roll < 0.42 and found and isinstance(type_.of, kinds.Text):
            whole = [variable.path for variable in found if kinds.fits(variable.type.of, type_.of)]
            return Node(f"{key} = {self.random.choice(whole)}") if whole else entry
        return entry

    def loop_entries(self, type_, scope, depth):
        """Entries whose keys come from a map's keys (or from the index), so that they differ."""
        if type_.key == kinds.KEY:
            maps = [variable for variable in scope.where(kinds.Map) if variable.type.key is kinds.LABEL or isinstance(variable.type.key, kinds.Enum)]
        else:
            maps = [variable for variable in scope.where(kinds.Map) if type_.key is STRING or kinds.fits(variable.type.key, type_.key)]
        prefix = self.random.choice(["", self.fresh("m") + "-", self.fresh("z") + ".", self.fresh("n") + "."])
        if maps and self.random.random() < 0.6:
            looped, key, element = self.random.choice(maps), self.fresh("k"), self.fresh("e")
            inner = scope.extended((key, looped.type.key), (element, looped.type.of), loop=True)
            head, made = f"{key}, {element} in {looped.path}", f'"{prefix}\\({key})"'
            if kinds.fits(looped.type.key, type_.key) and (not prefix or type_.key not in (STRING, kinds.KEY)):
                made = key
        elif type_.key not in (STRING, kinds.KEY):
            return None
        else:
            lists = scope.where(kinds.List)
            index, element = self.fresh("i"), self.fresh("e")
            looped = self.random.choice(lists) if lists else None
            of, path = (looped.type.of, looped.path) if looped else (kinds.Int(0, 2), "range(3)")
            inner = scope.extended((index, kinds.INDEX), (element, of), loop=True)
            head, made = f"{index}, {element} in {path}", f'"{prefix or "n"}\\({index})"'
        parts = [head]
        if self.random.random() < 0.25:
            parts += [" if ", self.of(BOOL, inner, depth - 1)]
        return Node("for ", *parts, f" {{ ({made}) = ", self.of(type_.of, inner, depth - 1), " }")

    def record_of(self, type_, scope, depth):
        entries = []
        spread = scope.of_type(type_)
        spread = bool(spread) and self.random.random() < 0.35 and f"...{self.random.choice(spread)}"
        for field in type_.fields:
            if kinds.is_needed(field) and not spread or self.random.random() < 0.5:
                entries.append(self._field(field, scope, depth, spread))
        return block([spread, *entries] if spread else entries)

    def _field(self, field, scope, depth, spread):
        """Behind a spread a field may be amended."""
        if spread and isinstance(field.type, kinds.Record) and self.random.random() < 0.6:
            inner = [self._field(one, scope, depth - 1, True) for one in field.type.fields if self.random.random() < 0.5]
            return Node(f"{field.name} ", block(inner))
        sign = "+=" if spread and isinstance(field.type, (kinds.List, kinds.Map)) and self.random.random() < 0.6 else "="
        return Node(f"{field.name} {sign} ", self.of(field.type, scope, depth - 1))

    def _case_of(self, type_, scope, depth):
        name, holds = self.random.choice(type_.cases)
        if holds is None:
            return name
        if isinstance(holds, kinds.Record):
            return Node(f"{name} ", self.record_of(holds, scope, depth - 1))
        return Node(f"{name}(", self.of(holds, scope, depth - 1), ")")

    def _optional_of(self, type_, scope, depth):
        roll = self.random.random()
        if roll < 0.25:
            return "none"
        return Node(self.of(type_.of, scope, depth - 1))
