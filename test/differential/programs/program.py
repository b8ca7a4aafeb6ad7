"""A whole program from a seed."""

import random as random_module

from programs import kinds
from programs.components import Components
from programs.declared import Types, field_node, value_fields
from programs.environments import Environments
from programs.expressions import Expressions
from programs.kinds import BOOL, INT, STRING, Int
from programs.resources import Resources
from programs.scope import Scope
from programs.services import IMPORTS, Services
from programs.themes import Themes
from programs.tree import Items, Node, block

_TEXTS = kinds.Map(STRING, STRING)


class Program:
    """`tree` is the source; `environments` are the names of those that it declares."""

    def __init__(self, seed):
        self.seed, self.random = seed, random_module.Random(f"program {seed}")
        self.expressions = Expressions(self.random)
        self.types = Types(self.random, self.expressions.constants, self.expressions.fresh)
        self.environments = []
        self.depth = self.random.choice([1, 2, 2, 3, 3, 4])
        self.resources = Resources(self.random, self.expressions, self.depth)
        self.services = Services(self.random, self.expressions, self.resources, self.depth)
        self.components = Components(self.random, self.types, self.expressions, self.resources, self.depth)
        self.tree = self._source()

    def _source(self):
        self.types.declare()
        fields = value_fields(self.types, self.random.choice([2, 3, 4, 6, 8]))
        scope = Scope().extended(*[(f"values.{field.name}", field.type) for field in fields])
        version = self.random.choice(["", ', kubeVersion = ">=1.25.0-0"'])
        first = [f'chart demo {{ version = "0.1.0"{version} }}', *self.types.declarations]
        theme, field, themed = Themes(self.random, self.types, self.expressions).apply(self.seed)
        fields.append(field)
        first += theme
        served = self.random.random() < 0.35
        self.expressions.serves = served
        members, settings = self.services.settings() if served and self.random.random() < 0.7 else ([], {})
        first += IMPORTS if members else ()
        first.append(Node("values ", block([*map(field_node, fields), *members], inline=False)))
        later = [self._function(scope) for _ in range(self.random.choice([0, 0, 1, 2]))]
        for _ in range(self.random.choice([0, 1, 1, 2, 3])):
            node, scope = self._let(scope)
            later.append(node)
        for _ in range(self.random.choice([0, 0, 0, 1, 2])):
            later.append(self.resources.check(scope))
        for _ in range(self.random.choice([0, 0, 0, 1, 1, 2])):
            later.append(self.components.declare())
            node, scope = self.components.use(scope)
            later.append(node)
        service = ""
        if served:
            nodes, service = self._services(scope, settings)
            later += nodes
        for _ in range(self.random.choice([1, 1, 2, 3])):
            later.append(self.resources.any(scope))
        overlays = Environments(self.random, self.expressions.constants, self.expressions.fresh)
        environments, self.environments = overlays.some(fields, service, settings, self.services.chosen)
        later += environments
        return Items([*first, *themed, *later], "", "\n\n", "\n")

    def _services(self, scope, settings):
        made = [self.services.backend(scope) for _ in range(self.random.choice([0, 0, 1, 1, 2]))]
        backends = [name for _, name in made] + self.components.backends
        node, name = self.services.service(scope, backends, settings)
        patches = [self.services.patch(name, scope)] if self.random.random() < 0.3 else []
        return [*(backend for backend, _ in made), node, *patches], name

    def _function(self, scope):
        make, name = self.expressions, self.expressions.fresh("fn")
        parameters = [(make.fresh("p"), self.types.any(2)) for _ in range(self.random.choice([1, 2, 2, 3]))]
        result = self.random.choice([STRING, STRING, BOOL, Int(0, 1000), _TEXTS, self.types.any(2)])
        inner = Scope().extended(*parameters)
        mark = f'@template("{name}") ' if self.random.random() < 0.35 and (kinds.is_scalar(result) or isinstance(result, kinds.Map)) else ""
        shown = ", ".join(f"{parameter}: {type_.name()}" for parameter, type_ in parameters)
        node = Node(f"{mark}fn {name}({shown}): {result.name()} = ", make.of(result, inner, self.depth))
        make.functions.append((name, parameters, result))
        return node

    def _let(self, scope):
        make, name = self.expressions, self.expressions.fresh("let")
        type_ = self.types.any(2) if self.random.random() < 0.7 else self.random.choice([STRING, INT, BOOL])
        if self.random.random() < 0.15 and not isinstance(type_, (kinds.List, kinds.Map)):
            type_ = kinds.Optional(type_)
        node = Node(f"let {name}: {type_.name()} = ", make.of(type_, scope, self.depth))
        known = [(name, type_)]
        if isinstance(type_, kinds.Map) and type_.key in (STRING, kinds.LABEL) and self.random.random() < 0.4:
            known.append((f"{name}.{self.random.choice('ab')}", type_.of))  # refused where the key may be missing
        return node, scope.extended(*known)
