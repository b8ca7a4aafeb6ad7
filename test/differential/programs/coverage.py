"""What programs made the compiler do: the operations of core, the nodes and guards of the normal form, the template's forms.

Read off the compiler's dumps and the chart's text; what there could be is read off its sources, so that what is new is missed
by name here and not silently.
"""

import collections
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[3]
_STRING = re.compile(r'"(?:\\.|[^"\\])*"')
_ACTION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
_RAW = re.compile(r'"(?:\\.|[^"\\])*"|`[^`]*`')
_WORD = re.compile(r"(?<![.$\w-])[a-z][A-Za-z0-9]*(?![\w-]*:)")
# The normal form says that two things differ by the negation of their equality.
_NEVER_LATE = {"!="}
_COMMANDS = ("if", "else if", "else", "range", "with", "define", "include", "end")

_NODES = {
    "constant": r"\b(?:true|false)\b|\b\d+\b|\"\"",
    "record": r"\brecord$",
    "record empty": r"\brecord empty$",
    "list": r"\blist$",
    "list empty": r"\blist empty$",
    "choice of structures": r"\bchoice$",
    "choice of scalars": r"\bchoice\(",
    "shared": r"\bshared \w+$",
    "text yaml": r"\btext yaml$",
    "text json": r"\btext json$",
    "ref": r"\bvalues\.",
    "ref to an element": r"\$\d",
    "ref to a key": r"#\d",
    "default": r" or [^,]*\)",
    "present": r"\bpresent\(",
    "tag is": r" is [^ ]+\)",
    "tag": r"\btag\(",
    "spread": r"^ *(?:\[.*\] )?\.\.\.",
    "each": r"^ *(?:\[.*\] )?each ",
    "each under a guard": r"^ *\[.*\] each ",
    "each in each": r"^ *(?:\[.*\] )?each \S+\$[1-9]",
    "each in a range": r"\beach \S+ in range\(",
    "computed key": r"^ *(?:\[.*\] )?\([^)]*.*\): ",
    "scope when": r"^  when ",
    "scope for": r"^  for ",
    "check": r"^check$",
}
_GUARDS = {
    "present": r"^present\(",
    "case": r"^\([^()]* is [^()]*\)$",
    "not": r"^not\(",
    "and": r"^and\(",
    "or": r"^or\(",
    "nonEmpty": r"^nonEmpty\(",
    "hasKey": r"^hasKey\(",
    "comparison": r"^(?:==|!=|<|<=|>|>=)\(",
    "text test": r"^(?:contains|hasPrefix|hasSuffix|matches)\(",
    "truth of the values": r"^values\.",
    "truth of an element": r"^\S+\$\d+\.",
    "cluster": r"^(?:kubeAtLeast|capabilities\.has)\(",
    "choice": r"^…",
    "defaulted": r"^\(.* or .*\)$",
}


class Coverage:
    def __init__(self):
        self.seen = collections.Counter()

    def add(self, core, residual, templates):
        """One program: its dumps, and the texts of the chart's templates."""
        here = {("operation", name) for name in _called(core) & operations()}
        lines = [_STRING.sub('""', line) for line in residual.splitlines()]
        text = "\n".join(lines)
        here |= {("late operation", name) for name in _called(text) & operations()}
        here |= {("node", name) for name, pattern in _NODES.items() if re.search(pattern, text, re.MULTILINE)}
        guards = [found.group(1) for line in lines if (found := re.match(r" *(?:\[(.*?)\] |when (.*)$)", line)) and found.group(1)]
        guards += [line.strip()[5:] for line in lines if line.startswith("  when ")]
        here |= {("guard", name) for name, pattern in _GUARDS.items() if any(re.search(pattern, guard) for guard in guards)}
        here |= {("template", word) for template in templates for word in _words(template)}
        self.seen.update(here)

    def unseen(self):
        every = {("operation", name) for name in operations()} | {("late operation", name) for name in operations() - _NEVER_LATE}
        every |= {("node", name) for name in _NODES} | {("guard", name) for name in _GUARDS}
        every |= {("template", name) for name in template_words()}
        return sorted(every - self.seen.keys())

    def summary(self):
        lines = []
        unseen = self.unseen()
        for group in ("operation", "late operation", "node", "guard", "template"):
            seen = sum(1 for kind, _ in self.seen if kind == group)
            missing = [name for kind, name in unseen if kind == group]
            lines.append(f"{group}: {seen} seen" + (", never: " + ", ".join(missing) if missing else ""))
        return lines


def _called(dump):
    return set(re.findall(r"([^\s(\[{,]+)\(", _STRING.sub('""', dump)))


def _words(template):
    for action in _ACTION.findall(template):
        if action.startswith("/*"):
            continue
        plain = _RAW.sub('""', action)
        yield from (command for command in _COMMANDS if re.match(rf"{command}\b", plain))
        yield from (word for word in _WORD.findall(plain) if word not in ("true", "false", "else", "if", "range", "with", "define", "end"))


def operations():
    text = (ROOT / "compiler/core/ops.def").read_text()
    return set(re.findall(r'^OP\(\w+, "([^"]+)"\)', text, re.MULTILINE))


def template_words():
    """Functions that the backend calls by name, and the words of the template language."""
    found = set(_COMMANDS)
    for file in (ROOT / "compiler/emit/helm").glob("*.cpp"):
        found |= set(re.findall(r'\b(?:call|pipe)\((?:[\w()>.\-]+, )?"([a-zA-Z0-9]+)"', file.read_text()))
    return found
