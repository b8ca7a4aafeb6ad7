"""Services and backends of generated programs, and values that services take whole."""

from programs import kinds
from programs.kinds import BOOL, PORT, STRING, Int, List
from programs.tree import Items, Node, block

IMPORTS = (
    "import std { Image, Ingress, LabelKey, LabelValue, Metrics, DisruptionBudget, ServiceAccount, ServiceOptions, Probe, Storage }",
    "import std.mesh { Mesh }",
)
# Attributes that charts have as values: their types and some defaults.
ATTRIBUTES = (
    ("image", "Image", ('{ repository = "acme/x", tag = "1" }', '{ repository = "acme/x", pullPolicy = Always }')),
    ("ingress", "Ingress?", ("none", "off { className = \"nginx\" }", 'on { hosts = [{ host = "a.b", paths = [{ path = "/" }] }] }')),
    ("metrics", "Metrics?", ("none", "off { port = 9090 }", "on { port = 9090 }", "{ port = 9090, serviceMonitor = on {} }")),
    ("disruption", "DisruptionBudget?", ("none", "off { maxUnavailable = 1 }", "{ maxUnavailable = 25% }")),
    ("mesh", "Mesh?", ("none", "istio {}", "linkerd {}")),
    ("service", "ServiceOptions", ("{}", "{ type = NodePort }", '{ type = LoadBalancer, annotations { "acme.io/x" = "y" } }')),
    ("serviceAccount", "ServiceAccount", ("{}", "{ create = false }", '{ name = "robot", annotations { a = "b" } }')),
    ("liveness", "Probe?", ("none", 'http { path = "/" }', "tcp {}", 'exec { command = ["true"] }')),
    ("resources", "k8s.core.v1.ResourceRequirements", ("{}", "{ limits { cpu = 1 } }")),
    ("affinity", "k8s.core.v1.Affinity", ("{}",)),
    ("tolerations", "[k8s.core.v1.Toleration]", ("[]", '[{ key = "a", operator = Exists }]')),
    ("pullSecrets", "[k8s.core.v1.LocalObjectReference]", ("[]", '[{ name = "a" }]')),
    ("extraEnv", "[k8s.core.v1.EnvVar]", ("[]", '[{ name = "A", value = "b" }]')),
    ("extraVolumes", "[k8s.core.v1.Volume]", ("[]", '[{ name = "v", emptyDir {} }]')),
    ("nodeSelector", "[LabelKey: LabelValue]", ("{}", '{ a = "b" }')),
    ("podAnnotations", "[LabelKey: String]", ("{}", '{ a = "b" }')),
    ("podSecurity", "k8s.core.v1.PodSecurityContext", ("{}", "{ runAsNonRoot = true, fsGroup = 1000 }")),
    ("terminationGracePeriodSeconds", "Int(0..86400)?", ("none", "0", "60")),
    ("priorityClass", "DnsName?", ("none", '"high"')),
    ("replicas", "Int(0..100)", ("1", "3")),
)


