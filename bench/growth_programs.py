"""Programs of one construct in any size, each of which would grow faster than its source if the compiler let it."""

HEAD = 'chart demo { version = "0.1.0" }\n'


def config_map(data, name="r"):
    return f'resource {name}: k8s.core.v1.ConfigMap {{ metadata {{ name = "{name}", namespace = release.namespace }}, data {{\n{data} }} }}\n'


def lines(n, line, separator="\n"):
    return separator.join(line(i) for i in range(n))


def enum(name, n):
    return f"enum {name} {{ " + lines(n, lambda i: f"c{i}", ", ") + " }\n"


def truths(n, default="true"):
    return "values {\n" + lines(n, lambda i: f"b{i}: Bool = {default}") + "\n}\n"


def match_enum(n):
    return HEAD + enum("E", n) + "values { e: E = c0 }\n" + config_map(
        "a = match values.e {\n" + lines(n, lambda i: f'c{i} => "x{i}"') + "\n}")


def match_records(n):
    arms = lines(n, lambda i: f'c{i} => {{ shared = "x{i}", own{i} = "y" }}')
    return HEAD + enum("E", n) + "values { e: E = c0 }\n" + config_map(f"...match values.e {{\n{arms}\n}}")


def match_entries(n):
    """A `match` among the entries of a block."""
    arms = lines(n, lambda i: f'c{i} => {{ shared = "x{i}", own{i} = "y" }}')
    return HEAD + enum("E", n) + "values { e: E = c0 }\n" + config_map(f"match values.e {{\n{arms}\n}}")


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


def image_parts(n):
    """Each of them makes twice as many images, which a chart lists."""
    tag = "".join(f'\\(if values.b{i} then "{i}" else "")' for i in range(n))
    return HEAD + truths(n) + f'service web {{ image {{ repository = "r", tag = "1{tag}" }} }}\n'


def chained_ifs(n):
    lets = 'let l0 = if values.b then values.s else "y"\n' + "".join(
        f'let l{i} = if l{i - 1} == "z{i}" then l{i - 1} else "q{i}\\(l{i - 1})"\n' for i in range(1, n))
    return HEAD + 'values { b: Bool = true, s: String = "x" }\n' + lets + config_map(f"a = l{n - 1}")


def enum_chain(n):
    """Each of many names is chosen by the one before: an enum that is matched again and again."""
    lets = "let v0: E = a\n" + "".join(
        f"let v{i}: E = match v{i - 1} {{ a => if values.b{i - 1} then b else c, b => c, "
        f"c => if values.b{i - 1} then a else b }}\n" for i in range(1, n))
    return HEAD + "enum E { a, b, c }\n" + truths(n) + lets + config_map(f"a = v{n - 1}")


def fallback_chain(n):
    """The same where each falls back to the one before."""
    lets = "let v0: E = if values.b0 then a else b\n" + "".join(
        f"let v{i}: E = match v{i - 1} {{ a => if values.b{i - 1} then b else c, _ => v{i - 1} }}\n" for i in range(1, n))
    return HEAD + "enum E { a, b, c }\n" + truths(n) + lets + config_map(f"a = v{n - 1}")


def key_chain(n):
    """One key of a map, which each of many names sets again where its condition holds."""
    lets = 'let m0: [String: String] = { a = "x" }\n' + "".join(
        f'let m{i}: [String: String] = {{ ...m{i - 1}, if values.b{i - 1} {{ a = "x{i}" }} }}\n' for i in range(1, n))
    return HEAD + truths(n) + lets + config_map(f"...m{n - 1}")


def spread_conditions(n):
    """The same, where each name has the map before under a condition and sets the key under one more."""
    values = "values {\n" + lines(n, lambda i: f"b{i}: Bool = true\nn{i}: Int(0..9) = 4") + "\n}\n"
    lets = 'let m0: [String: String] = { a = "x" }\n' + "".join(
        f'let m{i}: [String: String] = if values.b{i - 1} then {{ ...m{i - 1}, if values.n{i - 1} > 3 {{ a = "x{i}" }} }} '
        f'else m{i - 1}\n' for i in range(1, n))
    return HEAD + values + lets + config_map(f"...m{n - 1}")


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


def nested_tests(n, step):
    """A truth that is asked for in the test of the next one."""
    test = "values.b0"
    for i in range(1, n):
        test = step(test, i)
    return HEAD + truths(n) + config_map(f'if {test} {{ a = "1" }}')


