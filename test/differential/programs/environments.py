"""Environments: typed overlays over the values, in layers."""

from programs import kinds
from programs.tree import Items, Node, block

# What an environment says of a service's attributes, which then become its values.
_OF_SERVICES = {
    "replicas": "replicas = 5",
    "image": 'image { tag = "2.0" }',
    "metrics": "metrics = on {}",
    "ingress": "ingress = off {}",
    "podAnnotations": 'podAnnotations += { z = "1" }',
    "nodeSelector": "nodeSelector { disk = \"ssd\" }",
    "disruption": "remove disruption",
    "resources": "resources { limits { memory = 1Gi } }",
    "tolerations": "tolerations += [{ key = \"b\", operator = Exists }]",
    "service": "service { type = LoadBalancer }",
    "serviceAccount": "serviceAccount { create = true }",
    "priorityClass": "priorityClass = \"low\"",
}


class Environments:
    def __init__(self, random, constants, fresh):
        self.random, self.constants, self.fresh = random, constants, fresh

    def some(self, fields, service="", settings=(), chosen=()):
        """(declarations, names); `settings` are the attributes of the service that are values, `chosen` the backends that choose
        by a value, with its type.
        """
        nodes, names = [], []
        for _ in range(self.random.choice([0, 0, 1, 1, 2, 3])):
            name = self.fresh("env")
            head = f" extends {self.random.choice(names)}" if names and self.random.random() < 0.7 else ""
            parts = ['namespace = "ns-1"'] if self.random.random() < 0.3 else []
            if self.random.random() < 0.3:
                parts.append('cluster { version = "1.30", apis = ["monitoring.coreos.com/v1"] }')
            parts.append(Node("values ", Items(self.entries(fields, 0.5), "{\n", "\n", "\n}")))
            patches = [_OF_SERVICES[name] for name in settings if name in _OF_SERVICES and self.random.random() < 0.4]
            parts += [Node(f"service {service} ", block(patches))] if patches else []
            parts += [Node(f"backend {backend} = ", self.constants.of(type_, 2)) for backend, type_ in chosen if self.random.random() < 0.3]
            nodes.append(Node(f"environment {name}{head} ", block(parts, inline=False)))
            names.append(name)
        return nodes, names

    def entries(self, fields, share):
        result = []
        for field in fields:
            if self.random.random() < share:
                result.append(self._entry(field.name, field.type))
        return result

    def _entry(self, path, type_):
        roll = self.random.random()
        inner = type_.of if isinstance(type_, kinds.Optional) else type_
        if isinstance(inner, kinds.Record) and roll < 0.6:
            if inner is type_:
                return Node(f"{path} ", self._amending(inner))
            return Node(f"{path} = {self.random.choice(['on', 'on', 'off'])} ", self._amending(inner))
        if isinstance(type_, kinds.List) and isinstance(type_.of, kinds.Record) and type_.of.fields[:1] and type_.of.fields[0].name == "name":
            if roll < 0.15:
                return f'remove {path}["a"]'
            if roll < 0.7:
                return Node(f'{path}["{self.random.choice(["a", "web"])}"] ', block(self.entries(type_.of.fields[1:], 0.7)))
        if isinstance(type_, kinds.Optional) and roll < 0.75 and self.random.random() < 0.4:
            return f"remove {path}"
        if isinstance(type_, (kinds.List, kinds.Map)) and roll < 0.45:
            return Node(f"{path} += ", self.constants.of(type_, 2))
        if isinstance(type_, kinds.Map) and roll < 0.8:
            return self._entry_of_map(path, type_)
        if isinstance(type_, kinds.Variant) and roll < 0.4:
            name, holds = self.random.choice(type_.cases)
            if isinstance(holds, kinds.Record) and type_.tag:
                return Node(f"{path} {{ {name} ", self._amending(holds), " }")
        return Node(f"{path} = ", self.constants.of(type_, 2))

    def _amending(self, record):
        return block(self.entries(record.fields, 0.6))

    def _entry_of_map(self, path, type_):
        keys = self.constants.keys(type_.key, 1)
        if isinstance(type_.of, kinds.Record) and self.random.random() < 0.7:
            return Node(f"{path} {{ {keys[0]} ", self._amending(type_.of), " }")
        if self.random.random() < 0.25:
            return f"{path} {{ remove {keys[0]} }}"
        return Node(f"{path} {{ {keys[0]} = ", self.constants.of(type_.of, 1), " }")
