"""Each program has a theme: one operation on operands of the values, in a place that is drawn, used in several ways.

So that in a run of programs every operation is late everywhere: on the spine, in elements, in cases, in what is optional.
"""

from programs import kinds
from programs.kinds import BOOL, FLOAT, LABEL, PORT, STRING, URL, Field, Int, List, Map, Optional, Record
from programs.tree import Items, Node, block

_SMALL, _COUNT, _TEXTS = Int(0, 1000), Int(0, 4), Map(STRING, STRING)

# What is written, of which result, with which operands.
THEMES = (
    *((f"({{0}} {sign} {{1}})", BOOL, (_SMALL, _SMALL)) for sign in ("==", "!=", "<", "<=", ">", ">=")),
    *((f"({{0}} {sign} {{1}})", BOOL, (FLOAT, FLOAT)) for sign in ("<", ">=")),
    *((f"({{0}} {sign} {{1}})", BOOL, (kinds.QUANTITY, kinds.QUANTITY)) for sign in ("<", ">=")),
    ("({0} > 1Ki)", BOOL, (kinds.QUANTITY,)),
    *((f"({{0}} {sign} {{1}})", BOOL, (STRING, STRING)) for sign in ("==", "!=")),
    *((f"({{0}} {sign} {{1}})", BOOL, (BOOL, BOOL)) for sign in ("==", "!=", "and", "or")),
    *((f"({{0}} {sign} {{1}})", _SMALL, (_SMALL, _SMALL)) for sign in ("+", "-", "*")),
    *((f"({{0}} {sign} {{1}})", _SMALL, (Int(-5, 5), _SMALL)) for sign in ("+", "-", "*")),
    ("(-{0} / {1})", _SMALL, (_SMALL, Int(1, 64))),
    ("mod(-{0}, {1})", _SMALL, (_SMALL, Int(1, 64))),
    ("min({0}, {1})", _SMALL, (PORT, _SMALL)),
    ("max({0}, {1})", _SMALL, (PORT, _SMALL)),
    ("wholeOr({0}, {1})", _SMALL, (kinds.EITHER, _SMALL)),
    ("urlPort({0}, {1})", _SMALL, (URL, PORT)),
    ("urlHost({0})", STRING, (URL,)),
    ("not {0}", BOOL, (BOOL,)),
    ("(not {0} or {1})", BOOL, (BOOL, BOOL)),
    ("str({0})", STRING, (FLOAT,)),
    ("str({0})", STRING, (kinds.EITHER,)),
    ("str({0})", STRING, (BOOL,)),
    ('"\\({0})-\\({1})"', STRING, (STRING, PORT)),
    ("lower({0})", STRING, (kinds.TAG,)),
    ("upper({0})", STRING, (LABEL,)),
    ("cut({0}, 3)", STRING, (kinds.SLUG,)),
    ('replace({0}, "a", {1})', STRING, (STRING, STRING)),
    ("contains({0}, {1})", BOOL, (STRING, STRING)),
    ("hasPrefix({0}, {1})", BOOL, (STRING, LABEL)),
    ("hasSuffix({0}, {1})", BOOL, (STRING, LABEL)),
    (r'matches({0}, r"^.{{3,}}$|[-/.]|\{{\{{")', BOOL, (STRING,)),
    ('matches({0}, "^([a-f]+|1|true)$")', BOOL, (LABEL,)),
    ("base64({0})", STRING, (STRING,)),
    ("sha256({0})", STRING, (STRING,)),
    ("len({0})", _SMALL, (List(STRING),)),
    ("len({0})", _SMALL, (_TEXTS,)),
    ("nonEmpty({0})", BOOL, (List(_SMALL),)),
    ("nonEmpty({0})", BOOL, (_TEXTS,)),
    ("nonEmpty({0})", BOOL, (kinds.NATIVES[0],)),
    ('join({0}, "; ")', STRING, (List(STRING),)),
    ('join({0}, "")', STRING, (List(LABEL),)),
    ("unique({0})", BOOL, (List(STRING),)),
    ("unique({0})", BOOL, (List(_SMALL),)),
    ("(first({0}) ?? 7)", _SMALL, (List(_SMALL),)),
    ('hasKey({0}, "a")', BOOL, (_TEXTS,)),
    ('(hasKey({0}, "a") or hasKey({0}, "b") or hasKey({0}, "zeta"))', BOOL, (_TEXTS,)),
    ("jsonText([for i in range({0}): str(i + {1})])", STRING, (_COUNT, _SMALL)),
    ("jsonText([for i, e in {0}: \"\\(i) \\(e)\"])", STRING, (List(STRING),)),
    ("jsonText([for k, e in {0}: \"\\(k) \\(e)\"])", STRING, (_TEXTS,)),
    ("jsonText({{ for k, e in {0} {{ (k) = e }} }})", STRING, (_TEXTS,)),
    ("yamlText({{ ...{0}, b = {1} }})", STRING, (_TEXTS, STRING)),
    ("jsonText({0} + {1})", STRING, (_TEXTS, _TEXTS)),
    ("jsonText({0} + {1})", STRING, (List(_SMALL), List(_SMALL))),
    ("yamlText({0})", STRING, (kinds.DATA,)),
    ("jsonText({0})", STRING, (kinds.NATIVES[1],)),
    ("yamlText({0})", STRING, (List(List(STRING)),)),
    ('(capabilities.has("cert-manager.io/v1") and {0})', BOOL, (BOOL,)),
    ('(capabilities.kubeAtLeast("1.29") or {0})', BOOL, (BOOL,)),
)


