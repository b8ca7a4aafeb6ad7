"""Programs of one construct in any size, each of which would grow faster than its source if the compiler let it."""

HEAD = 'chart demo { version = "0.1.0" }\n'


def config_map(data, name="r"):
    return f'resource {name}: k8s.core.v1.ConfigMap {{ metadata {{ name = "{name}", namespace = release.namespace }}, data {{\n{data} }} }}\n'


def lines(n, line, separator="\n"):
    return separator.join(line(i) for i in range(n))


def enum(name, n):
    return f"enum {name} {{ " + lines(n, lambda i: f"c{i}", ", ") + " }\n"


def truths(n):
    return "values {\n" + lines(n, lambda i: f"b{i}: Bool = true") + "\n}\n"


def match_enum(n):
    return HEAD + enum("E", n) + "values { e: E = c0 }\n" + config_map(
        "a = match values.e {\n" + lines(n, lambda i: f'c{i} => "x{i}"') + "\n}")


def match_records(n):
    arms = lines(n, lambda i: f'c{i} => {{ shared = "x{i}", own{i} = "y" }}')
    return HEAD + enum("E", n) + "values { e: E = c0 }\n" + config_map(f"...match values.e {{\n{arms}\n}}")


def many_enums(n):
    kinds = "enum Mode { absent, single, cluster }\n"
    values = "values {\n" + lines(n, lambda i: f"m{i}: Mode = absent") + "\n}\n"
    one = lambda i, case: (f'resource {case}{i} when values.m{i} is {case}: k8s.core.v1.ConfigMap '
                           f'{{ metadata {{ name = "{case}{i}", namespace = release.namespace }}, data {{ a = "1" }} }}\n')
    return HEAD + kinds + values + "".join(one(i, "single") for i in range(n)) + "".join(one(i, "cluster") for i in range(n))


def interleaved(n):
    kinds = "enum Mode { a, b, c }\n"
    values = "values {\n" + lines(n, lambda i: f"v{i}: Mode = a") + "\n}\n"
    return HEAD + kinds + values + config_map(
        lines(n, lambda i: f'if values.v{i} is a {{ a{i} = "1" }}') + "\n" +
        lines(n, lambda i: f'if values.v{i} is b {{ b{i} = "1" }}'))


def chained_ifs(n):
    lets = 'let l0 = if values.b then values.s else "y"\n' + "".join(
        f'let l{i} = if l{i - 1} == "z{i}" then l{i - 1} else "q{i}\\(l{i - 1})"\n' for i in range(1, n))
    return HEAD + 'values { b: Bool = true, s: String = "x" }\n' + lets + config_map(f"a = l{n - 1}")


def nested_ifs(n):
    value = '"z"'
    for i in range(n):
        value = f'if values.b{i} then {value} else "x{i}"'
    return HEAD + truths(n) + config_map(f"a = {value}")


def else_ifs(n):
    value = "".join(f'if values.b{i} then "x{i}" else ' for i in range(n)) + '"z"'
    return HEAD + truths(n) + config_map(f"a = {value}")


def nested_statements(n):
    return HEAD + truths(n) + config_map("".join(f"if values.b{i} {{ k{i} = \"1\"\n" for i in range(n)) + "}" * n)


def doubling_functions(n):
    functions = 'fn f0(x: String): String = x\n' + "".join(
        f'fn f{i}(x: String): String = "\\(f{i - 1}(x))-\\(f{i - 1}(x))"\n' for i in range(1, n))
    return HEAD + 'values { s: String = "x" }\n' + functions + config_map(f"a = f{n - 1}(values.s)")


def conjunction(n):
    return HEAD + truths(n) + config_map("if " + lines(n, lambda i: f"values.b{i}", " and ") + ' { a = "1" }')


def exclusive_or(n):
    lets = "let x0 = values.b0\n" + "".join(
        f"let x{i} = x{i - 1} and not values.b{i} or not x{i - 1} and values.b{i}\n" for i in range(1, n))
    return HEAD + truths(n) + lets + config_map(f'if x{n - 1} {{ a = "1" }}')


