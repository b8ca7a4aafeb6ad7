"""Strings for value sets: odd ones that YAML, Go templates or shells are known to trip over, and matches of patterns."""

from re import _parser as parser

ODD = [
    "", "a", "plain text", " lead", "trail ", "true", "True", "no", "yes", "on", "off", "y", "n", "null", "~", "0", "-1", "007", "0o14",
    "0x10", "0b11", "1e3", "1e6", "1_000", "1.", ".5", ".inf", ".nan", "12:30:45", "1:30", "2001-01-01", "2001-12-14t21:59:43.10-05:00",
    "-", "- x", "--- x", "---", "...", "a: b", "a:", ": a", "a #b", "#c", "{a}", "{a: b}", "[a", "[a, b]", "*x", "&x", "!x", "!!str x", "%s",
    "%d %v %%", "@x", "`x`", "'", "''", '"', 'say "hi"', "it's", "back\\slash", "\\n", "\\", "a\\", "\\x3c", "two\nlines", "\nlead", "\n\nlead",
    "trail\n", "trail\n\n", "\n", "  indented\n lines", "a\n---\nb: 1", "a\n# b", "tab\there", "\ttab", "tab\t", "{{ .Values.x }}", "{{",
    "}}", "{{- fail \"x\" }}", "{{/* c */}}", "{{`x`}}", "{", "}", "$(VAR)", "$$(VAR)", "$x", "${x}", "ünï", "日本語", "🙂", "👩‍👩‍👧", "<a>&b", "</script>",
    "<", "<no value", "=", "<<", "|", ">", "|-\n x", "?", "? x", ",", "a,b", "a=b,c=d", "\u2028", "a\u2029b", "\u00a0", "\ufeffbom", "a\u200bb", "e\u0301",
    "a" * 63, "a" * 64, "b" * 253, "long words " * 120, "x.y/z", "app.kubernetes.io/name", "redis://redis:6379", "nats://u:p%40w@nats:4222",
    "https://example.com:8443/p?q=1&r=%20#f", "http://[::1]:80/", "http://10.0.0.1", "10.0.0.1", "example.com", "a-b", "a--b", "1Gi", "100m",
    "1.5", "50%", "100%", "30s", "1h30m", "Never", "RollingUpdate", "xerv", "default",
]  # fmt: skip

KEYS = [
    "a", "b", "Z", "key", "a.b", "a-b", "a_b", "a/b", "app.kubernetes.io/name", "example.com/long-Key_1", "requests.cpu", "yes", "n", "on", "null",
    "~", "1", "10", "9", "1e3", "0x10", "true", "2001-01-01", "{{ x }}", "- x", "a: b", "#k", "'q'", '"q"', "ü", "日本", "with space", "Table",
    "AsMap", "YAML", "Values", "enabled", "k" * 63, "<a>", "*", "&a", "=", "<<", "b\\c", "%s",
]  # fmt: skip

_ANY = "ab1 -"
_CATEGORIES = {"CATEGORY_DIGIT": "0123456789", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "aZ_9"}


def matching(pattern, random):
    """A text that the pattern may well match (the caller checks); the subset that RE2 and ECMAScript share."""
    try:
        return "".join(_from_nodes(parser.parse(pattern), random))
    except (ValueError, IndexError, KeyError):
        return ""


def _from_nodes(nodes, random):
    for op, argument in nodes:
        name = str(op)
        if name == "LITERAL":
            yield chr(argument)
        elif name == "ANY":
            yield random.choice(_ANY)
        elif name == "NOT_LITERAL":
            yield "a" if argument != ord("a") else "b"
        elif name == "IN":
            yield _from_class(argument, random)
        elif name == "BRANCH":
            yield from _from_nodes(random.choice(argument[1]), random)
        elif name == "SUBPATTERN":
            yield from _from_nodes(argument[-1], random)
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, part = argument
            for _ in range(random.choice([low, low, low + 1, random.randint(low, low + 6)]) if high > low else low):
                yield from _from_nodes(part, random)


def _from_class(items, random):
    allowed, negated = [], False
    for op, argument in items:
        name = str(op)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            allowed.append(chr(argument))
        elif name == "RANGE":
            allowed += [chr(code) for code in range(argument[0], min(argument[1], argument[0] + 300) + 1)]
        elif name == "CATEGORY":
            allowed += _CATEGORIES.get(str(argument), _ANY)
    if negated:
        allowed = [char for char in "ab1Z -_./:x\"'{}$%é🙂" if char not in allowed] or ["a"]
    return random.choice(allowed)
