"""Programs as trees of text, so that they can be repaired and shrunk by taking parts away.

A node's parts are texts and nodes. The parts of an `Items` may each be left out; a node with a type may be replaced by any
other node of that type, or by the plainest value of it.
"""


class Node:
    __slots__ = ("parts", "type")

    def __init__(self, *parts, type=None):  # noqa: A002
        self.parts, self.type = list(parts), type

    def pieces(self):
        """The parts as they are written, each with its index or None."""
        return ((part, index) for index, part in enumerate(self.parts))


class Items(Node):
    """`least` of the parts have to stay."""

    __slots__ = ("open", "separator", "close", "least")

    def __init__(self, parts, open="", separator=", ", close="", least=0, type=None):  # noqa: A002
        super().__init__(*parts, type=type)
        self.open, self.separator, self.close, self.least = open, separator, close, least

    def pieces(self):
        yield self.open, None
        for index, part in enumerate(self.parts):
            if index:
                yield self.separator, None
            yield part, index
        yield self.close, None


def block(entries, inline=True, least=0):
    if inline:
        return Items(entries, "{ ", ", ", " }", least)
    return Items(entries, "{\n", "\n", "\n}", least)


def text_of(node):
    return written(node)[0]


def written(node):
    """The text, and (start, end, parent, index) of each part that is a node or an item, outer ones first."""
    texts, places = [], []
    _write(node, texts, places, 0)
    return "".join(texts), places


def _write(node, texts, places, position):
    for part, index in node.pieces():
        start = position
        place = len(places)
        if isinstance(part, Node):
            places.append(None)
            position = _write(part, texts, places, position)
            places[place] = (start, position, node, index)
        else:
            texts.append(part)
            position += len(part)
            if index is not None and isinstance(node, Items):
                places.append((start, position, node, index))
    return position


def descendants(node):
    for part in node.parts:
        if isinstance(part, Node):
            yield part
            yield from descendants(part)


def size(node):
    return sum(size(part) if isinstance(part, Node) else len(part) for part in node.parts) + 1