def tests_in_tests(n):
    return nested_tests(n, lambda test, i: f"(if {test} then values.b{i} else not values.b{i - 1})")


def either_in_either(n):
    return nested_tests(n, lambda test, i: f"((values.b{i} and {test}) or (not values.b{i} and values.b{i - 1}))")


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

def computed_keys(n):
    """Keys that constants compute: n of them, in rounds of 100."""
    return HEAD + config_map(f'for i in range({max(1, n // 100)}) {{ for j in range(100) {{ ("k\\(i)-\\(j)") = "v" }} }}')


def set_keys(n):
    """Fixed keys written as expressions, which go to the end where they are set again."""
    return HEAD + config_map(lines(n, lambda i: f'("k{i}") = "v{i}"'))


def late_keys(n):
    values = "values {\n" + lines(n, lambda i: f'v{i}: String(r"^[a-z]+$") = "x{"abcdefghij"[i % 10]}"') + "\n}\n"
    return HEAD + values + config_map(lines(n, lambda i: f'("k{i}-\\(values.v{i})") = "v{i}"'))


def meeting_keys(n):
    """Late keys that may be equal."""
    values = "values {\n" + lines(n, lambda i: f'v{i}: String(r"^[a-z]+$") = "x{"".join("abcdefghij"[int(c)] for c in str(i))}"') + "\n}\n"
    return HEAD + values + config_map(lines(n, lambda i: f'("k-\\(values.v{i})") = "v{i}"'))


def replaced_keys(n):
    """A map of which every key is set again, one after the other."""
    return HEAD + "let m: [String: String] = {\n" + lines(n, lambda i: f'k{i} = "v{i}"') + "\n}\n" + config_map(
        "...m\n" + lines(n, lambda i: f'k{i} = "w{i}"'))


def guarded_keys(n):
    """Keys under one late condition each."""
    return HEAD + truths(n) + config_map(lines(n, lambda i: f'if values.b{i} {{ k{i} = "v{i}" }}'))


def branches(n):
    """The same keys in both branches of a late condition."""
    return HEAD + "values { b: Bool = true }\n" + config_map(
        "if values.b {\n" + lines(n, lambda i: f'k{i} = "v{i}"') + "\n} else {\n" + lines(n, lambda i: f'k{i} = "w{i}"') + "\n}")


def record_branches(n):
    """A record, to the lists of which n branches append."""
    kinds = ('enum E { x, y, z }\ntype S { l: [String] = [] }\n'
             'type R { l: [String] = [], sub: S = {}, o: S? = { l = ["o"] }, m: [String: String] = {} }\n')
    values = "values {\n" + lines(n, lambda i: f"b{i}: Bool = true\ne{i}: E = x") + "\n}\n"
    def change(i):
        return (f'if values.b{i} {{ l += ["b{i}"], m {{ k{i} = "x" }} }} else {{ sub {{ l += ["s{i}"] }} }}\n'
                f'match values.e{i} {{ x => {{ o {{ l += ["x{i}"] }} }}, y => {{ sub {{ l += ["y{i}"] }} }}, z => {{ l += ["z{i}"] }} }}')
    record = "let r: R = {\n" + lines(n, change) + "\n}\n"
    return HEAD + kinds + values + record + config_map(
        'l = join(r.l, ","), sub = join(r.sub.l, ","), if let o = r.o { o = join(o.l, ",") }, ...r.m')


def guard_enum(n):
    """Each case of one enum in a condition of its own."""
    return HEAD + enum("E", n) + "values { e: E = c0 }\n" + config_map(
        lines(n, lambda i: f'if values.e is c{i} {{ k{i} = "v{i}" }}'))


def enum_resources(n):
    """A resource for each case of one enum."""
    one = lambda i: (f'resource r{i} when values.e is c{i}: k8s.core.v1.ConfigMap '
                     f'{{ metadata {{ name = "r{i}", namespace = release.namespace }}, data {{ a = "1" }} }}\n')
    return HEAD + enum("E", n) + "values { e: E = c0 }\n" + "".join(one(i) for i in range(n))


