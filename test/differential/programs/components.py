"""Components of generated programs."""

from programs import kinds
from programs.kinds import BOOL, STRING, Int, List, Map, Optional
from programs.scope import Scope
from programs.tree import Items, Node


class Components:
    def __init__(self, random, types, expressions, resources, depth):
        self.random, self.types, self.make, self.resources, self.depth = random, types, expressions, resources, depth
        self.declared = []
        self.contributing, self.backends = set(), []  # components with a contribution; uses of them that services can name

    def declare(self):
        """A component; its instances are made by `use`."""
        make, name = self.make, self.make.fresh("comp")
        parameters = [(make.fresh("p"), self.types.field_type(2)) for _ in range(self.random.choice([1, 2, 3]))]
        scope = Scope().extended(("id", kinds.LABEL), *parameters)
        statements = self.statements(scope, self.random.choice([1, 2, 3]))
        result, outputs = "", []
        if self.random.random() < 0.35:
            given = Node(f"{make.fresh('X')} = ", make.of(STRING, scope, self.depth - 1))
            statements.append(Node("contribution { env { ", given, " } }"))
            self.contributing.add(name)
        if self.random.random() < 0.5:
            made = self.random.choice([STRING, BOOL, Int(0, 1000), List(STRING)])
            result = f": {{ out: {made.name()} }}"
            outputs = [(".out", made)]
            statements.append(Node("outputs { out = ", make.of(made, scope, self.depth), " }"))
        shown = ", ".join(["id: DnsLabel"] + [f"{parameter}: {type_.name()}" for parameter, type_ in parameters])
        self.declared.append((name, parameters, outputs))
        return Node(f"component {name}({shown}){result} ", Items(statements, "{\n", "\n", "\n}", 1))

    def statements(self, scope, count):
        result = []
        for _ in range(count):
            node, scope = self._statement(scope)
            result.append(node)
        return result

    def _statement(self, scope):
        roll, make = self.random.random(), self.make
        if roll < 0.2:
            name, type_ = make.fresh("l"), self.random.choice([STRING, BOOL, Int(0, 1000), List(STRING)])
            return Node(f"let {name} = ", make.of(type_, scope, self.depth)), scope.extended((name, type_))
        if roll < 0.3:
            return self.resources.check(scope), scope
        if roll < 0.42:
            body = Items([self._resource(scope)], "{\n", "\n", "\n}")
            other = Node(" else ", Items([self._resource(scope)], "{\n", "\n", "\n}")) if self.random.random() < 0.4 else ""
            return Node("if ", make.of(BOOL, scope, self.depth - 1), " ", body, other), scope
        found = scope.where(Optional)
        if roll < 0.5 and found:
            opened, name = self.random.choice(found), make.fresh("o")
            inner = scope.extended((name, opened.type.of))
            return Node(f"if let {name} = {opened.path} ", Items([self._resource(inner)], "{\n", "\n", "\n}")), scope
        found = scope.where(kinds.Enum, kinds.Variant)
        if roll < 0.62 and found:
            return make.match_of(self.random.choice(found), scope, lambda inner: Items([self._resource(inner)], "{\n", "\n", "\n}"), inline=False), scope
        if roll < 0.74:
            return self._for(scope), scope
        return self._resource(scope), scope

    def _resource(self, scope):
        return self.resources.any(scope, clauses=True, of="\\(id)-")

    def _for(self, scope):
        """A loop over a map with labels as keys, as the names of the resources have to differ."""
        maps = [variable for variable in scope.where(Map) if variable.type.key is kinds.LABEL]
        if not maps:
            return self._resource(scope)
        looped, key, element = self.random.choice(maps), self.make.fresh("k"), self.make.fresh("e")
        inner = scope.extended((key, looped.type.key), (element, looped.type.of), loop=True)
        body = self.resources.any(inner, clauses=False, of=f"\\(id)-\\(cut({key}, 20))-")
        return Node(f"for {key}, {element} in {looped.path} ", Items([body], "{\n", "\n", "\n}"))

    def use(self, scope):
        """(node, scope with the outputs)"""
        name, parameters, outputs = self.random.choice(self.declared)
        use = self.make.fresh("u")
        arguments = [f'"{use}"', *(self.make.of(type_, scope, self.depth - 1) for _, type_ in parameters)]
        call = Items(arguments, f"{name}(", ", ", ")", len(arguments))
        maps = [variable for variable in scope.where(Map) if variable.type.key is kinds.LABEL]
        if maps and self.random.random() < 0.2:
            looped, key, element = self.random.choice(maps), self.make.fresh("k"), self.make.fresh("e")
            inner = scope.extended((key, looped.type.key), (element, looped.type.of), loop=True)
            arguments = [f'"\\(cut({key}, 20))-{use}"', *(self.make.of(type_, inner, self.depth - 1) for _, type_ in parameters)]
            return Node(f"use {use} for {key}, {element} in {looped.path} = ", Items(arguments, f"{name}(", ", ", ")", len(arguments))), scope
        if name in self.contributing:
            self.backends.append(use)
        if self.random.random() < 0.25:
            return Node(f"use {use} when ", self.make.of(BOOL, scope, self.depth - 1), " = ", call), scope
        return Node(f"use {use} = ", call), scope.extended(*[(use + path, type_) for path, type_ in outputs])
