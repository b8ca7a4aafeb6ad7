"""Custom kinds of the names that are given: `definitions GROUP KIND…` or `resources GROUP KIND…`, as a YAML stream."""

import json
import sys

GROUP = sys.argv[2]
SPEC = {"type": "object", "properties": {"text": {"type": "string"}, "number": {"type": "integer"}}}


def definition(kind):
    plural = kind.lower() + "s"
    schema = {"openAPIV3Schema": {"type": "object", "properties": {"spec": SPEC}}}
    return {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": f"{plural}.{GROUP}"},
            "spec": {"group": GROUP, "scope": "Namespaced", "names": {"kind": kind, "plural": plural},
                     "versions": [{"name": "v1", "served": True, "storage": True, "schema": schema}]}}


def resource(kind):
    return {"apiVersion": f"{GROUP}/v1", "kind": kind, "metadata": {"name": "x", "namespace": "ns"}, "spec": {"text": "q", "number": 1}}


make = {"definitions": definition, "resources": resource}[sys.argv[1]]
print("\n---\n".join(json.dumps(make(kind)) for kind in sys.argv[3:]))