def enum_name(n):
    """A name that n cases choose, and one that the resource beside it could have."""
    arms = "match values.e {\n" + lines(n, lambda i: f'c{i} => "x{i}"') + "\n}"
    one = lambda name, of: (f'resource {name}: k8s.core.v1.ConfigMap {{ metadata {{ name = {of}, namespace = release.namespace }}, data {{ a = "1" }} }}\n')
    return HEAD + enum("E", n) + f"values {{ e: E = c0 }}\nlet called = {arms}\n" + one("a", "called") + one("b", '"b"')


def check_chain(n):
    """Checks over one value."""
    return HEAD + "values { v: Int(0..1000000) = 0 }\n" + lines(
        n, lambda i: f'check values.v != {i + 1} else "not {i + 1}"') + "\n" + config_map('a = "1"')


def late_checks(n):
    """Checks, each under a condition of its own, in a component."""
    return HEAD + truths(n) + "component c(x: Bool, n: Int) { check not x or n > 0 else \"\\(n)\" }\n" + "".join(
        f"use u{i} = c(values.b{i}, {i + 1})\n" for i in range(n)) + config_map('a = "1"')


def values_of_records(n):
    """Records of the same type among the values."""
    return HEAD + "type T { a: Int = 1, b: String = \"x\", c: Bool = true }\nvalues {\n" + lines(
        n, lambda i: f"t{i}: T = {{}}") + "\n}\n" + config_map(lines(n, lambda i: f'k{i} = "\\(values.t{i}.a)\\(values.t{i}.b)\\(values.t{i}.c)"'))


def list_items(n):
    return HEAD + "values { l: [String] = [\n" + lines(n, lambda i: f'"v{i}"') + "\n] }\n" + config_map("a = jsonText(values.l)")


def merge_list(n):
    """Elements of a list with a merge key."""
    return HEAD + (
        'resource r: k8s.core.v1.Pod { metadata { name = "r", namespace = release.namespace }, spec { containers = [{ name = "a", image = "a:1", env = [\n'
        + lines(n, lambda i: f'{{ name = "V{i}", value = "v{i}" }}') + "\n] }] } }\n")


COMPONENT = ('component c(id: String) { resource r: k8s.core.v1.ConfigMap { metadata { name = id, namespace = release.namespace }, '
             'data { a = id } } }\n')


def amended_list(n):
    """Elements of a list with a merge key, each amended by its name."""
    pod = ('component p() { resource r: k8s.core.v1.Pod { metadata { name = "r", namespace = release.namespace }, '
           'spec { containers = [{ name = "a", image = "a:1", env = [\n' + lines(n, lambda i: f'{{ name = "V{i}", value = "v{i}" }}') + "\n] }] } } }\n")
    return HEAD + pod + 'use u = p()\npatch u.r { spec { containers["a"] {\n' + lines(n, lambda i: f'env["V{i}"].value = "w{i}"') + "\n} } }\n"


def patches(n):
    """Uses, each with its patch."""
    return HEAD + COMPONENT + "".join(f'use u{i} = c("u{i}")\npatch u{i}.r {{ data {{ b = "2" }} }}\n' for i in range(n))


def patches_of_one(n):
    return HEAD + COMPONENT + 'use u = c("u")\n' + "".join(f'patch u.r {{ data {{ k{i} = "{i}" }} }}\n' for i in range(n))


def under_conditions(n, change):
    """One pod, changed by n patches, each under a condition of its own."""
    values = "values {\n" + lines(n, lambda i: f"b{i}: Bool = false") + "\nm: [String: String] = {}\n}\n"
    pod = ('component c(m: [String: String]) {\nresource r: k8s.core.v1.Pod {\n'
           'metadata { name = "r", namespace = release.namespace, annotations = m }\n'
           'spec { containers = [{ name = "a", image = "i:1", env = [{ name = "A", value = "x" }] }] }\n}\n}\n')
    return HEAD + values + pod + "use u = c(values.m)\n" + "".join(
        f"patch u.r {{ if values.b{i} {{ {change(i)} }} }}\n" for i in range(n))


def repeated_settings(n):
    """A key that each of n patches sets again, two of them alike."""
    return under_conditions(n, lambda i: f'spec {{ priority = {i // 2} }}')


def else_ifs(n):
    """A chain of conjunctions, whose parts stand far apart in it."""
    chain = "".join(f'if values.b{i} and not values.b{(7 * i + 3) % n} then "x{i}" else ' for i in range(n))
    return HEAD + truths(n) + config_map(f'a = {chain}"z"')


