"""Doc comments of values in a source, and descriptions in the table of helm-docs. The source is read here by its layout, not
by the compiler: a doc comment stands above its field, a field begins its line.
"""

import dataclasses
import re

TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|//.*')
FIELD = re.compile(r'^(?:"([^"]+)"|(\w+)): *(.*)$')
CASE = re.compile(r"^(\w+)( \{)?$")
DECLARED = re.compile(r"^(?:export )?(type|variant) (\w+)(?: by (\w+))? \{$")
NAMED = re.compile(r"^(?:& )?(\w+)\??(?= |$)(.*)$")
INCLUDED = re.compile(r'^include (\w+) as "([^"]+)"', re.MULTILINE)


@dataclasses.dataclass
class Value:
    path: str
    words: str
    switch: str  # the key that says whether the value is there, or which case it is

    def is_in(self, table):
        """Does the table describe it with these words, at its key or at its switch?"""
        return any(table.get(key, "").startswith(self.words) for key in (self.path, f"{self.path}.{self.switch}"))


def table(markdown):
    """Key → description of each row below the heading `Values`."""
    rows = {}
    for line in markdown.partition("\n## Values\n")[2].splitlines():
        if line.startswith("| ") and not line.startswith("| Key "):
            cells = [cell.strip() for cell in re.split(r"(?<!\\) \|(?: |$)", line.removeprefix("| "))]
            rows[cells[0].replace('"', "")] = cells[-2] if cells[-1] == "" else cells[-1]
    return rows


def values(folder):
    """The documented values of a source, those of the charts that it includes below their aliases."""
    files = {file.stem: file.read_text().splitlines() for file in sorted(folder.glob("*.stack"))}
    types = {}
    for lines in files.values():
        for number, line in enumerate(lines):
            if found := DECLARED.match(line):
                types[found.group(2)] = (found.group(1), found.group(3), lines, number + 1)
    yield from _Reader(types).block(files["main"], "")
    for module, alias in INCLUDED.findall("\n".join(files["main"])):
        yield from (value for value in _Reader(types).block(files[module], f"{alias}.") if value.path.split(".")[1] != "global")


class _Reader:
    def __init__(self, types):
        self._types = types
        self._inside = []  # names of the types that are being read

    def block(self, lines, prefix):
        """The values of a file."""
        begin = lines.index("values {")
        found, _ = self._fields(lines, begin + 1, prefix, False)
        return found

    def _fields(self, lines, number, prefix, cases):
        """(values, number of the line that closes the braces); `cases`: of a variant."""
        found, words = [], []
        while lines[number].strip()[:1] != "}":
            line = lines[number].strip()
            if line.startswith("///"):
                words.append(line.removeprefix("///").strip())
            elif field := FIELD.match(line):
                path = prefix + (field.group(1) or field.group(2))
                inner, number = self._field(lines, number, path, field.group(3), " ".join(words))
                found, words = found + inner, []
            elif cases and (case := CASE.match(line)):
                if case.group(2):
                    inner, number = self._fields(lines, number + 1, f"{prefix}{case.group(1)}.", False)
                    found += [Value(prefix + case.group(1), " ".join(words), "")] * bool(words) + inner
                words = []
            elif not line.startswith("@"):
                number, words = _end(lines, number), []
            number += 1
        return found, number

    def _field(self, lines, number, path, rest, words):
        """Its own doc comment and those of what is in it; the number of its last line."""
        found, switch = [], "enabled"
        if rest == "{":
            found, number = self._fields(lines, number + 1, f"{path}.", False)
            rest = lines[number].strip().removeprefix("}").strip()
        while (named := NAMED.match(rest)) and named.group(1) in self._types and named.group(1) not in self._inside:
            kind, by, others, begin = self._types[named.group(1)]
            self._inside.append(named.group(1))
            found += self._fields(others, begin, f"{path}.", kind == "variant")[0]
            self._inside.pop()
            rest, switch = named.group(2).strip(), by or switch
        return [Value(path, words, switch)] * bool(words) + found, _end(lines, number)


def _end(lines, number):
    """The last line of what begins at a line: where the brackets that it opens are closed."""
    depth = 0
    while True:
        text = TEXT.sub("", lines[number]).lstrip("} ") if depth == 0 else TEXT.sub("", lines[number])
        depth += sum(text.count(c) for c in "{[(") - sum(text.count(c) for c in "}])")
        if depth <= 0:
            return number
        number += 1
