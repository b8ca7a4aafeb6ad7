#!/usr/bin/env python3
"""Every place where text enters a source is crossed with hostile text.

The places are found in the compiler and the grammar: tokens that carry text, declarations that take doc comments,
annotations, entries of the chart and of environments. One that has no program here is a failure, and so is a program for a
place that is gone. Each program is compiled with text that is hostile to what we write. Either the compiler refuses it, with
the line; or all files can be read, and hold what the same program with harmless text holds: the same files, the same keys,
and nothing that ends a line where an editor shows none.

With --all each place is crossed with each text; without, with some of them, so that all are used.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Written as they are, where the token takes them; in quoted strings as escapes, too.
SINGLE = [*"\x00\x07\x0b\x0c\r\x1b\x7f\x85\x9f\ufeff\ufffe\uffff\u2028\u2029\u202e\u2066\t\n", "\r\n"]
# Of printable characters, quotes and backslashes apart.
PHRASES = [
    "{{ fail `x` }}", "{{- /* c", "*/}}", "--- ", "# c", ": v", "- i", "| &a *b !c %d @e `f`", "../../../../escaped", "/etc/x", "<no value>",
    "<script>", "\u200b\u00a0\u00ad", "\U0001f600", "]] }} ${HOME} $(id)", "{", "key: [", " lead and trail ", "~", "<<",
]  # fmt: skip

BASE = 'chart demo {{ version = "0.1.0"{chart} }}\n\n'
MAP = (
    "resource c: k8s.core.v1.ConfigMap {{\n"
    '    metadata {{ name = "c", namespace = release.namespace }}\n'
    "    data {{ {data} }}\n}}\n"
)


def chart(entry):
    return BASE.format(chart=", " + entry) + MAP.format(data='a = chart.appVersion')


def program(declarations, data="a = values.s"):
    return BASE.format(chart="") + declarations + "\n" + MAP.format(data=data)


def values(member, data="a = values.s"):
    return program("values {\n" + member + "\n}\n", data)


CRD = """
{annotation}
type Thing {{ spec: {{ a: String }} }}