def optional_chain(n):
    """An optional that each of n `let`s gives or leaves as it was, read and asked for."""
    lets = "let o0: String? = none\n" + lines(
        n, lambda i: f'let o{i + 1}: String? = if values.b{i} then "v{i}" else o{i}') + "\n"
    return HEAD + truths(n, "false") + lets + config_map(f"a = o{n}\nif let z = o{n} {{ b = z }}")


def record_chain(n):
    """A record that each of n `let`s gives anew, by the fields of the one before."""
    lets = "let l0: R = values.r\n" + lines(
        n, lambda i: f'let l{i + 1}: R = if l{i}.num > {i} then {{ ...l{i}, num = min(l{i}.num + 1, 1000) }} '
                     f'else {{ text = "q\\(l{i}.text)", num = l{i}.num }}') + "\n"
    return HEAD + 'type R { text: String, num: Int(0..1000) }\nvalues { r: R = { text = "x", num = 1 } }\n' + lets + config_map(
        f"a = l{n}.text, b = str(l{n}.num)")


def conditional_keys(n):
    """Keys of a late map that is left out where it is empty."""
    return under_conditions(n, lambda i: f'metadata {{ annotations {{ q = "{i}", k{i} = "x" }} }}')


def conditional_amendments(n):
    """An element of a list, and what is in it."""
    return under_conditions(
        n, lambda i: f'spec {{ containers["a"] {{ workingDir = "/{i}", env["A"] {{ value = "{i}" }}, resources {{ limits {{ cpu = {i + 1} }} }} }} }}')


def conditional_appends(n):
    """An element of a list that takes others."""
    return under_conditions(
        n, lambda i: f'spec {{ containers["a"] {{ tty = true, env += [{{ name = "N{i}", value = "x" }}] }} }}')


def conditional_labels(n):
    """What named templates of the library make, changed by n patches: of a workload, and of its pods."""
    values = "values {\n" + lines(n, lambda i: f"b{i}: Bool = false") + "\n}\n"
    service = 'service s { image { repository = "a", tag = "1" }, podAnnotations { p = "x" } }\n'
    made = lambda i: f'metadata {{ labels {{ l{i} = "x" }}, annotations {{ a{i} = "x" }} }}'  # noqa: E731
    return HEAD + values + service + lines(
        n, lambda i: f"patch s.deployment {{ if values.b{i} {{ {made(i)}, spec {{ template {{ {made(i)} }} }} }} }}") + "\n"


def nested_conditions(n):
    """One annotation, which n patches set under a condition in a condition."""
    values = "values {\n" + lines(n, lambda i: f"b{i}: Bool = false\nn{i}: Int(0..9) = 4") + "\n}\n"
    service = 'service s { image { repository = "a", tag = "1" } }\n'
    return HEAD + values + service + lines(n, lambda i: (
        f'patch s.deployment {{ if values.b{i} {{ metadata {{ annotations {{ if values.n{i} > 3 {{ a = "x{i}" }} }} }} }} }}')) + "\n"


def conditional_removals(n):
    """Keys that are taken out of a late map."""
    values = "values {\n" + lines(n, lambda i: f"b{i}: Bool = false") + "\nm: [String: String] = {}\n}\n"
    return HEAD + values + config_map("...values.m\n" + lines(n, lambda i: f"if values.b{i} {{ remove k{i} }}"))


def element_removals(n):
    """Elements that are taken out of a late list."""
    values = "values {\n" + lines(n, lambda i: f"b{i}: Bool = false") + "\nenv: [k8s.core.v1.EnvVar] = []\n}\n"
    pod = ('component p(env: [k8s.core.v1.EnvVar]) {\nresource r: k8s.core.v1.Pod {\n'
           'metadata { name = "r", namespace = release.namespace }\n'
           'spec { containers = [{ name = "a", image = "i:1", env = env }] }\n}\n}\n')
    return HEAD + values + pod + "use u = p(values.env)\n" + "".join(
        f'patch u.r {{ spec {{ containers["a"] {{ if values.b{i} {{ remove env["V{i}"] }} }} }} }}\n' for i in range(n))


