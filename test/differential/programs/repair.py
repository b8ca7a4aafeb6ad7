"""Programs that the checker refuses are repaired where it points to, so that most of what is made can be tried."""

import json

from programs import kinds
from programs.tree import Items, Node, written



def errors(output):
    """The errors of `--format=json`."""
    try:
        return [one for one in json.loads(output)["diagnostics"] if one["severity"] == "error"]
    except ValueError:
        return []


def repair(tree, line, column):
    """Makes the innermost expression at the place a constant, or takes the innermost item away. False: nothing to do."""
    text, places = written(tree)
    lines = text.split("\n")
    if line > len(lines):
        # Something before it is gone already.
        return False
    position = sum(len(one) + 1 for one in lines[: line - 1]) + len(lines[line - 1].encode()[: column - 1].decode(errors="ignore"))
    for start, end, parent, index in reversed(places):
        if not start <= position < end or index is None:
            continue
        part = parent.parts[index]
        if isinstance(part, Node) and part.type is not None:
            plain = kinds.plainest(part.type)
            if plain is not None and text[start:end] != plain:
                parent.parts[index] = Node(plain, type=part.type)
                return True
        if isinstance(parent, Items) and len(parent.parts) > parent.least:
            del parent.parts[index]
            return True
    return False
