"""Writes definitions that no reader should trust into the folder that is given; a file's name begins with what it pretends to be."""

import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
head = """apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: a.b.io}
spec:
  group: b.io
  scope: Namespaced
  names: {kind: A, plural: a}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema: """
kind = {"x-kubernetes-group-version-kind": [{"group": "b.io", "version": "v1", "kind": "A"}]}


def aliases(i):
    fields = ", ".join(f"p{j}: *a{i - 1}" for j in range(9))
    return f"a{i}: &a{i} {{type: object, properties: {{{fields}}}}}\n"


def schema(spec, **others):
    return json.dumps({"type": "object", "properties": {"spec": spec}} | others | kind)


files = {
    "crd-aliases.yaml": "a0: &a0 {type: string}\n" + "".join(aliases(i) for i in range(1, 10)) + head + "*a9\n",
    "crd-binary.yaml": bytes(range(128, 256)) * 100,
    "crd-deep.yaml": head + "{type: object, properties: {a: " * 3000 + "{}" + "}}" * 3000,
    "crd-empty.yaml": "",
    "crd-flow.yaml": "a: [" + "1, " * 1_000_000 + "1]\n",
    "crd-group.yaml": head.replace("group: b.io", 'group: "../../b"') + "{type: object}\n",
    "crd-huge.yaml": b"a: " + b"x" * 100_000_000,
    "crd-kind.yaml": head.replace("kind: A", 'kind: "../A"') + "{type: object}\n",
    "crd-scalar.yaml": "just a text\n",
    "crd-version.yaml": head.replace("name: v1", 'name: "../v1"') + "{type: object}\n",
    "jsonschema-brackets.json": "[" * 500000,
    "jsonschema-cycle.json": schema(
        {"$ref": "#/definitions/a"}, definitions={"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}
    ),
    "jsonschema-deep.json": '{"type": "object", "properties": {"a": ' * 5000 + "{}" + "}}" * 5000,
    "jsonschema-elsewhere.json": schema({"$ref": "https://example.org/x.json"}),
    "jsonschema-half.json": '{"type": ',
    "openapi-binary.json": b'{"definitions": {"\xff\xfe": {}}}',
    "openapi-deep.json": '{"swagger": "2.0", "definitions": ' + '{"a": ' * 100000,
    "openapi-three.json": json.dumps({"openapi": "3.0.0", "components": {"schemas": {}}}),
}
for name, content in files.items():
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
