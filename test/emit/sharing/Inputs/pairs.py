"""A program with each two sources of a map's keys behind one another, named templates among them, whose keys meet."""

import itertools

SET, SET_IF, CHART = '"app.kubernetes.io/name" = "z"', 'if values.shown { "app.kubernetes.io/name" = "w" }', '"helm.sh/chart" = "e"'
SOURCES = [
    '...labels("x")',
    '...selectorLabels("y")',
    'if values.shown { ...labels("x") }',
    'if values.shown { ...labels("x") } else { ...selectorLabels("y") }',
    '...(if values.shown then labels("x") else {})',
    '...plain("m")',
    '...(if values.shown then plain("m") else labels("x"))',
    '...nested("u")',
    "...values.own",
    "...values.more",
    "if values.shown { ...values.own }",
    "for key, value in values.own { (key) = value }",
    'for key, value in values.own { ("helm.sh/\\(key)") = value }',
    '("helm.sh/\\(values.key)") = "t"',
    SET,
    SET_IF,
    CHART,
]
BEFORE = """import k8s.core.v1 as core

chart demo { version = "0.1.0", appVersion = "1" }

values {
    shown: Bool = false
    own: [String: String] = {}
    more: [String: String] = {}
    key: String = "t"
    commonLabels: [String: String] = {}
}

@template("plain")
fn plain(id: String): [String: String] = { "helm.sh/chart" = "plain", a = id, ...values.own }

@template("nested")
fn nested(id: String): [String: String] = { if values.shown { ...labels("d") }, "app.kubernetes.io/component" = "c", ...plain(id) }
"""
RESOURCE = """resource r{number} : core.ConfigMap {{
    metadata {{ name = "r{number}", annotations {{
        {inside}
    }} }}
}}
"""


def is_set_twice(sources):
    return sources in ((SET, SET), (SET, SET_IF), (CHART, CHART))


print(BEFORE)
for number, sources in enumerate(itertools.product(SOURCES, repeat=2)):
    if not is_set_twice(sources):
        print(RESOURCE.format(number=number, inside="\n        ".join(sources)))
