"""Components, services and backends of generated programs."""

from programs import kinds
from programs.kinds import BOOL, PORT, STRING, Int, List, Map, Optional
from programs.scope import Scope
from programs.tree import Items, Node, block


class Components:
    def __init__(self, random, types, expressions, resources, depth):
        self.random, self.types, self.make, self.resources, self.depth = random, types, expressions, resources, depth
        self.declared = []

    def declare(self):
        """A component; its instances are made by `use`."""
        make, name = self.make, self.make.fresh("comp")
        parameters = [(make.fresh("p"), self.types.field_type(2)) for _ in range(self.random.choice([1, 2, 3]))]
        scope = Scope().extended(("id", kinds.LABEL), *parameters)
        statements = self.statements(scope, self.random.choice([1, 2, 3]))
        result, outputs = "", []
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
            matched = self.random.choice(found)
            arms = [Node(pattern, " => ", Items([self._resource(inner)], "{\n", "\n", "\n}")) for pattern, inner in make.patterns(matched.type, scope)]
            return Items(arms, f"match {matched.path} {{\n", "\n", "\n}", len(arms)), scope
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
        body = self.resources.any(inner, clauses=False, of=f"\\(cut({key}, 20))-")
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
            arguments = [f'"\\(cut({key}, 20))"', *(self.make.of(type_, inner, self.depth - 1) for _, type_ in parameters)]
            return Node(f"use {use} for {key}, {element} in {looped.path} = ", Items(arguments, f"{name}(", ", ", ")", len(arguments))), scope
        if self.random.random() < 0.25:
            return Node(f"use {use} when ", self.make.of(BOOL, scope, self.depth - 1), " = ", call), scope
        return Node(f"use {use} = ", call), scope.extended(*[(use + path, type_) for path, type_ in outputs])

    # Services, and what they use.

    def backend(self, scope):
        """(node, name)"""
        name, found = self.make.fresh("back"), scope.where(kinds.Variant, kinds.Enum)
        if found and self.random.random() < 0.7:
            matched = self.random.choice(found)
            arms = [Node(pattern, " => ", self._contribution(inner)) for pattern, inner in self.make.patterns(matched.type, scope)]
            return Items(arms, f"backend {name} = match {matched.path} {{\n", "\n", "\n}", len(arms)), name
        return Node(f"backend {name} = ", self._contribution(scope)), name

    def _contribution(self, scope):
        entries = [self._env(scope)] if self.random.random() < 0.7 else []
        if self.random.random() < 0.3:
            entries.append(Node("args = ", self.make.list_of(List(STRING), scope, self.depth - 1)))
        if self.random.random() < 0.2:
            entries.append(Node("podAnnotations = ", self.resources.annotations(scope)))
        if self.random.random() < 0.15:
            entries.append("workload = stateful { claims { data = { size = 1Gi } } }")
        return block(entries)

    def _env(self, scope):
        entries = []
        for _ in range(self.random.choice([1, 1, 2, 3])):
            entry = Node(f"{self.make.fresh('X')} = ", self.make.of(STRING, scope, self.depth - 1))
            if self.random.random() < 0.3:
                entry = Node("if ", self.make.of(BOOL, scope, self.depth - 1), " { ", entry, " }")
            entries.append(entry)
        return Node("env ", block(entries))

    def service(self, scope, backends):
        make, name = self.make, self.random.choice(["demo", self.make.fresh("svc")])
        entries = ['image = { repository = "acme/x", tag = "1" }', self._ports(scope)]
        optional = [
            lambda: Node("replicas = ", make.of(Int(0, 100), scope, self.depth - 1)),
            lambda: self._env(scope),
            lambda: Node("args = ", make.list_of(List(STRING), scope, self.depth)),
            lambda: self._files(scope),
            lambda: Node("podAnnotations = ", self.resources.annotations(scope)),
            lambda: Node("readiness = http { path = ", make.of(kinds.PATH, scope, 1), " }"),
            lambda: Node("resources { limits { memory = ", make.of(kinds.QUANTITY, scope, 1), " } }"),
            lambda: "service { type = LoadBalancer }",
            lambda: "disruption = { minAvailable = 25% }",
            lambda: "workload = stateful {}",
            lambda: Node("metrics = ", self.random.choice(["{ port = 9090 }", "none"])),
        ]
        entries += [one() for one in self.random.sample(optional, self.random.choice([1, 2, 4]))]
        if backends:
            entries.append(f"uses = [{', '.join(self.random.sample(backends, self.random.randint(1, len(backends))))}]")
        when = Node(" when ", make.of(BOOL, scope, self.depth - 1)) if self.random.random() < 0.15 else ""
        return Node(f"service {name}", when, " ", block(entries, inline=False, least=1)), name

    def _ports(self, scope):
        return Node("ports { http = ", self.make.of(PORT, scope, 1), " }")

    def _files(self, scope):
        entries = []
        for _ in range(self.random.choice([1, 2])):
            name, word = self.make.fresh("f"), self.random.choice(["yaml", "json", "text"])
            content = Node("(", self.make.of(STRING, scope, self.depth), ")") if word == "text" else Node(" ", self.make.data(scope, self.depth))
            entries.append(Node(f'"{name}" = {word}', content))
        return Node("files ", block(entries))

    def patch(self, name, scope):
        part, body = self.random.choice(
            [
                ("deployment", lambda: Node("spec { revisionHistoryLimit = ", self.make.of(Int(0, 100), scope, 1), " }")),
                ("deployment", lambda: Node("metadata { annotations = ", self.resources.annotations(scope), " }")),
                ("pod", lambda: Node("spec { priority = ", self.make.of(Int(0, 1000), scope, 1), " }")),
                ("container", lambda: Node("workingDir = ", self.make.of(STRING, scope, 1))),
            ]
        )
        return Node(f"patch {name}.{part} {{ ", body(), " }")
