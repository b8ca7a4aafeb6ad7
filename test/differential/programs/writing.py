"""Text: interpolations, functions of text, files."""

from programs import kinds
from programs.kinds import BOOL, FLOAT, INT, STRING
from programs.tree import Items, Node

_FACTS = ("release.name", "release.namespace", "chart.name", "chart.version", "capabilities.kubeVersion", "fullname()", 'name(fullname(), "x")')
_GLUE = ("", "-", " ", "/", ": ", "=", ", ", "{{", "#", "\\n", "é")


class Writing:
    def text_forms(self):
        return [
            (5, self._interpolation),
            (0.5, self._text_block),
            (2, self._number_as_text),
            (1, self._cased),
            (0.7, self._replaced),
            (0.4, self._hashed),
            (1, self._file),
            (0.7, self._tag),
            (0.5, self._host),
            (0.6, lambda scope, depth: self.random.choice(_FACTS)),
            (0.8, self._cut),
            (1, self._joined_texts),
            (0.6, self._of_services),
        ]

    def narrow_text_forms(self, type_):
        return []

    def _interpolation(self, scope, depth):
        parts = ['"']
        for _ in range(self.random.choice([1, 2, 2, 3])):
            glue = self.random.choice(_GLUE)
            parts += [glue, "\\(", self._shown(scope, depth), ")"]
        return Node(*parts, self.random.choice(_GLUE), '"')

    def _text_block(self, scope, depth):
        lines = []
        for _ in range(self.random.choice([1, 2, 3])):
            lines += [self.random.choice(["", "  ", "- ", "# "]), "\\(", self._shown(scope, depth), ")\n"]
        return Node('"""\n', *lines, '"""')

    def _shown(self, scope, depth):
        """A scalar. Where no type is expected, cases of enums and what has a unit are reached by a name only."""
        found = [variable for variable in scope.variables if kinds.is_scalar(variable.type) and variable.type is not kinds.EITHER]
        if not found or self.random.random() < 0.4:
            return self.of(self.random.choice([STRING, INT, BOOL, FLOAT]), scope, depth - 1)
        variable = self.random.choice(found)
        if isinstance(variable.type, (kinds.Enum, kinds.Text)) and variable.type is not STRING:
            return Node(variable.path, type=STRING)
        return self.of(variable.type, scope, depth - 1)

    def _number_as_text(self, scope, depth):
        found = [variable.path for variable in scope.where(kinds.Text, kinds.Enum)]
        if found and self.random.random() < 0.3:
            return f"str({self.random.choice(found)})"
        return Node("str(", self.of(self.random.choice([INT, INT, BOOL, FLOAT]), scope, depth - 1), ")")

    def _ascii(self, scope, depth):
        found = [variable.path for variable in scope.where(kinds.Text) if variable.type.ascii and variable.type is not kinds.EITHER]
        if not found:
            return self.random.choice(['"Web-1"', "release.name"])
        if len(found) > 1 and self.random.random() < 0.2:
            one, other = self.random.sample(found, 2)
            return Node("(if ", self.of(BOOL, scope, depth - 1), f" then {one} else {other})")
        return self.random.choice(found)

    def _cased(self, scope, depth):
        return Node(f"{self.random.choice(['lower', 'upper'])}(", self._ascii(scope, depth), ")")

    def _cut(self, scope, depth):
        return Node("cut(", self._ascii(scope, depth), f", {self.random.choice([1, 3, 10, 40])})")

    def _joined_texts(self, scope, depth):
        glue = self.random.choice(['","', '", "', '"\\n"', '""', '" é "'])
        found = [variable.path for variable in scope.where(kinds.List) if isinstance(variable.type.of, (kinds.Text, kinds.Enum))]
        if found and self.random.random() < 0.4:
            return f"join({self.random.choice(found)}, {glue})"
        return Node("join(", self.list_of(kinds.List(STRING), scope, depth - 1), f", {glue})")

    def _of_services(self, scope, depth):
        """What the services of the program are, where it has some."""
        if not self.serves:
            return None
        told = self.random.choice(["s.name", "s.host", "s.id", 'str(s.port ?? 1)', 'join([for n, p in s.ports: "\\(n)=\\(p)"], "+")'])
        tested = self.random.choice(["", "", ' if s.id != "demo"', " if s.metrics != none", " if s.port != none"])
        return f'join([for s in services{tested}: {told}], ",")'

    def _replaced(self, scope, depth):
        old = self.random.choice(['"a"', '"-"', '" "', '"."', '"ab"'])
        return Node("replace(", self.of(STRING, scope, depth - 1), f", {old}, ", self.of(STRING, scope, depth - 2), ")")

    def _hashed(self, scope, depth):
        return Node(f"{self.random.choice(['base64', 'sha256'])}(", self.of(STRING, scope, depth - 1), ")")

    def _tag(self, scope, depth):
        found = scope.where(kinds.Variant)
        return f"{self.random.choice(found).path}.tag" if found else None

    def _host(self, scope, depth):
        return Node("urlHost(", self.of(kinds.URL, scope, depth - 1), ")")

    def _file(self, scope, depth):
        """A serialised value: of the values, computed, or written out."""
        word = self.random.choice(["yamlText", "jsonText"])
        found = scope.where(kinds.Record, kinds.List, kinds.Map, kinds.Enum, kinds.Bool, kinds.Int, kinds.Text)
        if found and self.random.random() < 0.5:
            variable = self.random.choice(found)
            if self.random.random() < 0.5:
                return f"{word}({variable.path})"
            return Node(f"{word}(", self.of(variable.type, scope, depth - 1), ")")
        return Node(f"{word}(", self.data(scope, depth), ")")

    def data(self, scope, depth):
        """A block without a type."""
        entries = []
        for number in range(self.random.choice([1, 2, 3])):
            entry = Node(f"k{number} = ", self._datum(scope, depth))
            if self.random.random() < 0.2:
                entry = Node("if ", self.of(BOOL, scope, depth - 1), " { ", entry, " }")
            entries.append(entry)
        return Items(entries, "{ ", ", ", " }")

    def _datum(self, scope, depth):
        found = [variable for variable in scope.variables if not isinstance(variable.type, (kinds.Variant, kinds.Optional))]
        if not found or self.random.random() < 0.25:
            return self.of(self.random.choice([STRING, INT, BOOL]), scope, depth - 1)
        variable = self.random.choice(found)
        if variable.type in (STRING, BOOL, INT) or isinstance(variable.type, (kinds.List, kinds.Map)) and kinds.is_scalar(variable.type.of):
            return self.of(variable.type, scope, depth - 1)
        return variable.path
