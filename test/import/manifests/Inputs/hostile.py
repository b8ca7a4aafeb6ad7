"""Writes files that no reader should trust into the folder that is given."""

import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
aliases = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
)
pod = "apiVersion: v1\nkind: Pod\nmetadata:\n"
files = {
    "aliases.yaml": aliases.encode(),
    "binary.yaml": bytes(range(128, 256)) * 100,
    "control.yaml": b"a: \x01\n",
    "cycle.yaml": b"a: &a\n  b: *a\n",
    "deep.yaml": b"a: " + b"[" * 200000,
    "duplicate.yaml": (pod + "  name: a\n  name: b\n").encode(),
    "empty.yaml": b"# nothing\n---\n",
    "flow.yaml": b"a: [" + b"1, " * 1_000_000 + b"1]\n",
    "long.yaml": b"a: " + b"x" * 100_000_000,
    "scalar.yaml": b"just a text\n",
    "tabs.yaml": (pod + "\tname: a\n").encode(),
    "template.yaml": (pod + "  name: {{ .Release.Name }}-x\n").encode(),
    "deep.json": b'{"a":' + b"[" * 200000,
    "duplicate.json": b'{"a": 1, "a": 2}',
    "half.json": b'{"apiVersion": "v1", "kind": ',
}
for name, content in files.items():
    (folder / name).write_bytes(content)
