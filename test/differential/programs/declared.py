"""Declared types and the values of a program."""

from programs import kinds
from programs.kinds import BOOL, FLOAT, INT, PORT, Enum, Field, Int, List, Map, Optional, Record, Variant
from programs.tree import Items, Node, block, text_of

_INTS = (INT, Int(0, 5), Int(0, 5), Int(0, 100), Int(0, 1000), PORT, Int(1, 64), Int(-5, 5), Int(0, 1000))
_CASES = ("red", "green", "blue", "low", "high", "fast", "slow", "north", "south")
_KEYS = ("r", "G", "1st", "low", "x-y", "b_b")


class Types:
    """Makes types; those with names are declared, as nodes in `declarations`."""

    def __init__(self, random, constants, fresh):
        self.random, self.constants, self.fresh = random, constants, fresh
        self.enums, self.variants, self.records, self.declarations = [], [], [], []
        self.ruled, self.keys = [], []  # numbers and keys of maps of which something is asked
        self.flat = set()  # the names of types that a field has flat

    def declare(self):
        if self.random.random() < 0.3:
            self._rules()
        for _ in range(self.random.choice([0, 1, 1, 2])):
            self.enums.append(self._enum())
        for _ in range(self.random.choice([0, 1, 1, 2])):
            self.records.append(self._record())
        for _ in range(self.random.choice([0, 1, 1, 2])):
            self.variants.append(self._variant())

    def scalar(self):
        choices = [BOOL, BOOL, self.random.choice(_INTS), self.random.choice(_INTS), FLOAT, kinds.STRING, kinds.STRING]
        choices += [self.random.choice(kinds.TEXTS), self.random.choice(kinds.TEXTS), kinds.EITHER, kinds.URL, *self.enums, *self.ruled]
        choices += [self.random.choice(kinds.NATIVE_ENUMS), kinds.NATIVE_PORT, kinds.NATIVE_NAME]
        return self.random.choice(choices)

    def any(self, depth):
        """A type that is no optional."""
        roll = self.random.random()
        if depth <= 0 or roll < 0.4:
            return self.scalar()
        if self.random.random() < 0.09:
            return self._open()
        if roll < 0.55:
            return List(self.any(depth - 1))
        if roll < 0.7:
            return Map(self.key(), self.any(depth - 1))
        named = [*self.records, *self.variants, *self.variants]
        if named and roll < 0.92:
            return self.random.choice(named)
        return self._inline(depth)

    def _open(self):
        type_ = self.random.choice([kinds.DATA, *kinds.NATIVES, kinds.POD_PART, kinds.POD_PART])
        narrowed = "type PodPart = k8s.core.v1.PodSpec without { containers, volumes }"
        if type_ is kinds.POD_PART and narrowed not in self.declarations:
            self.declarations.append(narrowed)
        return type_

    def flattens(self, type_):
        """Is a field of the type to be `@flat`? One of each type at most, so that no key is there twice."""
        if not kinds.may_be_flat(type_) or type_.name() in self.flat or self.random.random() > 0.25:
            return False
        self.flat.add(type_.name())
        return True

    def key(self):
        return self.random.choice([kinds.LABEL, kinds.LABEL, kinds.STRING, kinds.DNS, *self.enums, *self.keys, kinds.PULL])

    def field_type(self, depth):
        if self.random.random() < 0.3:
            inner = self.any(depth)
            return inner if isinstance(inner, (List, Map)) else Optional(inner)
        return self.any(depth)

    def fields(self, depth, count, required=0.35):
        result = []
        for _ in range(count):
            type_ = self.field_type(depth)
            default = None
            if self.random.random() > required and not (isinstance(type_, Optional) and self.random.random() < 0.5):
                default = self.constants.of(type_, 1)
            annotation = f'@key("{self.fresh("K")}") ' if self.random.random() < 0.06 else ""
            if self.flattens(type_):
                annotation = "@flat "
                if isinstance(type_, Record):
                    default = None  # the record may be an element, in which a flat record has the defaults of its fields
            result.append(Field(self.fresh("f"), type_, default, annotation))
        return tuple(result)

    def _inline(self, depth):
        fields = self.fields(depth - 1, self.random.choice([1, 2, 3]))
        return Record("{ " + ", ".join(_plain(field) for field in fields) + " }", fields)

    def _rules(self):
        """Types that ask something of their values, by themselves and handed down: by another name, narrowed, asked for more."""
        first, second, third, key = (self.fresh(stem) for stem in ("N", "N", "N", "T"))
        rule = f'where self != 13 else "13 is no {first}"'
        self.declarations += [f"type {first} = Int(0..100) {rule}", f"type {second} = {first}", f'type {third} = {second} where self != 12 else "12 is no {third}"']
        self.ruled += [kinds.Int(0, 100, first), kinds.Int(0, 100, second), kinds.Int(0, 100, third), kinds.Int(0, 50, f"{first}(0..50)")]
        self.declarations.append(f'type {key} = DnsLabel where self != "web" else "web is no {key}"')
        self.keys.append(kinds.Text(key, ("a", "zeta", "x1")))

    def _enum(self):
        cases = tuple(self.fresh(stem) for stem in self.random.sample(_CASES, self.random.choice([2, 3, 4])))
        written = [f'@key("{self.random.choice(_KEYS)}{case}") {case}' if self.random.random() < 0.25 else case for case in cases]
        self.declarations.append(Node(f"enum {(title := self.fresh('E'))} ", Items(written, "{ ", ", ", " }", 1)))
        return Enum(title, cases)

    def _record(self):
        title, fields = self.fresh("R"), self.fields(2, self.random.choice([1, 2, 3, 4]))
        entries = [field_node(field) for field in fields]
        numbers = [field for field in fields if isinstance(field.type, Int)]
        if numbers and self.random.random() < 0.3:
            limited = self.random.choice(numbers)
            entries.append(f'check {limited.name} != 13 else "{limited.name} is \\({limited.name})"')
        self.declarations.append(Node(f"type {title} ", block(entries, inline=False)))
        if self.random.random() < 0.25:
            return self._longer(Record(title, fields))
        return Record(title, fields)

    def _longer(self, record):
        """The record with more fields, or by another name; what is asked of it is asked of that."""
        title = self.fresh("R")
        if self.random.random() < 0.3:
            self.declarations.append(f"type {title} = {record.title}")
            return Record(record.title, record.fields)
        more = self.fields(1, self.random.choice([1, 2]))
        self.declarations.append(Node(f"type {title} = {record.title} & ", block([field_node(field) for field in more])))
        return Record(title, (*record.fields, *more))

    def _variant(self):
        title, tag = self.fresh("V"), self.fresh("by") if self.random.random() < 0.55 else ""
        cases, written = [], []
        for index in range(self.random.choice([2, 2, 3, 4])):
            name, roll = self.fresh("case"), self.random.random()
            if index == 0 and roll < 0.8 or roll < 0.3:
                cases.append((name, None))
                written.append(name)
            elif roll < 0.75:
                fields = self.fields(1, self.random.choice([1, 2, 3]), 0.45)
                cases.append((name, Record(title + name, fields)))
                written.append(Node(f"{name} ", block([field_node(field) for field in fields])))
            else:
                held = self.scalar()
                cases.append((name, held))
                written.append(Node(f"{name}: {held.name()}"))
        by = f" by {tag}" if tag else ""
        self.declarations.append(Node(f"variant {title}{by} ", Items(written, "{\n", "\n", "\n}", 2)))
        return Variant(title, tag, tuple(cases))


