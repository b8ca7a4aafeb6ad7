"""The types of generated programs: what they are called, what fits where, how their constants are written."""

import dataclasses

LARGEST = 2**53 - 1


@dataclasses.dataclass(frozen=True)
class Bool:
    def name(self):
        return "Bool"


@dataclasses.dataclass(frozen=True)
class Int:
    low: int = -LARGEST
    high: int = LARGEST
    title: str = ""  # as the program calls it, where it has rules; a value of another type is none of it
    spelling: str = dataclasses.field(default="", compare=False)  # as it is written, where it is another name for the bounds

    def name(self):
        if self.title or self.spelling:
            return self.title or self.spelling
        if (self.low, self.high) == (-LARGEST, LARGEST):
            return "Int"
        return f"Int({'' if self.low == -LARGEST else self.low}..{'' if self.high == LARGEST else self.high})"


@dataclasses.dataclass(frozen=True)
class Float:
    def name(self):
        return "Float"


@dataclasses.dataclass(frozen=True)
class Text:
    """`samples` are values, the plainest first; the type is ASCII if it says so."""

    spelling: str
    samples: tuple
    ascii: bool = True

    def name(self):
        return self.spelling


@dataclasses.dataclass(frozen=True)
class Enum:
    title: str
    cases: tuple

    def name(self):
        return self.title


@dataclasses.dataclass(frozen=True)
class Field:
    name: str
    type: object
    default: object = None  # a node, or None
    annotation: str = ""


@dataclasses.dataclass(frozen=True)
class Record:
    title: str
    fields: tuple  # of Field

    def name(self):
        return self.title


@dataclasses.dataclass(frozen=True)
class Variant:
    title: str
    tag: str
    cases: tuple  # of (name, None | type); the fields of a case are a Record

    def name(self):
        return self.title


@dataclasses.dataclass(frozen=True)
class List:
    of: object

    def name(self):
        return f"[{self.of.name()}]"


@dataclasses.dataclass(frozen=True)
class Map:
    key: object
    of: object

    def name(self):
        return f"[{self.key.name()}: {self.of.name()}]"


@dataclasses.dataclass(frozen=True)
class Optional:
    of: object

    def name(self):
        return f"{self.of.name()}?"


@dataclasses.dataclass(frozen=True)
class Native:
    """A type of Kubernetes, or open data: passed on whole. `fields`: (name, type) of what is read of it."""

    spelling: str
    samples: tuple
    fields: tuple = ()

    def name(self):
        return self.spelling


BOOL, INT, FLOAT, PORT, INDEX = Bool(), Int(), Float(), Int(1, 65535), Int(0, 2**31 - 1)

_ODD = ("true", "12", "1e3", "a: b", "- x", "{{ x }}", "#c", "it's", 'say "hi"', "two\nlines", "tab\there", " lead", "ünï", "null", "back\\slash",
        "trail\n", "$(X)", "<a>&b", "~", "0x1f", "\n", "%d %s", "a,b", "|", "2001-01-01")  # fmt: skip
STRING = Text("String", ("a", "b", "plain text", "") + _ODD, ascii=False)
# Keys that Kubernetes takes for an annotation.
KEY = Text("String", ("a", "b", "zeta", "Alpha", "x.y", "10", "9", "acme.io/x", "1e3"), ascii=False)
SHORT = Text("String(1..20)", ("a", "word", "two words") + _ODD[:16], ascii=False)
SLUG = Text('String(r"^[a-z][a-z0-9-]*$")', ("a", "web", "web-1", "x--y", "z-", "true", "n"))
PATH = Text('String(r"^/[a-zA-Z0-9/._-]*$")', ("/", "/a", "/tmp/x.y", "/A/b"))
LETTERS = Text('DnsLabel(r"^[a-z][a-z0-9]*$")', ("a", "web", "n12"))
FEW = Text("DnsLabel(1..5)", ("a", "web-1", "0"))
LABEL = Text("DnsLabel", ("a", "web", "web-1", "0", "12", "x" * 63))
DNS = Text("DnsName", ("a", "example.org", "a.b.c", "10.0.0.1", "1e3"))
URL = Text("Url", ("http://h", "redis://cache:6379", "https://u:p@example.org:8443/x?y=1", "http://h/", "amqp://a.b:1"))
QUANTITY = Text("Quantity", ("1Gi", "500m", "2", "0.5", "10Mi"))
DURATION = Text("Duration", ("30s", "1h30m", "5m"))
PERCENT = Text("Percent", ("25%", "100%", "0%"))
EITHER = Text("IntOrPercent", ("25%", "1", "0"))
TAG = Text("Tag", ("1.27", "latest", "v1", "12", "1.0"))
CRON = Text("Cron", ("0 3 * * *", "@daily", "*/5 * * * *"))
SEMVER = Text("Semver", ("1.2.3", "0.0.1-rc.1"))
DATA = Native("Data", ("{}", '{ port = 8080, hosts = ["a", "b"] }', "{ a { b = 0.5, c = true } }"))
_AMOUNTS = Map(STRING, QUANTITY)
# What is of the language in types of Kubernetes: choices, and numbers and texts that are declared by a field's path.
OPERATOR = Enum("k8s.core.v1.Toleration.operator", ("Exists", "Equal", "Lt", "Gt"))
EFFECT = Enum("k8s.core.v1.Toleration.effect", ("NoSchedule", "PreferNoSchedule", "NoExecute"))
PULL = Enum("k8s.core.v1.Container.imagePullPolicy", ("Always", "Never", "IfNotPresent"))
_RESOLVED = Enum("k8s.core.v1.PodSpec.dnsPolicy", ("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"))
NATIVE_ENUMS = (OPERATOR, EFFECT, PULL)
NATIVE_PORT = Int(1, 65535, spelling="k8s.core.v1.ServicePort.port")
NATIVE_NAME = Text("k8s.core.v1.ServicePort.name", STRING.samples, ascii=False)
_CAPABILITIES = Native("k8s.core.v1.Capabilities", ("{}", '{ add = ["A"] }'), (("add", List(STRING)), ("drop", List(STRING))))
_TOLERATION = Native("k8s.core.v1.Toleration", ("{}", '{ key = "a", operator = Exists }', '{ key = "", value = "b" }'),
                     (("key", Optional(STRING)), ("value", Optional(STRING)), ("tolerationSeconds", Optional(INT)),
                      ("operator", Optional(OPERATOR)), ("effect", Optional(EFFECT))))  # fmt: skip