def conditional_lists(n):
    """A list that is there where one of n patches gives it an element."""
    values = "values {\n" + lines(n, lambda i: f"b{i}: Bool = false") + "\n}\n"
    return HEAD + values + 'service s { image { repository = "a", tag = "1" } }\n' + lines(
        n, lambda i: f'patch s.container {{ if values.b{i} {{ env += [{{ name = "V{i}", value = "x" }}] }} }}') + "\n"


def list_ends(n):
    """A list that each of n conditions extends at one end or the other, read as a whole and at its begin."""
    lets = "let l0: [String(1..)] = []\n" + "".join(
        f'let l{i + 1}: [String(1..)] = if values.b{i} then ["a{i}", ...l{i}] else [...l{i}, "z{i}"]\n' for i in range(n))
    return HEAD + truths(n) + lets + config_map(f'a = join(l{n}, ","), b = first(l{n}) ?? "-", c = str(len(l{n}))')


def conditional_branches(n):
    """A service of which n conditions change the variables, labels and resources."""
    branch = lambda i: (f'if values.b{i} {{ env {{ V{i} = "x", W = "{i}" }}, podLabels {{ l = "{i}" }}, '  # noqa: E731
                        f"resources {{ limits {{ cpu = {i + 1} }} }} }}")
    return HEAD + truths(n, "false") + (
        'service s {\nimage = { repository = "ghcr.io/acme/s", tag = "1" }\nports { http = 8080 }\n' + lines(n, branch) + "\n}\n")


def services(n):
    return HEAD + "".join(
        f'service s{i} {{\nimage = {{ repository = "ghcr.io/acme/s{i}", tag = "1" }}\nports {{ http = 8080 }}\nenv {{ A = "{i}" }}\n}}\n' for i in range(n))


def services_among_each_other(n):
    """Services that know the addresses of all others: as many variables as n²."""
    urls = ('fn urls(me: String): [String: String] = { for s in services if s.id != me { if let port = s.port { '
            '("\\(upper(replace(s.id, "-", "_")))_URL") = "http://\\(s.host):\\(port)" } } }\n')
    return HEAD + urls + "".join(
        f'service s{i} {{ image = {{ repository = "ghcr.io/acme/s{i}", tag = "1" }}, ports {{ http = 8080 }}, env = urls("s{i}") }}\n'
        for i in range(n))


def late_membership(n):
    """The strangers of a late list, beside a list of n elements under conditions that were met before."""
    values = "values {\nl: [String] = []\n" + lines(n, lambda i: f"b{i}: Bool = true") + "\n}\n"
    known = "let known = [\n" + lines(n, lambda i: f'if values.b{i}: "E{i}"') + "\n]\n"
    return HEAD + values + known + config_map(
        'known = join(known, ",")\n'
        'strangers = join([for x in values.l if not nonEmpty([for k in known if k == x: k]): x], ",")')


def extra_env(n):
    """A service with n variables under conditions, beside those that the values name."""
    values = "values {\nextra: [EnvVar] = []\n" + lines(n, lambda i: f"b{i}: Bool = true") + "\n}\n"
    return HEAD + "import k8s.core.v1 { EnvVar }\n" + values + (
        'service s {\nimage = { repository = "ghcr.io/acme/s", tag = "1" }\nextraEnv = values.extra\nenv {\n'
        + lines(n, lambda i: f'if values.b{i} {{ V{i} = "v{i}" }}') + "\n}\n}\n")


def pairs_met_apart(n):
    """A disjunction of pairs, of which the first halves were met before the others: nothing follows, however it is looked at."""
    values = "values {\n" + lines(n, lambda i: f"a{i}: Bool = true\nb{i}: Bool = true") + "\n}\n"
    either = lambda term: " or ".join(term(i) for i in range(n))  # noqa: E731
    return HEAD + values + config_map("\n".join(
        f'{key} = if {either(term)} then "x" else "y"' for key, term in (
            ("a", lambda i: f"values.a{i}"), ("b", lambda i: f"values.b{i}"),
            ("c", lambda i: f"(values.a{i} and values.b{i})"))))


def service_env(n):
    return HEAD + 'service s {\nimage = { repository = "ghcr.io/acme/s", tag = "1" }\nports { http = 8080 }\nenv {\n' + lines(
        n, lambda i: f'V{i} = "v{i}"') + "\n}\n}\n"


def uses(n):
    """A component, used n times."""
    return HEAD + COMPONENT + "".join(f'use u{i} = c("u{i}")\n' for i in range(n))