class Themes:
    def __init__(self, random, types, expressions):
        self.random, self.types, self.make = random, types, expressions

    def apply(self, number):
        """(declarations, field of the values, resources) for a theme."""
        form, result, operands = THEMES[number % len(THEMES)]
        type_, declarations = self._operands(operands)
        # A file for each turn of a loop is refused.
        looped = [] if "Text(" in form else [self._list, self._map, self._nested, self._gathered]
        place = self.random.choice([self._spine, self._optional, self._case, self._component, *looped])
        more, outer, wrap = place(type_)
        name = self.make.fresh("v")
        field = Field(name, outer, self.make.constants.of(outer, 2))
        return declarations + more, field, wrap(f"values.{name}", lambda path: self._uses(form, result, type_, path))

    def _operands(self, operands):
        """A record of the operands; some are optional, some have defaults."""
        fields = []
        for type_ in operands:
            roll = self.random.random()
            if roll < 0.25 and not isinstance(type_, (List, Map, kinds.Native)):
                fields.append(Field(self.make.fresh("f"), Optional(type_), self.make.constants.of(Optional(type_), 1) if roll < 0.15 else None))
            else:
                default = self.make.constants.of(type_, 2) if roll < 0.75 else None
                fields.append(Field(self.make.fresh("f"), type_, default))
        title = self.make.fresh("T")
        return Record(title, tuple(fields)), [Node(f"type {title} ", block([field_node(field) for field in fields]))]

    def _uses(self, form, result, record, path):
        """Entries of `data` that use the operation on the fields of the record at `path`."""
        operands = []
        for field in record.fields:
            reached = f"{path}.{field.name}"
            if isinstance(field.type, Optional):
                reached = f"({reached} ?? {kinds.plainest(field.type.of)})"
            operands.append(reached)
        made, name = form.format(*operands), self.make.fresh("d")
        if result != BOOL:
            return [f"{name} = {made if result is STRING else f'str({made})'}"]
        ways = [
            f"{name} = str({made})",
            f'{name} = "\\({made})"',
            f'if {made} {{ {name} = "on" }}',
            f'if {made} {{ {name} = "on" }} else {{ {name} = "off" }}',
            f'{name} = (if {made} then "a" else "b")',
            f'if not {made} {{ {name} = "off" }}',
        ]
        return self.random.sample(ways, 1) + [way.replace(name, name + "b") for way in self.random.sample(ways, 1)]

    # The places: (declarations, type of the value, resources of its path and of the uses of a record's path).

    def _config(self, name, entries, clause=""):
        source, entries = self.make.fresh("r"), Items([*entries, 'x = "x"'], "{\n", "\n", "\n}")
        metadata = f"metadata {{ name = {name}, namespace = release.namespace }}"
        return Node(f"resource {source}{clause}: k8s.core.v1.ConfigMap ", block([metadata, Node("data ", entries)], inline=False))

    def _name(self, prefix=""):
        return f'"{prefix}{self.make.fresh("n")}"'

    def _spine(self, type_):
        return [], type_, lambda path, uses: [self._config(self._name(), uses(path))]

    def _list(self, type_):
        def wrap(path, uses):
            base = self.make.fresh("n")
            looped = self._config(f'"{base}-\\(i)"', uses("e"), f" for i, e in {path}")
            items = [f"{self.make.fresh('d')} = jsonText([for e in {path}: {_value(use)}])" for use in uses("e")]
            return [looped, self._config(self._name(), items)]

        return [], List(type_), wrap

    def _map(self, type_):
        def wrap(path, uses):
            return [self._config(self._name("\\(cut(k, 40))-"), uses("e"), f" for k, e in {path}")]

        return [], Map(LABEL, type_), wrap

    def _optional(self, type_):
        def wrap(path, uses):
            entries = Items(uses("o"), "{\n", "\n", "\n}")
            return [self._config(self._name(), [Node(f"if let o = {path} ", entries)])]

        return [], Optional(type_), wrap

    def _case(self, type_):
        title, tag, case, other = (self.make.fresh(stem) for stem in ("V", "by", "case", "case"))
        by = self.random.choice([f" by {tag}", ""])
        written = Node(f"variant {title}{by} {{ {other}, {case} ", block([field_node(field) for field in type_.fields]), " }")
        variant = kinds.Variant(title, tag if by else "", ((other, None), (case, Record(title + case, type_.fields))))

        def wrap(path, uses):
            return [self._config(self._name(), [f"{self.make.fresh('d')} = match {path} {{ {case}(c) => {_value(use)}, {other} => \"-\" }}" for use in uses("c")])]

        return [written], variant, wrap

    def _nested(self, type_):
        inner = self.random.choice([List(type_), Map(LABEL, type_)])
        field = Field(self.make.fresh("f"), inner, self.make.constants.of(inner, 1) if self.random.random() < 0.5 else None)
        title = self.make.fresh("N")
        outer = Record(title, (field,))

        def wrap(path, uses):
            pattern = "k, e" if isinstance(inner, Map) else "e"
            items = [Node(f"for o in {path}: for {pattern} in o.{field.name}: ", _value(use)) for use in uses("e")]
            return [self._config(self._name(), [Node(f"{self.make.fresh('d')} = jsonText([", item, "])") for item in items])]

        return [Node(f"type {title} ", block([field_node(field)]))], List(outer), wrap

    def _gathered(self, type_):
        """Maps of several orders in elements that the chart puts together, and texts of them."""
        title, gathered = self.make.fresh("G"), self.make.fresh("all")
        declared = f"type {title} {{ m: [String: String], list: [[String: String]], data: Data, inner: [String: [String: String]] = {{}} }}"
        isMap = self.random.random() < 0.5

        def mapped(uses):
            keys = self.random.sample(("z", "b", "a", '"m.x"', "c"), self.random.choice((1, 2, 2, 3)))
            if self.random.random() < 0.6:
                keys.sort(reverse=True)
            return "{ " + ", ".join(_under(self.random.choice(uses), key) for key in keys) + " }"

        def element(uses):
            fields = [f"m = {mapped(uses)}", f"list = [{mapped(uses)}, {mapped(uses)}]", f"data = {{ d = {mapped(uses)}, c = 1 }}"]
            if self.random.random() < 0.5:
                fields.append(f"inner = {{ y = {mapped(uses)}, x = {mapped(uses)} }}")
            return "{ " + ", ".join(fields) + " }"

        def wrap(path, uses):
            others = [element(['d = "t"']) for _ in range(self.random.choice((0, 1, 1, 2)))]
            if isMap:
                parts = [f'for i, e in {path} {{ ("e\\(i)") = {element(uses("e"))} }}', *(f"o{i} = {one}" for i, one in enumerate(others))]
                self.random.shuffle(parts)
                made = f"let {gathered}: [String: {title}] = " + "{ " + ", ".join(parts) + " }"
            else:
                made = f"let {gathered}: [{title}] = " + " + ".join([f"[for e in {path}: {element(uses('e'))}]", *(f"[{one}]" for one in others)])
            texts = ["g.m", "g.list", "g.data", "g.inner", "{ ...g.m, b = \"own\" }", "[for k, m in g.inner: m]", "{ for k, v in g.m { (k) = v } }"]
            entries = [f'("\\(i)-{n}") = {self.random.choice(("jsonText", "yamlText"))}({text})' for n, text in enumerate(self.random.sample(texts, 3))]
            loop = Node(f"for i, g in {gathered} ", Items(entries, "{\n", "\n", "\n}"))
            first = f'if let f = first({gathered}) {{ first = yamlText(f.m) }}'
            return [Node(made), self._config(self._name(), [loop, *([first] if not isMap else [])])]

        return [Node(declared)], List(type_), wrap

    def _component(self, type_):
        name = self.make.fresh("comp")

        def wrap(path, uses):
            body = self._config(self._name("\\(id)-"), uses("p"))
            declared = Node(f"component {name}(id: DnsLabel, p: {type_.name()}) {{\n", body, "\n}")
            return [declared, f'use {self.make.fresh("u")} = {name}("{self.make.fresh("u")}", {path})']

        return [], type_, wrap


def _value(use):
    """The value of an entry, or a text that depends on its condition."""
    head, sign, value = use.partition(" = ")
    if head.startswith("if "):
        return f'(if {head[3:].rpartition(" {")[0]} then "on" else "off")'
    return value


def _under(use, key):
    """The entry with another key."""
    condition = use.partition(" {")[0]
    return f'{condition} {{ {key} = "on" }}' if use.startswith("if ") and "else" not in use else f"{key} = {_value(use)}"


def field_node(field):
    default = () if field.default is None else (" = ", field.default)
    return Node(f"{field.name}: {field.type.name()}", *default)
