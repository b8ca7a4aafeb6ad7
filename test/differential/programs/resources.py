"""Resources of generated programs, and checks."""

from programs import kinds
from programs.kinds import BOOL, STRING, Int, List, Map, Optional
from programs.tree import Items, Node, block

_TEXTS = Map(kinds.KEY, STRING)


class Resources:
    """Needs `expressions`; `depth` bounds what the resources hold."""

    def __init__(self, random, expressions, depth):
        self.random, self.make, self.depth, self.prefix = random, expressions, depth, ""

    def any(self, scope, clauses=True, of=""):
        """`of` begins the name."""
        self.prefix = of
        pods = 30 if self._parts(scope) else 3
        forms = {self._config: 6, self._pod: pods, self._service: 1, self._network: 1, self._deployment: 1, self._secret: 1, self._ingress: 2}
        return self.random.choices(list(forms), forms.values())[0](scope, clauses)

    def _header(self, scope, kind, clauses):
        """(nodes, name, scope): the first line, with clauses or not."""
        source, base = self.make.fresh("r"), self.prefix + self.make.fresh("n")
        name, head = f'"{base}"', []
        if clauses and self.random.random() < 0.35:
            looped = scope.where(Map, Optional, List)
            maps = [variable for variable in looped if isinstance(variable.type, Map) and variable.type.key is kinds.LABEL]
            optionals = [variable for variable in looped if isinstance(variable.type, Optional)]
            lists = [variable for variable in looped if isinstance(variable.type, List)]
            if maps and self.random.random() < 0.6:
                variable, key, element = self.random.choice(maps), self.make.fresh("k"), self.make.fresh("e")
                head.append(f" for {key}, {element} in {variable.path}")
                scope = scope.extended((key, variable.type.key), (element, variable.type.of), loop=True)
                name = f'"\\(cut({key}, 40))-{base}"'
            elif optionals and self.random.random() < 0.6:
                variable, inner = self.random.choice(optionals), self.make.fresh("o")
                head.append(f" for {inner} in {variable.path}")
                scope = scope.extended((inner, variable.type.of))
            elif lists:
                variable, index, element = self.random.choice(lists), self.make.fresh("i"), self.make.fresh("e")
                head.append(f" for {index}, {element} in {variable.path}")
                scope = scope.extended((index, kinds.INDEX), (element, variable.type.of), loop=True)
                name = f'"{base}-\\({index})"'
        if clauses and self.random.random() < 0.2:
            head += [" when ", self.make.of(BOOL, scope, self.depth - 1)]
        return [f"resource {source}", *head, f": {kind} "], name, scope

    def _metadata(self, name, scope):
        entries = [f"name = {name}", "namespace = release.namespace"]
        if self.random.random() < 0.25:
            entries.append(Node("labels = ", self.labels(scope)))
        if self.random.random() < 0.35:
            entries.append(Node("annotations = ", self.annotations(scope)))
        return Node("metadata ", Items(entries, "{ ", ", ", " }", 2))

    def labels(self, scope):
        fixed = self.random.choice(['labels("x")', 'selectorLabels("x")', '{ app = "x" }'])
        found = [variable.path for variable in scope.where(kinds.Text) if variable.type is kinds.LABEL]
        if found and self.random.random() < 0.5:
            return Node("{ ...", fixed, f", part = {self.random.choice(found)} }}")
        return fixed

    def annotations(self, scope):
        return self.make.map_of(_TEXTS, scope, self.depth - 1)

    def _config(self, scope, clauses):
        head, name, inner = self._header(scope, "k8s.core.v1.ConfigMap", clauses)
        return Node(*head, block([self._metadata(name, inner), Node("data ", self.data(inner))], inline=False))

    def _secret(self, scope, clauses):
        head, name, inner = self._header(scope, "k8s.core.v1.Secret", clauses)
        return Node(*head, block([self._metadata(name, inner), Node("stringData ", self.data(inner))], inline=False))

    def data(self, scope):
        entries = []
        for _ in range(self.random.choice([1, 2, 2, 3, 4])):
            entries.append(self._data_entry(scope))
        return block(entries, inline=False)

    def _data_entry(self, scope):
        roll, key = self.random.random(), self.make.fresh("d")
        entry = Node(f"{key} = ", self.make.of(STRING, scope, self.depth))
        if roll < 0.6:
            return entry
        if roll < 0.7:
            return Node("if ", self.make.of(BOOL, scope, self.depth - 1), " { ", entry, " }")
        if roll < 0.8:
            found = scope.where(Optional)
            if found:
                opened, name = self.random.choice(found), self.make.fresh("o")
                inner = scope.extended((name, opened.type.of))
                return Node(f"if let {name} = {opened.path} {{ {key} = ", self.make.of(STRING, inner, self.depth), " }")
            return entry
        if roll < 0.88:
            texts = [variable.path for variable in scope.where(Optional) if kinds.fits(variable.type.of, STRING)]
            return f"{key} = {self.random.choice(texts)}" if texts else entry
        return self._key_loop(key, scope) or entry

    def _key_loop(self, prefix, scope):
        maps = [variable for variable in scope.where(Map) if variable.type.key in (kinds.LABEL, kinds.DNS)]
        if not maps:
            return None
        looped, key, element = self.random.choice(maps), self.make.fresh("k"), self.make.fresh("e")
        inner = scope.extended((key, looped.type.key), (element, looped.type.of), loop=True)
        head, name, close = f"for {key}, {element} in {looped.path} {{ ", f"{prefix}.\\({key})", " }"
        names = [variable for variable in inner.where(List, Map) if (variable.type.of if isinstance(variable.type, List) else variable.type.key) is kinds.LABEL]
        if names and self.random.random() < 0.4:
            looped, key, element = self.random.choice(names), self.make.fresh("k"), self.make.fresh("e")
            is_list = isinstance(looped.type, List)
            head += f"for {key} in {looped.path} {{ " if is_list else f"for {key}, {element} in {looped.path} {{ "
            inner = inner.extended((key, kinds.LABEL), *([] if is_list else [(element, looped.type.of)]), loop=True)
            # Without the outer key two rounds may make the same one, of which the later stands.
            name, close = f"{name}_\\({key})" if self.random.random() < 0.6 else f"{prefix}_\\({key})", " } }"
        value = self.make.of(STRING, inner, self.depth - 1)
        if self.random.random() < 0.3:
            value = Node('"\\(', value, ')\\nlast\\n"')  # a block that may end the document
        return Node(f'{head}("{name}") = ', value, close)

    def _pod(self, scope, clauses):
        head, name, inner = self._header(scope, "k8s.core.v1.Pod", clauses)
        spec = [Node("containers = [", self.container(inner), "]")]
        parts = self._parts(inner)
        if parts and self.random.random() < 0.9:
            spec.insert(self.random.choice([0, 1]), f"...{self.random.choice(parts)}")
        if self.random.random() < 0.3:
            spec.append(Node("nodeSelector = ", self.labels(inner)))
        affinities = [variable.path for variable in scope.where(kinds.Native) if variable.type.spelling.endswith("Affinity")]
        if affinities and self.random.random() < 0.8:
            spec.append(f"affinity = {self.random.choice(affinities)}")
        if self.random.random() < 0.3:
            spec.append(Node("priority = ", self.make.of(Int(0, 1000), inner, self.depth)))
        return Node(*head, block([self._metadata(name, inner), Node("spec ", block(spec, inline=False))], inline=False))

    @staticmethod
    def _parts(scope):
        return [variable.path for variable in scope.where(kinds.Native) if variable.type is kinds.POD_PART]

    def container(self, scope):
        entries = ['name = "main"', 'image = "busybox:1"']
        if self.random.random() < 0.8:
            word = self.random.choice(["args", "command"])
            entries.append(Node(f"{word} = ", self.make.list_of(List(STRING), scope, self.depth)))
        if self.random.random() < 0.5:
            entries.append(Node("env = ", Items([self._variable(scope) for _ in range(self.random.choice([1, 2]))], "[", ", ", "]")))
        native = {"k8s.core.v1.ResourceRequirements": "resources", "k8s.core.v1.SecurityContext": "securityContext"}
        found = [variable for variable in scope.where(kinds.Native) if variable.type.spelling in native]
        if found and self.random.random() < 0.8:
            variable = self.random.choice(found)
            entries.append(f"{native[variable.type.spelling]} = {variable.path}")
        elif self.random.random() < 0.3:
            entries.append(Node("resources { limits { cpu = ", self.make.of(kinds.QUANTITY, scope, self.depth - 1), " } }"))
        return Items(entries, "{\n", "\n", "\n}", 2)

    def _variable(self, scope):
        maps = [variable for variable in scope.where(Map) if isinstance(variable.type.key, kinds.Enum) or variable.type.key is kinds.LABEL]
        if maps and self.random.random() < 0.3:
            looped, key, element = self.random.choice(maps), self.make.fresh("k"), self.make.fresh("e")
            inner = scope.extended((key, looped.type.key), (element, looped.type.of), loop=True)
            name = f'"{self.make.fresh("X")}_\\({key})"'
            return Node(f"for {key}, {element} in {looped.path}: {{ name = {name}, value = ", self.make.of(STRING, inner, self.depth - 1), " }")
        item = Node(f'{{ name = "{self.make.fresh("X")}", value = ', self.make.of(STRING, scope, self.depth - 1), " }")
        return Node("if ", self.make.of(BOOL, scope, self.depth - 1), ": ", item) if self.random.random() < 0.25 else item

    def _deployment(self, scope, clauses):
        head, name, inner = self._header(scope, "k8s.apps.v1.Deployment", clauses)
        spec = [Node('selector { matchLabels = { app = "x" } }')]
        spec.append(Node("replicas = ", self.make.of(Int(0, 100), inner, self.depth - 1)))
        spec.append(Node("strategy { type = RollingUpdate, rollingUpdate { maxSurge = ", self.make.of(kinds.EITHER, inner, 1), " } }"))
        spec.append(Node('template { metadata { labels = { app = "x" } }, spec { containers = [', self.container(inner), "] } }"))
        return Node(*head, block([self._metadata(name, inner), Node("spec ", Items(spec, "{\n", "\n", "\n}"))], inline=False))

    def _service(self, scope, clauses):
        head, name, inner = self._header(scope, "k8s.core.v1.Service", clauses)
        port = Node('{ name = "http", port = ', self.make.of(kinds.PORT, inner, self.depth - 1), " }")
        spec = [Node("ports = ", Items([port], "[", ", ", "]")), Node("selector = ", self.labels(inner))]
        return Node(*head, block([self._metadata(name, inner), Node("spec ", block(spec, inline=False))], inline=False))

    def _network(self, scope, clauses):
        head, name, inner = self._header(scope, "k8s.networking.v1.NetworkPolicy", clauses)
        peers = self._peers(inner)
        spec = [Node("podSelector { matchLabels = ", self.labels(inner), " }"), Node("ingress = [{ from = ", peers, " }]")]
        return Node(*head, block([self._metadata(name, inner), Node("spec ", Items(spec, "{\n", "\n", "\n}", 1))], inline=False))

    def _peers(self, scope):
        items = []
        for _ in range(self.random.choice([1, 2])):
            item = lambda scope: Node("{ podSelector { matchLabels { app = ", self.make.of(kinds.LABEL, scope, self.depth - 1), " } } }")  # noqa: E731
            made = self.make.loop(scope, self.depth) if self.random.random() < 0.6 else None
            items.append(Node("for ", made[0], ": ", item(made[1])) if made else item(scope))
        return Items(items, "[", ", ", "]")

    def _ingress(self, scope, clauses):
        """Lists of objects inside one another, made by loops."""
        head, name, inner = self._header(scope, "k8s.networking.v1.Ingress", clauses)
        rules = Items([self._item(inner, self._rule) for _ in range(self.random.choice([1, 2]))], "[", ", ", "]")
        spec = [Node("rules = ", rules), 'defaultBackend { service { name = "other", port { number = 80 } } }']  # for where there are no rules
        if self.random.random() < 0.4:
            spec.append(Node("tls = ", Items([self._item(inner, self._tls)], "[", ", ", "]")))
        if self.random.random() < 0.3:
            texts = [variable.path for variable in inner.where(Optional) if variable.type.of in (kinds.LABEL, kinds.DNS)]
            spec += [f"ingressClassName = {self.random.choice(texts)}"] if texts else []
        return Node(*head, block([self._metadata(name, inner), Node("spec ", Items(spec, "{\n", "\n", "\n}", 1))], inline=False))

    def _item(self, scope, make):
        """What `make` makes, once, under a condition, or in a loop."""
        roll = self.random.random()
        if roll < 0.6 and (made := self.make.loop(scope, self.depth)):
            return Node("for ", made[0], ": ", self._item(made[1], make) if roll < 0.15 else make(made[1]))
        if roll < 0.75:
            return Node("if ", self.make.of(BOOL, scope, self.depth - 1), ": ", make(scope))
        return make(scope)

    def _rule(self, scope):
        paths = Items([self._item(scope, self._path)], "[", ", ", "]")
        return Node("{ host = ", self.make.of(kinds.DNS, scope, self.depth - 1), ", http { paths = ", paths, " } }")

    def _path(self, scope):
        service = Node("service { name = ", self.make.of(kinds.LABEL, scope, 1), ", port { number = ", self.make.of(kinds.PORT, scope, 1), " } }")
        return Node("{ path = ", self.make.of(kinds.PATH, scope, self.depth - 1), ", pathType = Prefix, backend { ", service, " } }")

    def _tls(self, scope):
        return Node("{ hosts = ", self.make.list_of(List(kinds.DNS), scope, self.depth - 1), ", secretName = ", self.make.of(kinds.LABEL, scope, 1), " }")

    def check(self, scope):
        """Holds mostly: what is refused says little about what comes out."""
        ints = [variable.path for variable in scope.where(Int)]
        if ints and self.random.random() < 0.6:
            condition = Node(f"{self.random.choice(ints)} != {self.random.choice([13, 80, 999999])}")
        else:
            condition = Node("(", self.make.of(BOOL, scope, 2), f" or release.name != {kinds.quoted('rel')})")
        loops = [variable for variable in scope.where(List) if isinstance(variable.type.of, kinds.Record)]
        if loops and self.random.random() < 0.4:
            looped, element = self.random.choice(loops), self.make.fresh("e")
            inner = scope.extended((element, looped.type.of), loop=True)
            condition = Node(f"not nonEmpty([for {element} in {looped.path} if ", self.make.of(BOOL, inner, 1), f" and release.name == \"rel\": 1])")
        return Node("check ", condition, ' else "refused: ', Node("\\(", self.make.of(STRING, scope, 1), ")"), '"')