def _keyed(types):
    """A list whose elements environments address by name."""
    fields = (Field("name", kinds.LABEL), *types.fields(1, 2, 0))
    element = Record("{ " + ", ".join(_plain(field) for field in fields) + " }", fields)
    default = Items(['{ name = "a" }', '{ name = "web" }'], "[", ", ", "]")
    return Field(types.fresh("v"), List(element), default, '@mergeKey("name") ')


def field_node(field):
    default = () if field.default is None else (" = ", field.default)
    rule = f' where {field.name} != 13 else "13 in {field.name}"' if isinstance(field.type, Int) and field.name.endswith("7") else ""
    return Node(f"{field.annotation}{field.name}: {field.type.name()}", *default, rule)


def _plain(field):
    return text_of(field_node(field))


def value_fields(types, count):
    """Fields of `values`: each has a default, but what is optional or has defaults itself."""
    result = [_keyed(types)] if types.random.random() < 0.15 else []
    for _ in range(count):
        type_ = types.field_type(3)
        default = types.constants.of(type_, 2)
        if kinds.is_needed(Field("", type_)) is False and types.random.random() < 0.3:
            default = None
        annotation = f'@key("{types.fresh("K")}") ' if types.random.random() < 0.05 else ""
        if types.flattens(type_):
            annotation = "@flat "
        if types.random.random() < 0.15:
            annotation = f'@was("{types.random.choice(["", "old.", "old.deep."])}{types.fresh("w")}") ' + annotation
        result.append(Field(types.fresh("v"), type_, default, annotation))
    return result