def uses_ladder(n):
    """Backends, each of which uses the two before it under conditions: ways to the first as many as Fibonacci's numbers."""
    used = lambda i: ", ".join(f"if values.b{i}: k{j}" for j in range(max(0, i - 2), i))  # noqa: E731
    return HEAD + "values { " + ", ".join(f"b{i}: Bool = true" for i in range(n)) + " }\n" + "".join(
        f'backend k{i} = {{ env {{ E{i} = "1" }}, uses = [{used(i)}] }}\n'
        for i in range(n)) + f'service demo {{ image {{ repository = "a", tag = "1" }}, uses = [k{n - 1}] }}\n'


def maps_over_themselves(n):
    """Maps, each of which is laid over the one before twice."""
    return HEAD + "values { m: [String: String] = {} }\nlet m0: [String: String] = values.m\n" + "".join(
        f'let m{i} = m{i - 1} + {{ k{i} = "v" }} + m{i - 1}\n' for i in range(1, n)) + config_map(f"...m{n - 1}")


def nested_components(n):
    """Components, each of which uses the one before."""
    return HEAD + COMPONENT.replace("component c", "component c0") + "".join(
        f"component c{i}(id: String) {{ use u = c{i - 1}(id) }}\n" for i in range(1, n)) + f'use u = c{n - 1}("x")\n'


def doubling_components(n):
    """Components, each of which uses the one before twice: as many resources as 2^n."""
    return HEAD + COMPONENT.replace("component c", "component c0") + "".join(
        f'component c{i}(id: String) {{ use u = c{i - 1}("\\(id)0"), use v = c{i - 1}("\\(id)1") }}\n'
        for i in range(1, n)) + f'use u = c{n - 1}("x")\n'


def doubling_ranges(n):
    """range(n) in range(n) in text, each round with a late part."""
    return HEAD + 'values { s: String = "x" }\n' + config_map(
        f'a = jsonText([for i in range({n}): for j in range({n}): "\\(i)-\\(j)-\\(values.s)"])')


def doubling_records(n):
    """Records that hold the one before twice."""
    return HEAD + "type T0 = { s: String }\n" + "".join(f"type T{i} = {{ a: T{i - 1}, b: T{i - 1} }}\n" for i in range(1, n)) + (
        'values { s: String = "x" }\nlet l0: T0 = { s = values.s }\n'
        + "".join(f"let l{i}: T{i} = {{ a = l{i - 1}, b = l{i - 1} }}\n" for i in range(1, n))) + config_map(f"a = jsonText(l{n - 1})")


def shared_truths(n):
    """A large late text that many places name."""
    return HEAD + truths(20) + "let t = \"" + "".join(f'\\(if values.b{i} then "x{i}" else "y{i}")' for i in range(20)) + "\"\n" + config_map(
        lines(n, lambda i: f'k{i} = "{i} \\(t)"'))


def environments(n):
    return HEAD + "values { s: String = \"x\" }\n" + config_map("a = values.s") + "".join(
        f'environment e{i} {{ values {{ s = "e{i}" }} }}\n' for i in range(n))


def extended_environments(n):
    return HEAD + "values {\n" + lines(n, lambda i: f's{i}: String = "x"') + "\n}\n" + config_map(
        lines(n, lambda i: f"k{i} = values.s{i}")) + 'environment e0 { values { s0 = "e" } }\n' + "".join(
        f'environment e{i} extends e{i - 1} {{ values {{ s{i} = "e{i}" }} }}\n' for i in range(1, n))


def overlay_keys(n):
    """A map of the values, each key amended by an environment."""
    return HEAD + "values { m: [String: String] = {\n" + lines(n, lambda i: f'k{i} = "v{i}"') + "\n} }\n" + config_map("...values.m") + (
        "environment e { values { m {\n" + lines(n, lambda i: f'k{i} = "w{i}"') + "\n} } }\n")


def long_text(n):
    return HEAD + "values { s: String = \"x\" }\n" + config_map('a = "' + "ab\\(values.s)" * n + '"')


def enum_keys(n):
    """A map with the cases of an enum as keys."""
    return HEAD + enum("E", n) + "values { m: [E: String] = {} }\n" + config_map('for k, v in values.m { ("\\(k)") = v }')


def optionals(n):
    return HEAD + "values {\n" + lines(n, lambda i: f"o{i}: String? = none") + "\n}\n" + config_map(
        lines(n, lambda i: f'if let x = values.o{i} {{ k{i} = x }}'))


