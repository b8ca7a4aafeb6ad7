"""The names that an expression may use."""

import dataclasses

from programs import kinds


@dataclasses.dataclass(frozen=True)
class Variable:
    path: str
    type: object


class Scope:
    """Never changed; `extended` gives a new one. Fields of records are variables too."""

    def __init__(self, variables=(), depth=0):
        self.variables, self.loops = tuple(variables), depth

    def extended(self, *pairs, loop=False):
        found = [variable for path, type_ in pairs for variable in _reached(path, type_, 3)]
        # What is near is used more often.
        return Scope((*self.variables, *found, *(found if len(self.variables) > 6 else ())), self.loops + loop)

    def of_type(self, type_):
        return [variable.path for variable in self.variables if kinds.fits(variable.type, type_)]

    def where(self, *classes):
        return [variable for variable in self.variables if isinstance(variable.type, classes)]


def _reached(path, type_, depth):
    yield Variable(path, type_)
    if isinstance(type_, kinds.Record) and depth:
        for field in type_.fields:
            yield from _reached(f"{path}.{field.name}", field.type, depth - 1)
    if isinstance(type_, kinds.Native) and depth:
        for name, field in type_.fields:
            yield from _reached(f"{path}.{name}", field, depth - 1)
