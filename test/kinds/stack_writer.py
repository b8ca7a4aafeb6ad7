"""Writes values as `.stack` source, in each of the spellings that the language has for them, by turns."""

import itertools
import re

from values import Enum, Unit

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
UNIT = re.compile(r"\d+(\.\d+)?([A-Za-z][A-Za-z0-9]*|%)\Z")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
STEP = "    "
# The values are odd on purpose: names that are none, ports beyond 65535, sources that exclude each other.
ALLOWED = [f'@allow({code}, "odd on purpose")' for code in ("E5020", "E5021", "E5022", "E5023", "E5024", "E5025", "E5027", "E5028", "E5029")]


def key(text):
    return text if WORD.match(text) else string(text)


def string(text):
    return '"' + "".join(ESCAPES.get(c, c) for c in text) + '"'


def number(value):
    text = repr(value)
    mantissa, exponent, power = text.partition("e")
    if isinstance(value, float) and exponent and "." not in mantissa:
        mantissa += ".0"
    return mantissa + exponent + power


class Writer:
    """Collects lines. `line_of[id(container), key]` is where an entry begins, `line_of[id(container)]` its container."""

    def __init__(self):
        self.lines = []
        self.line_of = {}
        self._turn = itertools.count()

    def resource(self, name, path, resource):
        body = {field: value for field, value in resource.items() if field not in ("apiVersion", "kind")}
        for line in ALLOWED:
            self._out(line)
        self.line_of[id(resource)] = self._here()
        self._out(f"resource {name}: {path} {{")
        self._entries(body, STEP, id(resource))
        self._out("}")

    def text(self):
        return "\n".join(self.lines) + "\n"

    def value(self, value):
        """An expression, in as many lines as it takes."""
        start = len(self.lines)
        self.lines.append("")
        self._value(value, "")
        made = "\n".join(self.lines[start:])
        del self.lines[start:]
        return made

    def _here(self):
        return len(self.lines) + 1

    def _out(self, line):
        self.lines.append(line)

    def _more(self, text):
        self.lines[-1] += text

    def _entries(self, entries, indent, identity):
        for name, value in entries.items():
            self.line_of[identity, name] = self._here()
            self._out(indent + key(name))
            names = [name]
            while isinstance(value, dict) and len(value) == 1 and next(self._turn) % 3 == 0:
                (inner, following), = value.items()
                self.line_of[id(value)] = self.line_of[id(value), inner] = len(self.lines)
                self._more("." + key(inner))
                names.append(inner)
                value = following
            is_block = isinstance(value, dict) and value and next(self._turn) % 2 == 0
            self._more(" " if is_block else " = ")
            self._value(value, indent)

    def _value(self, value, indent):
        self.line_of[id(value)] = len(self.lines)
        if isinstance(value, dict):
            self._more("{")
            if value:
                self._entries(value, indent + STEP, id(value))
                self._out(indent + "}")
            else:
                self._more("}")
        elif isinstance(value, list):
            self._more("[")
            for index, item in enumerate(value):
                self._out(indent + STEP)
                self.line_of[id(value), index] = len(self.lines)
                self._value(item, indent + STEP)
            if value:
                self._out(indent + "]")
            else:
                self._more("]")
        else:
            self._more(self._scalar(value))

    def _scalar(self, value):
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (int, float)):
            return number(value)
        if isinstance(value, Enum) and WORD.match(value) and next(self._turn) % 2 == 0:
            return str(value)
        if isinstance(value, Unit) and UNIT.match(value) and next(self._turn) % 2 == 0:
            return str(value)
        if next(self._turn) % 5 == 0 and not re.search(r'["\n\t]', value):
            return f'r"{value}"'
        return string(value)