resource t: Thing {{ metadata {{ name = "t", namespace = release.namespace }}, spec {{ a = "x" }} }}
"""


def crd(annotation):
    return BASE.format(chart="") + CRD.format(annotation=annotation)


SERVICE = """
service demo {{
    image = {{ repository = "x/y", tag = "1" }}
    {attribute}
}}
"""

# The place, and a program in which § stands for the text; quotes are the program's.
PROGRAMS = {
    "doc Decl": [
        "/// §\n" + program("/// d\nvalues { s: String = \"x\" }"),
        program('values { s: String = "x" }\n/// §\nenvironment production { values { s = "y" } }'),
        program('/// §\n@template("f.x")\nfn f(a: String): String = "\\(a)-y"\nvalues { s: String = "x" }',
                "a = f(values.s), b = f(values.s)"),
        program('/// §\ntype T { s: String = "x" }\nvalues { t: T = {} }', "a = values.t.s"),
        program('/// §\nvariant V by k { a, b { s: String = "x" } }\nvalues { v: V = a }', "a = values.v.tag"),
    ],
    "doc Field": [values("    /// §\n    s: String = \"x\""), values("    t: { /// §\n        s: String = \"x\" }", "a = values.t.s")],
    "doc VariantCase": [program('variant V by k { /// §\n    a\n    b { s: String = "x" } }\nvalues { v: V = a }', "a = values.v.tag")],
    "doc EnumCase": [program("enum E { /// §\n    low\n    high }\nvalues { e: E = low }", "a = values.e")],
    "doc Stmt": [program("component k(x: String) {\n    /// §\n    let y = x\n    resource d: k8s.core.v1.ConfigMap {\n"
                         '        metadata { name = "d", namespace = release.namespace }, data { y = y } }\n}\n'
                         'use one = k("z")\nvalues { s: String = "x" }')],
    "doc Entry": [program('values { s: String = "x" }', "/// §\n    a = values.s")],
    "annotation section": [values('    @section("§")\n    s: String = "x"')],
    "annotation key": [values('    @key("§")\n    s: String = "x"'),
                       program('variant V by k { @key("§") a, b { s: String = "x" } }\nvalues { v: V = a }', "a = values.v.tag"),
                       program('enum E { @key("§") low, high }\nvalues { e: E = low }', "a = values.e")],
    "annotation mergeKey": [values('    @mergeKey("§")\n    s: [{ name: String }] = []', "a = str(len(values.s))")],
    "annotation was": [values('    @was("§")\n    s: String = "x"')],
    "annotation flat": [values('    @flat("§")\n    s: { t: String = "x" }', "a = values.s.t")],
    "annotation template": [program('@template("§")\nfn f(a: String): String = "\\(a)-y"\nvalues { s: String = "x" }',
                                    "a = f(values.s), b = f(values.s)")],
    "annotation crd": [crd('@crd("acme.io§/v1", kind = "Thing", scope = Namespaced)'), crd('@crd("acme.io/§", kind = "Thing", scope = Namespaced)'),
                       crd('@crd("§/v1", kind = "Thing", scope = Namespaced)'), crd('@crd("acme.io/v1", kind = "T§", scope = Namespaced)'),
                       crd('@crd("acme.io/v1", kind = "Thing§", scope = Cluster)')],
    "annotation test": [program('values { s: String = "x" }\n@test("§")')],
    "annotation checksum": [program(
        'component made(id: DnsLabel) {\n    part x = main\n'
        '    resource main: k8s.core.v1.Pod { metadata { name = id, namespace = release.namespace }, spec { containers = [{ name = id, image = "i" }] } }\n'
        '    @checksum("§") resource data: k8s.core.v1.ConfigMap { metadata { name = id, namespace = release.namespace }, data { a = "x" } }\n}\n'
        'use one = made("one")\npatch one.data { data { a = values.s } }\nvalues { s: String = "x" }')],
    "annotation allow": [program('@allow(W5030, "§")\nresource r: k8s.core.v1.Secret { metadata { name = "r", namespace = release.namespace } }\nvalues { s: String = "x" }')],
    "token externalDecl": [program('external secret "x§"\nvalues { s: String = "x" }')],
    "chart name": [chart('name = "§"')],
    "chart version": [chart('name = "other", version = "0.1.0-x§"').replace('version = "0.1.0", ', "")],
    "chart appVersion": [chart('appVersion = "§"'), chart('appVersion = "1§"')],
    "chart kubeVersion": [chart('kubeVersion = "§"'), chart('kubeVersion = ">=1.25.0-0§"')],
    "chart description": [chart('description = "§"')],
    "chart home": [chart('home = "§"')],
    "chart icon": [chart('icon = "§"')],
    "chart sources": [chart('sources = ["§"]')],
    "chart keywords": [chart('keywords = ["§", "x§"]')],
    "chart maintainers": [chart('maintainers = [{ name = "§", email = "e§", url = "u§" }]')],
    "chart annotations": [chart('annotations { a = "§" }'), chart('annotations { "k§" = "x" }')],
    "chart license": [chart('license = "§"')],
    "chart repository": [chart('repository = "https://x.org/§"')],
    "chart readme": [chart('readme = "x§y"')],
    "chart links": [chart('links { "k§" = "https://x.org" }'), chart('links { a = "https://x.org/§" }')],
    "chart changes": [chart('changes { added = ["§", "x§"] }')],
    "chart notes": [chart('notes = "x§y \\(release.name)§"')],
    "environment release": [program('values { s: String = "x" }\nenvironment production { release = "§" }')],
    "environment namespace": [program('values { s: String = "x" }\nenvironment production { namespace = "§" }')],
    "environment version": [program('values { s: String = "x" }\nenvironment production { cluster { version = "1.30.0-x§" } }')],
    "environment apis": [program('values { s: String = "x" }\nenvironment production { cluster { apis = ["acme.io/§"] } }')],
    "environment values": [program('values { s: String = "d" }\nenvironment production { values { s = "§" } }'),
                           program('values { m: [String: String] = {} }\nenvironment production { values { m { "k§" = "§" } } }',
                                   "...values.m")],
    "token where": [program('type T = String where self != "y" else "§"\nvalues { s: T = "x" }')],
    "token checkDecl": [program('values { s: String = "x" }\ncheck values.s != "y" else "§ \\(values.s)§"')],
    "token testDecl": [program('values { s: String = "x" }\ntest "§" { expect len(resources) > 0 }', "a = values.s")],
    "token enumCase": [program('enum E { "§", high }\nvalues { e: E = high }', "a = values.e")],
    "token serviceDecl": [program('service demo "§" { image = { repository = "x/y", tag = "1" } }\nvalues { s: String = "x" }')],
    "token includeDecl": [program('include sub as "§"\nvalues { s: String = "x" }')],
    "token refinement": [values('    s: String("^x|§$") = "x"'), values('    s: String(r"^x|§$") = "x"')],
    "token target": [program('values { s: String = "x" }', '"k§" = values.s, "\\(values.s)§" = "x"')],
    "token key": [values('    s: [String: String] = { "k§" = "x" }', "...values.s")],
    "token atom": [program('values { @mergeKey("name") l: [{ name: String, extra: String = "x" }] = [{ name = "ax" }] }\n'
                           'environment production { values { l["a§"] { extra = "b" } } }', "a = str(len(values.l))"),
                   program('values { s: String = "x§" }'), program('values { s: String = "x" }', 'a = "§", b = "x\\n§\\ny\\n", c = r"§"'),
                   program('values { s: String = "x" }', 'a = str(matches(values.s, "^x|§$")), b = str(matches(values.s, r"^x|§$"))'),
                   program('values { s: String = "x" }\ntest "t" { given { values { s = "y" } }\nexpect refused "§" }\ntest "u" { expect snapshot "§" }', "a = values.s")],
    "token string": [program('values { s: String = "x" }', 'a = "\\(values.s)§", b = "a\\n\\(values.s)§\\nb\\n"'),
                     program('values { s: String = "x" }', 'a = """\n        x\n        §y \\(values.s)\n        """')],
    "token casePattern": [program('enum E { "a x", high }\nvalues { e: E = high }', 'a = match values.e { "a §" => "x", _ => "y" }')],
    "file Yaml": [BASE.format(chart="") + SERVICE.format(attribute='files { "c.yaml" = yaml { "k§" = "§", l = ["§"] } }')],
    "file Json": [BASE.format(chart="") + SERVICE.format(attribute='files { "c.json" = json { "k§" = "§" } }')],
    "token text": [BASE.format(chart="") + SERVICE.format(attribute='files { c = text("x\\n§\\ny\\n"), "n§" = text("z\\n") }')],
}  # fmt: skip


# What stands for `x` where that says nothing; None: no text does.
HARMLESS = {
    "annotation mergeKey": "name", "annotation was": "old", "annotation flat": None, "annotation test": None,
}  # fmt: skip


def found_places():
    """The places, from the grammar and the compiler."""
    grammar = (ROOT / "grammar/StackParser.g4").read_text()
    grammar = re.sub(r"//.*", "", grammar)
    for name, body in re.findall(r"^(\w+)\s*:(.*?);\s*$", grammar, re.MULTILINE | re.DOTALL):
        if name != "stringPart" and re.search(r"\b(STRING|RAW_STRING|text|string|CHUNK|STR_OPEN)\b", body):
            yield "token " + name
    syntax = ROOT / "compiler/syntax"
    for file in syntax.glob("ast*.h"):
        for name in re.findall(r"struct (\w+) \{\n    Doc doc;", file.read_text()):
            yield "doc " + name
    sema = ROOT / "compiler/sema"
    for file in sema.rglob("*.cpp"):
        text = file.read_text()
        for name in re.findall(r'annotation\.name\.text [!=]= "(\w+)"', text):
            yield "annotation " + name
        body = re.search(r"void annotateField.*?^\}", text, re.DOTALL | re.MULTILINE)
        for name in re.findall(r'name [!=]= "(\w+)"', body.group(0) if body else ""):
            yield "annotation " + name
    for name in re.findall(r'(?<!\.)\bkey [!=]= "(\w+)"', (sema / "chart/chart.cpp").read_text()):
        yield "chart " + name
    environments = (sema / "chart/environments.cpp").read_text()
    for name in re.findall(r'\bkey [!=]= "(\w+)"', environments):
        if name != "cluster":
            yield "environment " + name
    formats = re.search(r"enum class TextFormat[^{]*\{([^}]*)\}", (ROOT / "compiler/core/program.h").read_text()).group(1)
    for name in re.findall(r"\w+", formats):
        yield "file " + name


def spellings(text, source):
    """The text as it may stand in the program."""
    if "///" in source.split("§")[0].rsplit("\n", 1)[-1]:
        yield text
        return
    raw = text.replace("\\", "\\\\").replace('"', '\\"')
    yield raw
    escaped = "".join({"\n": "\\n", "\t": "\\t"}.get(c, f"\\u{{{ord(c):X}}}" if len(text) <= 2 else c) for c in text)
    if escaped != raw:
        yield escaped


def shape(value):
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value).__name__


def keys_apart(left, right):
    """Do two shapes differ by more than the spelling of a key or two? Returns what differs, or None."""
    if isinstance(left, dict) and isinstance(right, dict):
        if len(left) != len(right):
            return f"{len(left)} keys, then {len(right)}: {sorted(left)} and {sorted(right)}"
        for one, other in zip(left.values(), right.values()):
            apart = keys_apart(one, other)
            if apart:
                return apart
        return None
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        return next((apart for apart in map(keys_apart, left, right) if apart), None)
    return None if left == right else f"{left}, then {right}"


class Loader(yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader):
    """All scalars as text: only the structure counts."""


def listing(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def unseen(text):
    """What ends a line, or can't be read, and is there as it is."""
    for rune in text:
        code = ord(rune)
        bad = (code < 0x20 and rune not in "\n\t") or 0x7F <= code < 0xA0
        if bad or code in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF):
            return f"U+{code:04X}"
    return None