def checks(n):
    return HEAD + "values {\n" + lines(n, lambda i: f"v{i}: Int(0..100) = 1") + "\n}\n" + lines(
        n, lambda i: f'check values.v{i} != 7 else "v{i} is 7"') + "\n" + config_map('a = "1"')


def map_keys(n):
    return HEAD + config_map(lines(n, lambda i: f'k{i} = "v{i}"'))


def map_values(n):
    return HEAD + "values { m: [String: String] = {\n" + lines(n, lambda i: f'k{i} = "v{i}"') + "\n} }\n" + config_map("...values.m")


def unread_values(n):
    return HEAD + "values { " + lines(n, lambda i: f"v{i}: Int = 1", ", ") + " }\n" + config_map('a = "1"')


def resources(n):
    return HEAD + "".join(config_map('a = "1"', f"r{i}") for i in range(n))


def namespaces(n):
    one = lambda i: (f'resource r{i}: k8s.core.v1.ConfigMap {{ metadata {{ name = "same", namespace = "n{i}" }}, data {{ a = "1" }} }}\n')
    return HEAD + "".join(one(i) for i in range(n))


def lets(n):
    return HEAD + 'values { s: String = "x" }\nlet l0 = values.s\n' + "".join(
        f'let l{i} = "\\(l{i - 1})"\n' for i in range(1, n)) + config_map(f"a = l{n - 1}")


def functions(n):
    return HEAD + "values { s: String = \"x\" }\nfn f0(x: String): String = x\n" + "".join(
        f"fn f{i}(x: String): String = f{i - 1}(x)\n" for i in range(1, n)) + config_map(f"a = f{n - 1}(values.s)")


def nested_types(n):
    return HEAD + "type T0 = { a: Int = 1 }\n" + "".join(
        f"type T{i} = {{ a: T{i - 1} = {{}} }}\n" for i in range(1, n)) + f"values {{ t: T{n - 1} = {{}} }}\n" + config_map('a = "1"')


def doubling_types(n):
    return HEAD + "type T0 = { a: Int = 1 }\n" + "".join(
        f"type T{i} = {{ a: T{i - 1} = {{}}, b: T{i - 1} = {{}} }}\n" for i in range(1, n)) + f"values {{ t: T{n - 1} = {{}} }}\n" + config_map('a = "1"')


def doubling_lists(n):
    return HEAD + 'let l0 = ["x"]\n' + "".join(f"let l{i} = [...l{i - 1}, ...l{i - 1}]\n" for i in range(1, n)) + config_map(
        f"a = jsonText(l{n - 1})")


def nested_ranges(n):
    return HEAD + config_map(f"a = jsonText([for i in range({n}): for j in range({n}): i + j])")


def variant_match(n):
    variant = "variant V {\n" + lines(n, lambda i: f"c{i} {{ x{i}: Int = {i} }}") + "\n}\n"
    return HEAD + variant + "values { v: V = c0 }\n" + config_map(
        "a = match values.v {\n" + lines(n, lambda i: f'c{i}(p) => "\\(p.x{i})"') + "\n}")


# Construct: (makes the program, smallest size). Sizes are n, 2n and 4n.
CONSTRUCTS = {
    "many-enums": (many_enums, 16),
    "interleaved-guards": (interleaved, 24),
    "match-enum": (match_enum, 64),
    "match-variant": (variant_match, 64),
    "match-records": (match_records, 40),
    "chained-ifs": (chained_ifs, 10),
    "nested-ifs": (nested_ifs, 32),
    "else-ifs": (else_ifs, 64),
    "nested-statements": (nested_statements, 32),
    "doubling-functions": (doubling_functions, 8),
    "conjunction": (conjunction, 100),
    "exclusive-or": (exclusive_or, 16),
    "checks": (checks, 1000),
    "map-keys": (map_keys, 5000),
    "map-values": (map_values, 5000),
    "unread-values": (unread_values, 1000),
    "resources": (resources, 250),
    "namespaces": (namespaces, 250),
    "lets": (lets, 1000),
    "functions": (functions, 1000),
    "nested-types": (nested_types, 100),
    "doubling-types": (doubling_types, 6),
    "doubling-lists": (doubling_lists, 6),
    "nested-ranges": (nested_ranges, 100),
}