def coalesced(n):
    """The first of n optionals that is there."""
    return HEAD + "values {\n" + lines(n, lambda i: f"o{i}: String? = none") + "\n}\n" + config_map(
        "a = " + "".join(f"values.o{i} ?? " for i in range(n)) + '"z"')


def sums(n):
    return HEAD + "values {\n" + lines(n, lambda i: f"v{i}: Int(0..9) = 1") + "\n}\n" + config_map(
        'a = "\\(' + lines(n, lambda i: f"values.v{i}", " + ") + ')"')


def at_most_one(n):
    """A check that no two of n truths hold: each pair."""
    return HEAD + truths(n, "false") + "check not (" + " or ".join(
        f"values.b{i} and values.b{j}" for i in range(n) for j in range(i)) + ') else "two"\n' + config_map('a = "1"')


def sums_of_products(n):
    """A disjunction whose diagram doubles with each part in the order of declaration."""
    parts = " or ".join(f"values.b{i} and values.b{i + n}" for i in range(n))
    return HEAD + truths(2 * n) + config_map(f'if {parts} {{ a = "1" }} else {{ b = "1" }}')


def doubling_branches(n):
    """Functions that each call the one before in both branches, under conditions of their own."""
    functions = "fn f0(t: String): String = t\n" + "".join(
        f'fn f{i}(t: String): String = if t == "a{i}" then f{i - 1}(t) else f{i - 1}("x\\(t)")\n' for i in range(1, n))
    return HEAD + 'values { t: String = "a" }\n' + functions + config_map(f"a = f{n - 1}(values.t)")


def doubling_uses(n):
    """Components that each use the one before in both branches."""
    head = "component c0(id: DnsLabel, b: Bool) {\nresource r: k8s.core.v1.ConfigMap { metadata { name = id, namespace = release.namespace } }\n}\n"
    components = "".join(
        f"component c{i}(id: DnsLabel, b: Bool) {{\nif b {{ use x = c{i - 1}(id, values.b{i}) }} else {{ use y = c{i - 1}(id, values.b{i}) }}\n}}\n"
        for i in range(1, n))
    return HEAD + truths(n) + head + components + f'use z = c{n - 1}("q", values.b0)\n'


def nested_loops(n):
    """A loop in a loop over late lists, to any depth."""
    values = "values {\n" + lines(n, lambda i: f"l{i}: [String] = []") + "\n}\n"
    loops = "".join(f"for x{i} in values.l{i}: " for i in range(n))
    return HEAD + values + config_map(f'a = jsonText([{loops}"y"])')


def doubling_lets_in_loops(n):
    return HEAD + 'values { l: [String] = [] }\n' + "fn f0(x: String): String = x\n" + "".join(
        f'fn f{i}(x: String): String = if x == "{i}" then f{i - 1}("\\(x)a") else f{i - 1}("\\(x)b")\n' for i in range(1, n)) + config_map(
        f"a = jsonText([for x in values.l: f{n - 1}(x)])")


def conditional(n, kind, item):
    """Values of which each is on or off."""
    return HEAD + "values {\n" + lines(n, lambda i: f"b{i}: Bool = true, l{i}: {kind} = {item}") + "\n}\n"


def conditional_spreads(n):
    """Late lists, each under a condition, before an element: a loop over all of them, and their number."""
    return conditional(n, "[String]", "[]") + "let l = [" + ", ".join(f"if values.b{i}: ...values.l{i}" for i in range(n)) + ', "x"]\n' + config_map(
        "a = jsonText([for x in l: \"k\\(x)\"])\nb = str(len(l))")


def conditional_elements(n):
    """Elements, each under a condition, walked with their index."""
    return conditional(n, "String", '"x"') + "let l = [" + ", ".join(f"if values.b{i}: values.l{i}" for i in range(n)) + "]\n" + config_map(
        "a = jsonText([for i, x in l: \"\\(i)\\(x)\"])")


