"""Smaller programs and sets that are wrong in the same way: parts are left out, expressions replaced by plainer ones."""

import time

from overlays import drop, paths
from programs import kinds
from programs.tree import Items, Node, descendants, size, text_of


class Shrinker:
    """`wrong(tree, set)` says whether it still is."""

    def __init__(self, tree, one, wrong, seconds):
        self.tree, self.set, self.wrong = tree, one, wrong
        self.end = time.monotonic() + seconds
        self.tried = set()

    def shrink(self):
        before = None
        while before != (state := self._state()) and time.monotonic() < self.end:
            before = state
            self._leave_out()
            self._replace()
            self._smaller_set()
        return self.tree, self.set

    def _state(self):
        return text_of(self.tree), repr(self.set)

    def _still(self):
        """Is the tree, as it is now, still wrong?"""
        state = self._state()
        if state in self.tried or time.monotonic() > self.end:
            return False
        self.tried.add(state)
        return self.wrong(self.tree, self.set)

    def _nodes(self):
        return [self.tree, *descendants(self.tree)]

    def _leave_out(self):
        """Chunks of items, large ones first."""
        for node in sorted((node for node in self._nodes() if isinstance(node, Items)), key=size, reverse=True):
            length = len(node.parts)
            while length >= 1:
                position = len(node.parts) - length
                while position >= -length + 1:
                    low = max(position, 0)
                    kept, before = node.parts[:low] + node.parts[position + length :], node.parts
                    if node.least <= len(kept) < len(before):
                        node.parts = kept
                        if not self._still():
                            node.parts = before
                    position -= length
                length //= 2

    def _replace(self):
        """Typed nodes by the plainest constant, or by a smaller node of their type inside of them."""
        work = [self.tree]
        while work:
            node = work.pop()
            for index, part in enumerate(node.parts):
                if isinstance(part, Node):
                    self._replace_part(node, index)
                    if isinstance(node.parts[index], Node):
                        work.append(node.parts[index])

    def _replace_part(self, node, index):
        part = node.parts[index]
        candidates = []
        if part.type is not None:
            plain = kinds.plainest(part.type)
            candidates = [Node(plain, type=part.type)] if plain is not None else []
            candidates += [inner for inner in descendants(part) if inner.type is not None and kinds.fits(inner.type, part.type)]
        elif not isinstance(part, Items):
            # A condition or a loop around items.
            candidates = [inner for inner in part.parts if isinstance(inner, Node)]
        now = size(part)
        for candidate in sorted(candidates, key=size):
            if size(candidate) >= now:
                continue
            node.parts[index] = candidate
            if self._still():
                return
            node.parts[index] = part

    def _smaller_set(self):
        if self.set is None:
            return
        changed = True
        while changed:
            changed = False
            for smaller in self._sets():
                before, self.set = self.set, smaller
                if self._still():
                    changed = True
                    break
                self.set = before

    def _sets(self):
        one = self.set
        for name, plain in (("style", "json"), ("release", "rel"), ("namespace", "default"), ("kubeVersion", "1.29.0"), ("apiVersions", [])):
            if one[name] != plain:
                yield one | {name: plain}
        for index in range(len(one["set"])):
            yield one | {"set": one["set"][:index] + one["set"][index + 1 :]}
        for path in sorted(paths(one["values"]), key=len):
            values = _copy(one["values"])
            if drop(values, path):
                yield one | {"values": values}
        for path in paths(one["values"]):
            yield from self._plainer(one, path)

    def _plainer(self, one, path):
        values = _copy(one["values"])
        parent = values
        for part in path[:-1]:
            parent = parent[part]
        value = parent[path[-1]]
        plain = "a" if isinstance(value, str) else 1 if isinstance(value, (int, float)) and not isinstance(value, bool) else value
        if plain != value and len(str(plain)) <= len(str(value)):
            parent[path[-1]] = plain
            yield one | {"values": values}


def _copy(value):
    if isinstance(value, dict):
        return {key: _copy(member) for key, member in value.items()}
    return [_copy(member) for member in value] if isinstance(value, list) else value
