"""Mutants of a chart's templates: each is a text of one template with one thing changed."""

import re

ACTION = re.compile(r"\{\{-?\s*(?:/\*.*?\*/\s*|(?:[^`\"}]|`[^`]*`|\"(?:[^\"\\]|\\.)*\"|\}(?!\}))*?)-?\}\}", re.DOTALL)
WORDS = re.compile(r"^\{\{-?\s*(.*?)\s*-?\}\}$", re.DOTALL)
OTHER = {"eq": "ne", "ne": "eq", "and": "or", "or": "and", "lt": "le", "le": "lt", "gt": "ge", "ge": "gt"}
CONTROL = re.compile(r"^(if|else|end|with|range|define|block|template|break|continue|/\*|-?\s*/\*)")


class Action:
    def __init__(self, match):
        self.begin, self.end = match.span()
        self.text = match.group()
        self.words = WORDS.match(self.text).group(1)

    def with_words(self, words):
        begin = self.text.index(self.words) if self.words else 0
        return self.text[:begin] + words + self.text[begin + len(self.words) :]


def mutants(text):
    """Pairs (what was done, the text after it). The kinds: negated guards, emptied loops and `with`s, swapped arms, other
    operators, defaults that are gone, entries that are gone."""
    actions = [Action(match) for match in ACTION.finditer(text)]
    for action in actions:
        if action.words.startswith("/*"):
            continue
        for what, words in _changed(action.words):
            line = text.count("\n", 0, action.begin) + 1
            yield f"{line}: {what}: {_short(action.words)}", text[: action.begin] + action.with_words(words) + text[action.end :]
    yield from _swapped(text, actions)
    yield from _dropped(text, actions)


def _changed(words):
    """Other words for an action."""
    if guard := re.match(r"^((?:else )?if )(.*)$", words, re.DOTALL):
        yield "negated", f"{guard.group(1)}not ({guard.group(2)})"
    if loop := re.match(r"^((?:range|with) (?:\$\w+(?:, *\$\w+)? := )?)(.*)$", words, re.DOTALL):
        yield "emptied", f"{loop.group(1)}list"
    for place in _outside_strings(words):
        word = place.group()
        before, after = words[: place.start()], words[place.end() :]
        if word in OTHER:
            yield f"{word} → {OTHER[word]}", before + OTHER[word] + after
        elif word == "not":
            yield "not dropped", before + "and" + after
        elif word == "ternary":
            arms = re.match(r"^(\s+)(\S+)(\s+)(\S+)(.*)$", after, re.DOTALL)
            if arms and "(" not in arms.group(2) + arms.group(4):
                yield "swapped", f"{before}{word}{arms.group(1)}{arms.group(4)}{arms.group(3)}{arms.group(2)}{arms.group(5)}"
    if default := re.match(r"^(.*?) \| default (\"[^\"]*\"|\S+)(.*)$", words, re.DOTALL):
        if "(" not in default.group(2):
            yield "default dropped", default.group(1) + default.group(3)


def _outside_strings(words):
    """The words of an action that are names of functions."""
    plain = re.sub(r"\"(?:[^\"\\]|\\.)*\"|`[^`]*`", lambda match: "\"" * len(match.group()), words)
    return [match for match in re.finditer(r"(?<![\w.$\"-])[a-z]\w*(?![\w\"])", plain)]


def _swapped(text, actions):
    """The contents of two neighbouring arms of an `if` with three or more exchanged; with two it is the guard negated."""
    open_ = []
    for action in actions:
        word = re.match(r"^\w*", action.words).group()
        if word in ("if", "with", "range", "define", "block"):
            open_.append([word, [action]])
        elif word == "else" and open_:
            open_[-1][1].append(action)
        elif word == "end" and open_:
            kind, heads = open_.pop()
            heads.append(action)
            if kind == "if" and len(heads) > 3:
                for one, other, last in zip(heads, heads[1:], heads[2:]):
                    first, second = text[one.end : other.begin], text[other.end : last.begin]
                    line = text.count("\n", 0, one.begin) + 1
                    if first != second:
                        yield f"{line}: arms swapped: {_short(one.words)}", (
                            text[: one.end] + second + text[other.begin : other.end] + first + text[last.begin :]
                        )


def _dropped(text, actions):
    """Without one line that writes something."""
    begin = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        end = begin + len(line)
        inside = [action for action in actions if action.begin < end and action.end > begin]
        whole = all(begin <= action.begin and action.end <= end for action in inside)
        controls = any(CONTROL.match(action.words) for action in inside)
        written = ACTION.sub("x", line).strip() if whole else ""
        assigns = any(re.match(r"^\$\w+ :?= ", action.words) for action in inside)
        if whole and not controls and not assigns and written not in ("", "---", "...") and not written.startswith("#"):
            yield f"{number}: dropped: {_short(line.strip())}", text[:begin] + text[end:]
        begin = end


def _short(text):
    text = " ".join(text.split())
    return text if len(text) <= 70 else text[:69] + "…"
