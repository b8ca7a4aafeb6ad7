"""bounds.py FOLDER: programs that grow with what they say, one file each."""

import pathlib
import sys

HEAD = 'chart demo { version = "0.1.0" }\n'
LOOP = 'values { l: [String] = ["x"] }\n'


def config(value):
    return f'resource r: k8s.core.v1.ConfigMap {{ metadata {{ name = "r", namespace = release.namespace }}, data {{ {value} }} }}\n'


def chain(first, line, count):
    return first + "".join(line.format(i=i, j=i - 1) for i in range(1, count))


PROGRAMS = {
    "chained-lets": chain('values { s: String = "x" }\nlet l0 = values.s\n', "let l{i} = l{j}\n", 10000) + config("a = l9999"),
    "chained-functions": chain("fn f0(s: String): String = s\n", "fn f{i}(s: String): String = f{j}(s)\n", 40000) + config('a = f39999("x")'),
    "nested-types": chain("type T0 { a: Int = 1 }\n", "type T{i} {{ a: T{j} = {{}} }}\n", 4000) + "values { t: T3999 = {} }\n" + config('a = "x"'),
    "doubling-types": chain("type T0 { a: Int = 1 }\n", "type T{i} {{ a: T{j} = {{}}, b: T{j} = {{}} }}\n", 24) + "values { t: T23 = {} }\n" + config('a = "x"'),
    "doubling-functions": chain("fn d0(l: [String]): [String] = [...l, ...l]\n", "fn d{i}(l: [String]): [String] = d{j}(d{j}(l))\n", 7)
    + config('a = jsonText(d6(["x"]))'),
    "doubling-lists": chain('values { l: [String] = ["x"] }\nlet l0 = values.l\n', "let l{i} = [...l{j}, ...l{j}]\n", 30) + config("a = jsonText(l29)"),
    "doubling-loops": chain('values { l: [String] = ["x"] }\nlet l0 = values.l\n', 'let l{i} = [for x in l{j}: for y in l{j} if x != y: "\\(x)\\(y)"]\n', 12)
    + config('a = join(l11, ",")'),
    "doubling-texts": "values { s: String = \"x\" }\n" + chain("fn f0(x: String): String = x\n", 'fn f{i}(x: String): String = "\\(f{j}(x))-\\(f{j}(x))"\n', 30)
    + config("a = f29(values.s)"),
    "joined-texts": 'let a = join([for i in range(10000): "0123456789"], "")\nlet b = join([for i in range(10000): a], "")\n' + config("a = sha256(b)"),
    "doubling-json": chain('let a0 = jsonText("\\\\")\n', "let a{i} = jsonText(a{j})\n", 60) + config("a = a59"),
    # each of them is a text of a legal length
    "many-texts": 'let a = join([for i in range(10000): join([for i in range(150): "0123456789"], "")], "")\n'
    + config('a = join([for i in range(10000): sha256("\\(a)\\(i)")], "")'),
    "dotted-keys": config("a = jsonText({ " + ".".join(["a"] * 20000) + " = 1 })"),
    "dotted-blocks": config("a = jsonText({ " + (".".join(["a"] * 100) + " { ") * 150 + "b = 1 " + "} " * 150 + "})"),
    "keys-of-loops": "values { m: [String: String] = {} }\n"
    + config('k = "x"\n' + "".join(f"for k{i}, w{i} in values.m {{ " for i in range(40)) + '("' + "".join(f"\\(k{i})" for i in range(40)) + '") = "1"' + " }" * 40),
    "twice-in-types": chain("type T0 { c: Int = 1 }\n", "type T{i} {{ a: T{j}, b: T{j} }}\n", 150) + "let z: T149 = {}\n" + config("a = jsonText(z)"),
    # each use of `x` in a function of its own, so that nothing is written out twice
    "loop-functions": LOOP + chain("fn f0(x: String): String = x\n", 'fn f{i}(x: String): String = if f{j}(x) == "z{i}" then f{j}(x) else "q{i}\\(f{j}(x))"\n', 100)
    + config("a = jsonText([for x in values.l: f99(x)])"),
    "loop-parameters": LOOP + chain("fn f0(x: String): String = x\n", 'fn f{i}(x: String): String = f{j}(if x == "z{i}" then x else "q{i}\\(x)")\n', 100)
    + config("a = jsonText([for x in values.l: f99(x)])"),
    # as many arguments as 2^n
    "loop-arguments": LOOP + chain("fn f0(x: String): String = x\n", 'fn f{i}(x: String): String = if x == "{i}" then f{j}("\\(x)a") else f{j}("\\(x)b")\n', 30)
    + config("a = jsonText([for x in values.l: f29(x)])"),
    "doubling-components": chain(
        "component c0(id: DnsLabel) { resource r: k8s.core.v1.ConfigMap { metadata { name = id, namespace = release.namespace } } }\n",
        'component c{i}(id: DnsLabel) {{\n use a = c{j}(cut("a\\(id)", 60))\n use b = c{j}(cut("b\\(id)", 60))\n}}\n',
        24,
    )
    + 'use x = c23("q")\n',
    # a name of which the two alternatives are short and the whole may be 2^60 long
    "doubling-name": "values { s: String = \"x\", " + ", ".join(f"b{i}: Bool = false" for i in range(1, 60)) + " }\n"
    + chain("let l0 = values.s\n", 'let l{i} = if values.b{i} then "\\(l{j})\\(l{j})" else ""\n', 60)
    + 'resource r: k8s.core.v1.ConfigMap { metadata { name = "r\\(l59)", namespace = release.namespace } }\n',
    # each needs the two before it: when rendered, as many templates as there are numbers of Fibonacci
    "two-before": "values { s: String = \"x\", " + ", ".join(f"b{i}: Bool = false" for i in range(1, 300)) + " }\nlet k0 = values.s\n"
    + chain("let l0 = values.s\n", 'let k{i} = l{j}\nlet l{i} = if values.b{i} then "\\(l{j})\\(k{j})" else ""\n', 300)
    + config("a = l299"),
    "exclusive-or": chain("values { " + ", ".join(f"b{i}: Bool = false" for i in range(30)) + " }\nlet x0 = values.b0\n", "let x{i} = x{j} != values.b{i}\n", 30)
    + config('a = if x29 then "1" else "0"'),
    "range-in-itself": config("a = jsonText([for i in range(10000): for j in range(10000): i])"),
    "many-arms": "enum E { " + ", ".join(f"c{i}" for i in range(100)) + " }\nvalues { e: E = c0 }\n"
    + config("...match values.e { " + "\n".join(f'c{i} => {{ shared = "x{i}", own{i} = "y" }}' for i in range(100)) + " }"),
    "backend-ladder": "values { " + ", ".join(f"b{i}: Bool = true" for i in range(300)) + " }\nbackend k0 = {}\nbackend k1 = {}\n"
    + "".join(f"backend k{i} = {{ uses = [if values.b{i}: k{i - 1}, if values.b{i}: k{i - 2}] }}\n" for i in range(2, 300))
    + 'service s { image { repository = "a", tag = "1" }, uses = [k299] }\n',
    "certain-backends": "backend k0 = {}\nbackend k1 = {}\n" + "".join(f"backend k{i} = {{ uses = [k{i - 1}, k{i - 2}] }}\n" for i in range(2, 300))
    + 'service s { image { repository = "a", tag = "1" }, uses = [k299] }\n',
    "conditional-lists": "values { " + ", ".join(f"b{i}: Bool = true, l{i}: [String] = []" for i in range(100)) + " }\nlet l = ["
    + ", ".join(f"if values.b{i}: ...values.l{i}" for i in range(100)) + ', "x"]\n' + config('for i, x in l { ("k\\(i)") = x }, a = str(len(l))'),
    "patched": "component c() { " + config('a = "x"') + "}\nuse u = c()\n" + "".join(f'patch u.r {{ data {{ k{i} = "x" }} }}\n' for i in range(6000)),
    "unclosed-brackets": "let a = " + "{" * 100000 + "\n" * 100000,
    "unclosed-strings": "".join(f'let a{i} = "x\n' for i in range(100000)),
    "unread-values": "values { " + ", ".join(f"v{i}: Int = 1" for i in range(8000)) + " }\n" + config('a = "x"'),
}

for name, text in PROGRAMS.items():
    pathlib.Path(sys.argv[1], name + ".stack").write_text(HEAD + text, encoding="utf-8")
