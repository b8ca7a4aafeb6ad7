"""Two declarations of one name, of every pair of kinds: one error, at the second name, with a note at the first."""

import itertools
import json
import pathlib
import subprocess
import sys

DECLARATIONS = {
    "service": 'service same { image = { repository = "r", tag = "1" } }',
    "backend": 'backend same = { env { A = "a" } }',
    "backend-when": 'backend same when release.name == "x" = { env { A = "a" } }',
    "let": "let same = 1",
    "fn": "fn same(): Int = 1",
    "type": "type same { a: Int = 1 }",
    "type-alias": "type same = Int(1..2)",
    "enum": "enum same { red, green }",
    "variant": "variant same { one: Int, two }",
    "component": "component same() { }",
    "use": 'use same = made("a")',
    "use-when": 'use same when release.name == "x" = made("a")',
    "service-when": 'service same when release.name == "x" { image = { repository = "r", tag = "1" } }',
    "import-as": "import std.mesh as same",
    "import-native": "import k8s.core.v1 as same",
    "import-module": "import same",
    "import-name": "import same { same }",
}
# Name spaces of their own.
APART = {
    "resource": "resource same: k8s.core.v1.ConfigMap { metadata { name = fullname(), namespace = release.namespace } }",
    "environment": "environment same { }",
}
HEAD = 'chart demo { version = "0.1.0" }\ncomponent made(id: DnsLabel) { }\n'


def check(stackc, folder, first, second):
    main = folder / "main.stack"
    main.write_text(f"{HEAD}{first}\n{second}\n")
    (folder / "same.stack").write_text("export let same = 2\n")
    run = subprocess.run([stackc, "check", str(main), "--format", "json"], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), f"{first} / {second}: {run.returncode} {run.stderr}"
    return [d for d in json.loads(run.stdout)["diagnostics"] if d["severity"] == "error"]


def pairs(stackc, folder):
    for (a, first), (b, second) in itertools.product(DECLARATIONS.items(), repeat=2):
        if a == b and a.startswith("import"):
            continue  # the same import twice is one
        errors = check(stackc, folder, first, second)
        assert [e["code"] for e in errors] == ["E2002"], f"{a}, {b}: {errors}"
        assert errors[0]["line"] == 4, f"{a}, {b}: {errors}"
        assert any("first declared here" in n["message"] and n["line"] == 3 for n in errors[0]["notes"]), f"{a}, {b}: {errors}"
    for name, apart in APART.items():
        for other, declaration in DECLARATIONS.items():
            for order in ((apart, declaration), (declaration, apart)):
                assert not check(stackc, folder, *order), f"{name}, {other}"
        assert [e["code"] for e in check(stackc, folder, apart, apart)] == ["E2002"], name
    print(f"{len(DECLARATIONS)} kinds crossed")


folder = pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
pairs(sys.argv[1], folder)