_VARIABLE = Native("k8s.core.v1.EnvVar", ('{ name = "A" }', '{ name = "B", value = "" }'), (("name", STRING), ("value", Optional(STRING))))
NATIVES = (
    Native("k8s.core.v1.ResourceRequirements", ("{}", "{ limits { cpu = 100m } }", "{ requests { memory = 1Gi } }"),
           (("limits", _AMOUNTS), ("requests", _AMOUNTS))),
    Native("k8s.core.v1.SecurityContext", ("{}", "{ runAsNonRoot = true }", '{ capabilities { drop = ["ALL"] } }'),
           (("runAsNonRoot", Optional(BOOL)), ("runAsUser", Optional(INT)), ("capabilities", Optional(_CAPABILITIES)))),
    Native("k8s.core.v1.Affinity", ("{}",)),
    Native("PodPart", ("{}", "{ priority = 5 }", "{ dnsPolicy = Default, hostNetwork = false }", '{ hostname = "", subdomain = "a" }'),
           (("priority", Optional(INT)), ("hostNetwork", Optional(BOOL)), ("hostname", Optional(STRING)), ("subdomain", Optional(STRING)),
            ("dnsPolicy", Optional(_RESOLVED)),
            ("nodeSelector", Map(STRING, STRING)), ("tolerations", List(_TOLERATION)))),
    _TOLERATION,
    _VARIABLE,
)
POD_PART = NATIVES[3]
TEXTS = (STRING, SHORT, SLUG, PATH, LETTERS, FEW, LABEL, DNS, URL, QUANTITY, DURATION, PERCENT, TAG, CRON, SEMVER)
UNITS = {"Quantity", "Duration", "Percent", "IntOrPercent"}
_WIDER = {"DnsLabel": {"DnsName"}, LETTERS.spelling: {"DnsLabel", "DnsName"}, FEW.spelling: {"DnsLabel", "DnsName"}}


def is_scalar(type_):
    return isinstance(type_, (Bool, Int, Float, Text, Enum))


def may_be_flat(type_):
    """May the keys of its values stand beside those of other fields?"""
    return isinstance(type_, Record) or (isinstance(type_, Variant) and type_.tag != "")


def fits(one, other):
    """May a value of type `one` stand where `other` is expected, as it is?"""
    if one == other:
        return True
    if isinstance(other, Optional):
        return not isinstance(one, Optional) and fits(one, other.of) and not _may_be_empty(one, other.of)
    if isinstance(one, Int) and isinstance(other, Int):
        return not other.title and one.low >= other.low and one.high <= other.high
    if isinstance(one, Text) and isinstance(other, Text):
        return other is STRING and one is not EITHER or other.spelling in _WIDER.get(one.spelling, ())
    if isinstance(one, Enum):
        return other is STRING
    return False


def _may_be_empty(one, other):
    return one in (STRING, NATIVE_NAME) and isinstance(other, Text)


def quoted(text):
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escapes.get(char, char) for char in text) + '"'


def text_literal(type_, value):
    """With a unit, or a whole number of an IntOrPercent, as it is; else in quotes."""
    if type_.spelling in UNITS and (type_ is EITHER or not value[-1].isdigit()):
        return value
    return quoted(value)


def plainest(type_):
    """The shortest constant of a type, as text; None where there is none that needs no thought."""
    if isinstance(type_, Bool):
        return "true"
    if isinstance(type_, Int):
        return str(min(max(1, type_.low), type_.high))
    if isinstance(type_, Float):
        return "0.5"
    if isinstance(type_, Text):
        return text_literal(type_, type_.samples[0])
    if isinstance(type_, Enum):
        return type_.cases[0]
    if isinstance(type_, Native):
        return "{}"
    if isinstance(type_, List):
        return "[]"
    if isinstance(type_, Map):
        return "{}"
    if isinstance(type_, Optional):
        return "none"
    if isinstance(type_, Record):
        return _plainest_record(type_)
    for case, holds in type_.cases:
        if holds is None:
            return case
    case, holds = type_.cases[0]
    return f"{case} {_plainest_record(holds)}" if isinstance(holds, Record) else f"{case}({plainest(holds)})"


def _plainest_record(type_):
    needed = [f"{field.name} = {plainest(field.type)}" for field in type_.fields if is_needed(field)]
    return "{ " + ", ".join(needed) + " }" if needed else "{}"


def is_needed(field):
    """Has a value to be written for the field?"""
    if field.default is not None or isinstance(field.type, Optional):
        return False
    return not (isinstance(field.type, Record) and not any(is_needed(inner) for inner in field.type.fields))