class Services:
    def __init__(self, random, expressions, resources, depth):
        self.random, self.make, self.resources, self.depth = random, expressions, resources, depth
        self.chosen = []  # backends that choose by a variant of the values

    def settings(self):
        """(members of the values, attributes) of a service that its users may set."""
        members, entries = [], []
        for name, type_, defaults in self.random.sample(ATTRIBUTES, self.random.choice([2, 4, 7])):
            value = self.make.fresh("s")
            members.append(f"{value}: {type_} = {self.random.choice(defaults)}")
            entries.append((name, f"{name} = values.{value}"))
        return members, dict(entries)

    def backend(self, scope):
        """(node, name)"""
        name, found = self.make.fresh("back"), scope.where(kinds.Variant, kinds.Enum)
        if found and self.random.random() < 0.7:
            matched = self.random.choice(found)
            if matched.path.startswith("values.") and isinstance(matched.type, kinds.Variant):
                self.chosen.append((name, matched.type))
            return Node(f"backend {name} = ", self.make.match_of(matched, scope, self._contribution, inline=False)), name
        return Node(f"backend {name} = ", self._contribution(scope)), name

    def _contribution(self, scope):
        entries = [self._env(scope)] if self.random.random() < 0.7 else []
        if self.random.random() < 0.3:
            entries.append(Node("args = ", self.make.list_of(List(STRING), scope, self.depth - 1)))
        if self.random.random() < 0.2:
            entries.append(self._annotations(scope))
        if self.random.random() < 0.15:
            entries.append("workload = stateful { claims { data = { size = 1Gi } } }")
        return block(entries)

    def _annotations(self, scope):
        return Node("podAnnotations ", block(self._texts(["a", '"acme.io/b"', '"a.b/c_d"'], scope)))

    def _env(self, scope):
        names = [self.make.fresh("X") for _ in range(3)]
        return Node("env ", block(self._texts(names, scope)))

    def _texts(self, names, scope):
        """Entries of some of the names, which may be there or not."""
        entries = []
        for name in names[: self.random.choice([1, 1, 2, 3])]:
            def entry(inner, name=name):
                return Node(f"{name} = ", self.make.of(STRING, inner, self.depth - 1))

            roll = self.random.random()
            if roll < 0.3:
                made = Node("if ", self.make.of(BOOL, scope, self.depth - 1), " { ", entry(scope), " }")
            else:
                made = self.make.cased(entry, scope) if roll < 0.45 else None
            entries.append(made or entry(scope))
        return entries

    def service(self, scope, backends, settings=None):
        """(node, name); `settings` are attributes that are values."""
        make, name = self.make, self.random.choice(["demo", self.make.fresh("svc")])
        settings = settings or {}
        entries = [settings.get("image", 'image = { repository = "acme/x", tag = "1" }'), self._ports(scope)]
        entries += [entry for attribute, entry in settings.items() if attribute != "image"]
        optional = [
            lambda: Node("replicas = ", make.of(Int(0, 100), scope, self.depth - 1)),
            lambda: self._env(scope),
            lambda: Node("args = ", make.list_of(List(STRING), scope, self.depth)),
            lambda: self._files(scope),
            lambda: self._annotations(scope),
            lambda: Node("readiness = http { path = ", make.of(kinds.PATH, scope, 1), " }"),
            lambda: Node("resources { limits { memory = ", make.of(kinds.QUANTITY, scope, 1), " } }"),
            lambda: "service { type = LoadBalancer }",
            lambda: "disruption = { minAvailable = 25% }",
            lambda: "workload = stateful {}",
            lambda: Node("metrics = ", self.random.choice(["{ port = 9090 }", "none"])),
        ]
        for one in self.random.sample(optional, self.random.choice([1, 2, 4])):
            entry = one()
            if (entry if isinstance(entry, str) else entry.parts[0]).split(" ")[0] not in settings:
                entries.append(entry)
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
                ("deployment", lambda scope: Node("spec { revisionHistoryLimit = ", self.make.of(Int(0, 100), scope, 1), " }")),
                ("deployment", lambda scope: Node("metadata { annotations = ", self.resources.annotations(scope), " }")),
                ("pod", lambda scope: Node("spec { priority = ", self.make.of(Int(0, 1000), scope, 1), " }")),
                ("container", lambda scope: Node("workingDir = ", self.make.of(STRING, scope, 1))),
                ("container", self._variables),
                ("container", lambda scope: Node("ports[80] { hostPort = ", self.make.of(PORT, scope, 1), " }")),
                ("service", lambda scope: Node("spec { ports[", self.make.of(PORT, scope, 1), '] { appProtocol = "http" } }')),
            ]
        )
        cased = self.make.cased(body, scope) if self.random.random() < 0.25 else None
        return Node(f"patch {name}.{part} {{ ", cased or body(scope), " }")

    def _variables(self, scope):
        """One that is added, and one that is amended by a key that may be computed."""
        key = self.random.choice(['"NEW"', '"X1"', Node("", self.make.of(STRING, scope, 1))])
        new = Node('env += [{ name = "NEW", value = ', self.make.of(STRING, scope, 1), " }]")
        amended = Node("env[", key, "] { value = ", self.make.of(STRING, scope, 1), " }")
        return Items(self.random.sample([new, amended], self.random.choice([1, 2])), "", ", ")