class Tester:
    def __init__(self, stackc):
        self.stackc = stackc
        self.problems = []
        self.programs = self.refused = 0

    def build(self, source):
        """The exit status, the diagnostics, and the files by their paths."""
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder, "a/b/c/d/project")
            place.mkdir(parents=True)
            (place / "main.stack").write_bytes(source.encode("utf-8", "surrogatepass"))
            (place / "sub.stack").write_text('chart sub { version = "0.1.0" }\nvalues { t: String = "x" }\n'
                                                 'resource c: k8s.core.v1.ConfigMap { metadata { name = "sub" }, data { t = values.t } }\n')
            command = [self.stackc, "build", "main.stack", "-o", "out", "--source-map", "out/map.json"]
            done = subprocess.run(command, cwd=place, capture_output=True, check=False)
            if done.returncode == 0:
                self.trace(place / "out/map.json", source)
            files = listing(pathlib.Path(folder))
        inside = "a/b/c/d/project/out/"
        outside = [name for name in files if not name.startswith(inside) and name.rsplit("/", 1)[-1] not in ("main.stack", "sub.stack")]
        made = {name[len(inside) :]: text for name, text in files.items() if name.startswith(inside)}
        return done.returncode, done.stderr.decode("utf-8", "replace"), made, outside

    def trace(self, source_map, source):
        """What was written can be read: the message names nothing, and that is all there is to say."""
        done = subprocess.run([self.stackc, "trace", "--source-map", source_map, "nothing"], capture_output=True, text=True, check=False)
        if done.returncode != 1:
            self.problems.append(f"the source map can't be read: {done.stderr}: {ascii(source)}")

    def read(self, files):
        """The files' structures by their names, and problems."""
        shapes, problems = {}, []
        for name, raw in files.items():
            if name == ".stackc-files":
                continue
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError:
                problems.append(f"{name} is no UTF-8")
                continue
            if unseen(text):
                problems.append(f"{name} holds {unseen(text)}")
            try:
                if name.endswith(".yaml") and "/templates/" not in name:
                    shapes[name] = [shape(one) for one in yaml.load_all(text, Loader)]
                elif name.endswith(".json"):
                    json.loads(text)
                    shapes[name] = None
            except (yaml.YAMLError, json.JSONDecodeError) as problem:
                problems.append(f"{name} can't be read: {problem}")
        return shapes, problems

    def try_text(self, place, source, text, harmless):
        status, output, files, outside = self.build(source)
        self.programs += 1
        told = f"{place} with {ascii(text)}"
        if outside:
            self.problems.append(f"{told}: written outside of the folder: {outside}")
        if status == 1:
            self.refused += 1
            if not re.search(r"(main|sub)\.stack:\d+:\d+", output):
                self.problems.append(f"{told}: refused without a place: {output}")
            return
        if status != 0:
            self.problems.append(f"{told}: exit status {status}: {output}")
            return
        shapes, problems = self.read(files)
        self.problems += [f"{told}: {problem}" for problem in problems]
        if harmless is None or problems:
            return
        for name in sorted(shapes.keys() & harmless.keys()):
            apart = keys_apart(harmless[name], shapes[name])
            if apart:
                self.problems.append(f"{told}: {name} has another structure: {apart}")
        if len(shapes) != len(harmless):
            self.problems.append(f"{told}: other files: {sorted(shapes)}")

    def run(self, everything):
        places = set(found_places())
        self.problems += [f"no hostile text for the place `{place}`" for place in sorted(places - PROGRAMS.keys())]
        self.problems += [f"there is no place `{place}`" for place in sorted(PROGRAMS.keys() - places)]
        texts = SINGLE + PHRASES
        turn = 0
        for place, sources in PROGRAMS.items():
            for source in sources:
                sample = HARMLESS.get(place, "x")
                status, output, files, _ = self.build(source.replace("§", sample or "x"))
                if (status == 0) != (sample is not None):
                    self.problems.append(f"{place} with `{sample}`: exit status {status}: {output}")
                harmless = self.read(files)[0] if status == 0 else None
                step = 1 if everything else 13
                for text in texts[0 if everything else turn % 13 :: step]:
                    for spelled in spellings(text, source):
                        self.try_text(place, source.replace("§", spelled), text, harmless)
                turn += 5


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stackc", default=os.environ.get("STACKC", "stackc"))
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    tester = Tester(options.stackc)
    tester.run(options.all)
    for problem in tester.problems:
        print(problem)
    print(f"{tester.programs} programs, {tester.refused} refused, {len(tester.problems)} problems")
    return 1 if tester.problems else 0


if __name__ == "__main__":
    sys.exit(main())
