"""Every resource of a folder of manifests has the common label and annotation of common.yaml; pods and claims have not."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "tools"))
from helm_yaml import read_stream  # noqa: E402


def templates(value):
    """What is a pod's template or a claim's, anywhere below."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key in ("template", "volumeClaimTemplates"):
            yield from inner if isinstance(inner, list) else [inner]
        yield from templates(inner)


resources = [resource for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")) if path.name != "kustomization.yaml" for resource in read_stream(path.read_text())]
for resource in resources:
    metadata, name = resource["metadata"], f"{resource['kind']} {resource['metadata']['name']}"
    assert metadata["labels"]["team"] == "a", name
    assert metadata["labels"]["app.kubernetes.io/name"] == "shop", name
    assert metadata["annotations"]["note"] == "b", name
    if metadata["labels"]["app.kubernetes.io/component"] == "shop":
        assert metadata["labels"]["tier"] == "web", name
    for template in templates(resource["spec"] if "spec" in resource else {}):
        assert "team" not in template["metadata"].get("labels", {}), name
        assert "note" not in template["metadata"].get("annotations", {}), name
kinds = sorted({resource["kind"] for resource in resources})
print(len(resources), *kinds)
assert len(kinds) >= 12, kinds