# Construct: (makes the program, smallest size). Sizes are n, 2n, 4n and 8n.
CONSTRUCTS = {
    # cases and conditions
    "match-enum": (match_enum, 125),
    "match-variant": (variant_match, 125),
    "match-records": (match_records, 125),
    "record-branches": (record_branches, 25),
    "guard-enum": (guard_enum, 125),
    "enum-resources": (enum_resources, 125),
    "enum-name": (enum_name, 125),
    "enum-keys": (enum_keys, 125),
    "match-entries": (match_entries, 50),
    "many-enums": (many_enums, 32),
    "interleaved-guards": (interleaved, 64),
    "chained-ifs": (chained_ifs, 10),
    "enum-chain": (enum_chain, 25),
    "fallback-chain": (fallback_chain, 25),
    "key-chain": (key_chain, 10),
    "spread-conditions": (spread_conditions, 10),
    "nested-ifs": (nested_ifs, 20),
    "else-ifs": (else_ifs, 64),
    "nested-statements": (nested_statements, 20),
    "conjunction": (conjunction, 125),
    "exclusive-or": (exclusive_or, 32),
    "tests-in-tests": (tests_in_tests, 16),
    "either-in-either": (either_in_either, 16),
    "sums-of-products": (sums_of_products, 4),
    "at-most-one": (at_most_one, 5),
    "optionals": (optionals, 125),
    "coalesced": (coalesced, 20),
    "sums": (sums, 64),
    # keys and elements
    "map-keys": (map_keys, 12500),
    "map-values": (map_values, 12500),
    "computed-keys": (computed_keys, 12500),
    "set-keys": (set_keys, 12500),
    "late-keys": (late_keys, 125),
    "meeting-keys": (meeting_keys, 8),
    "replaced-keys": (replaced_keys, 2500),
    "guarded-keys": (guarded_keys, 1250),
    "branches": (branches, 1250),
    "overlay-keys": (overlay_keys, 2500),
    "list-items": (list_items, 12500),
    "conditional-spreads": (conditional_spreads, 8),
    "conditional-elements": (conditional_elements, 8),
    "merge-list": (merge_list, 1250),
    "amended-list": (amended_list, 125),
    # declarations
    "checks": (checks, 1250),
    "check-chain": (check_chain, 1250),
    "late-checks": (late_checks, 1250),
    "unread-values": (unread_values, 1000),
    "values-of-records": (values_of_records, 250),
    "resources": (resources, 250),
    "namespaces": (namespaces, 250),
    "patches": (patches, 125),
    "patches-of-one": (patches_of_one, 125),
    "repeated-settings": (repeated_settings, 50),
    "else-ifs": (else_ifs, 24),
    "optional-chain": (optional_chain, 40),
    "record-chain": (record_chain, 40),
    "conditional-keys": (conditional_keys, 8),
    "conditional-amendments": (conditional_amendments, 8),
    "conditional-appends": (conditional_appends, 8),
    "conditional-labels": (conditional_labels, 8),
    "conditional-lists": (conditional_lists, 50),
    "list-ends": (list_ends, 20),
    "image-parts": (image_parts, 8),
    "conditional-branches": (conditional_branches, 8),
    "nested-conditions": (nested_conditions, 20),
    "conditional-removals": (conditional_removals, 8),
    "element-removals": (element_removals, 8),
    "services": (services, 10),
    "services-among-each-other": (services_among_each_other, 10),
    "service-env": (service_env, 125),
    "late-membership": (late_membership, 50),
    "extra-env": (extra_env, 50),
    "pairs-met-apart": (pairs_met_apart, 20),
    "uses": (uses, 125),
    "uses-ladder": (uses_ladder, 4),
    "environments": (environments, 25),
    "extended-environments": (extended_environments, 12),
    "lets": (lets, 1000),
    "functions": (functions, 1000),
    "nested-types": (nested_types, 100),
    "nested-components": (nested_components, 100),
    # what doubles
    "doubling-functions": (doubling_functions, 8),
    "doubling-lets-in-loops": (doubling_lets_in_loops, 4),
    "doubling-branches": (doubling_branches, 5),
    "doubling-uses": (doubling_uses, 4),
    "doubling-types": (doubling_types, 4),
    "doubling-lists": (doubling_lists, 4),
    "doubling-records": (doubling_records, 4),
    "doubling-components": (doubling_components, 2),
    "nested-loops": (nested_loops, 4),
    "nested-ranges": (nested_ranges, 50),
    "doubling-ranges": (doubling_ranges, 25),
    "maps-over-themselves": (maps_over_themselves, 100),
    "shared-truths": (shared_truths, 125),
    "long-text": (long_text, 1000),
}
