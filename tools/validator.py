"""A judge of rendered resources that is not the compiler's: python3-jsonschema over the published definitions of Kubernetes
and over those of the custom resources in test/e2e/crds, and, written here again, what the definitions don't say: names,
labels, ports, what is there twice, volumes that are mounted.

The definitions are those of RELEASE, or of an older release that is asked for and at hand (release_of).
"""

import base64
import functools
import json
import lzma
import os
import pathlib
import re

import jsonschema
import yaml

RELEASE = "1.36.0"
_TESTS = pathlib.Path(__file__).resolve().parents[1] / "test"
_SHARED = pathlib.Path(os.environ.get("STACKC_SHARED_DATA") or _TESTS.parents[1] / "shared" / "data")
_CUSTOM = _TESTS / "e2e" / "crds"

INT32 = {"minimum": -(2**31), "maximum": 2**31 - 1}
INT64 = {"minimum": -(2**63), "maximum": 2**63 - 1}
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"
BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
FORMATS = {"int32": INT32, "int64": INT64, "date-time": {"pattern": TIME}, "byte": {"pattern": BASE64}}

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_QUALIFIED = re.compile(r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
_PORT = re.compile(r"(?=.{1,15}\Z)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_VARIABLE = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*")
_DATA_KEY = re.compile(r"[-._a-zA-Z0-9]{1,253}")
_VARIABLE_FIELD = re.compile(
    r"metadata\.(name|namespace|uid|(labels|annotations)\['[^' ]+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?)"
)
_HOST = re.compile(r"(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_SECRET_KEYS = {
    "kubernetes.io/tls": ["tls.crt", "tls.key"],
    "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
    "kubernetes.io/ssh-auth": ["ssh-privatekey"],
}
_PATHS = {"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"}


def release_of(version):
    """The release whose definitions say what a cluster of the version takes; None where they are not at hand."""
    minor = ".".join(version.lstrip("v").split(".")[:2])
    release = f"{minor}.0"
    return release if release == RELEASE or _shared(release).exists() else None


def _shared(release):
    return _SHARED / "kubernetes" / f"definitions-v{release}.json"


@functools.lru_cache
def definitions(release=RELEASE):
    """Name -> schema, as published."""
    if release == RELEASE:
        with lzma.open(_TESTS / "kinds" / "Inputs" / f"definitions-v{RELEASE}.json.xz") as file:
            return json.load(file)["definitions"]
    return json.loads(_shared(release).read_text())["definitions"]


def _strict(schema):
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: _strict(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        result["properties"] = {key: _strict(part) for key, part in schema["properties"].items()}
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            result.setdefault("additionalProperties", False)
    if schema.get("nullable") is True and isinstance(schema.get("type"), str):
        result["type"] = [schema["type"], "null"]
    return {**FORMATS.get(str(schema.get("format")), {}), **result}


@functools.lru_cache
def _strict_definitions(release):
    return {name: _strict(schema) for name, schema in definitions(release).items()}


@functools.lru_cache
def _validator(definition, release):
    return jsonschema.Draft4Validator({"$ref": f"#/definitions/{definition}", "definitions": _strict_definitions(release)})


def schema_faults(definition, resource, release=RELEASE):
    """What a definition, with its objects closed and its formats meant, finds wrong with a value."""
    return _faults_by(_validator(definition, release), resource)


@functools.lru_cache
def _custom_validators(group):
    """(version, kind) -> what a definition of a group finds. Groups of one kind stand together in a file."""
    own = _CUSTOM / f"{group}.yaml"
    named = {path.name for path in _CUSTOM.glob("*.*.yaml")}
    paths = [own] if own.exists() else sorted(path for path in _CUSTOM.glob("*.yaml") if path.name not in named)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = {}
    for definition in (one for path in paths for one in yaml.load_all(path.read_text(), loader) if one):
        spec = definition["spec"]
        for version in spec["versions"]:
            schema = version.get("schema", {}).get("openAPIV3Schema")
            if spec["group"] == group and schema:
                # What each resource has need not be in the schema.
                whole = {**schema, "properties": {"apiVersion": {}, "kind": {}, "metadata": {}, **schema.get("properties", {})}}
                found[version["name"], spec["names"]["kind"]] = jsonschema.Draft4Validator(_strict(whole))
    return found


def _custom_validator(resource):
    group, _, version = str(resource.get("apiVersion")).rpartition("/")
    return _custom_validators(group).get((version, resource.get("kind"))) if "." in group else None


def _faults_by(validator, resource, besides=()):
    """Without what the words `besides` find."""
    return [
        f"{'.'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
        for fault in validator.iter_errors(resource)
        if fault.validator not in besides
    ]


@functools.lru_cache
def _definition_of(api_version, kind, release):
    group, _, version = api_version.rpartition("/")
    for name, schema in definitions(release).items():
        for one in schema.get("x-kubernetes-group-version-kind", []):
            if (one["group"], one["version"], one["kind"]) == (group, version, kind) and "metadata" in schema.get("properties", {}):
                return name
    return None


def _keys_twice(definition, value, release=RELEASE, path=""):
    """Elements of lists with equal map keys, which an apply on the server's side refuses."""
    schema = definition
    while "$ref" in schema:
        schema = definitions(release)[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        for key, member in value.items():
            inner = schema.get("properties", {}).get(key) or schema.get("additionalProperties")
            if isinstance(inner, dict):
                yield from _keys_twice(inner, member, release, f"{path}.{key}")
    elif isinstance(value, list):
        keys = schema.get("x-kubernetes-list-map-keys", [])
        seen = set()
        for index, element in enumerate(value):
            if keys and isinstance(element, dict) and any(key in element for key in keys):
                one = tuple(str(element.get(key, "TCP" if key == "protocol" else "")) for key in keys)
                if one in seen:
                    yield f"{path}[{index}]: {'/'.join(one)} is there twice"
                seen.add(one)
            yield from _keys_twice(schema.get("items", {}), element, release, f"{path}[{index}]")


def _dig(value, *path):
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _objects(value, *path):
    found = _dig(value, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _illegal(pattern, text, what):
    if not isinstance(text, str) or not pattern.fullmatch(text):
        yield f"{text!r} is not {what}"


def _metadata(resource):
    kind = resource.get("kind")
    name = _dig(resource, "metadata", "name")
    if kind in _PATHS:
        yield from _illegal(re.compile(r"[^/%]+"), name, "a name of a role")
    else:
        strict = _LABEL if kind in ("Service", "Namespace") and resource.get("apiVersion") == "v1" else _NAME
        yield from _illegal(strict, name, f"a name of a {kind}")
    if kind in ("CronJob", "StatefulSet") and len(str(name)) > 52:
        yield f"{name!r} has more than 52 characters"


def _labels(metadata):
    for key, value in (_dig(metadata, "labels") or {}).items():
        yield from _illegal(_QUALIFIED, key.rpartition("/")[2], "the key of a label")
        if value != "":
            yield from _illegal(_QUALIFIED, value, "the value of a label")
    for key in _dig(metadata, "annotations") or {}:
        yield from _illegal(_QUALIFIED, key.rpartition("/")[2], "the key of an annotation")


def _templates(resource):
    """(labels and the like, spec of the pods, names of claims) of a resource."""
    if resource.get("kind") == "Pod":
        yield resource.get("metadata"), resource.get("spec"), set()
    if resource.get("kind") == "PodTemplate":
        yield _dig(resource, "template", "metadata"), _dig(resource, "template", "spec"), set()
    if resource.get("kind") in ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"):
        template = _dig(resource, "spec", "template")
        claims = {_dig(claim, "metadata", "name") for claim in _objects(resource, "spec", "volumeClaimTemplates")}
        yield _dig(template, "metadata"), _dig(template, "spec"), claims
    if resource.get("kind") == "CronJob":
        template = _dig(resource, "spec", "jobTemplate", "spec", "template")
        yield _dig(template, "metadata"), _dig(template, "spec"), set()


def _pods(resource):
    for metadata, spec, claims in _templates(resource):
        yield from _labels(metadata)
        selector = _dig(resource, "spec", "selector", "matchLabels") or {}
        if resource.get("kind") in ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"):
            labels = _dig(metadata, "labels") or {}
            yield from (f"the selector's {key} is not that of the pods" for key in selector if labels.get(key) != selector[key])
        volumes = {volume.get("name") for volume in _objects(spec, "volumes")} | claims
        containers = _objects(spec, "containers") + _objects(spec, "initContainers")
        names = [container.get("name") for container in containers]
        if len(set(names)) != len(names):
            yield f"containers {names}: a name is there twice"
        for container in containers:
            yield from _container(container, volumes)
        yield from _pod_spec(spec)


def _pod_spec(spec):
    if _objects(spec, "ephemeralContainers"):
        yield "ephemeralContainers, which only a pod that runs has"
    if _dig(spec, "dnsPolicy") == "None" and not _dig(spec, "dnsConfig", "nameservers"):
        yield "dnsPolicy None without nameservers"
    for toleration in _objects(spec, "tolerations"):
        if "tolerationSeconds" in toleration and toleration.get("effect") != "NoExecute":
            yield "tolerationSeconds without the effect NoExecute"
    for volume in _objects(spec, "volumes"):
        for source in ("configMap", "secret", "downwardAPI"):
            for item in _objects(volume, source, "items"):
                if re.match(r"/|\.\.|$", item.get("path", "")) or ".." in item["path"].split("/"):
                    yield f"{item.get('path')!r} is not a path below a volume"
    for container in _objects(spec, "containers") if _dig(spec, "hostNetwork") else ():
        for port in _objects(container, "ports"):
            if port.get("hostPort", port.get("containerPort")) != port.get("containerPort"):
                yield f"hostPort {port['hostPort']} in the network of the node"


def _container(container, volumes):
    yield from _illegal(_LABEL, container.get("name"), "the name of a container")
    if not container.get("image"):
        yield f"the container {container.get('name')!r} has no image"
    names = {port.get("name") for port in _objects(container, "ports")}
    for port in _objects(container, "ports"):
        if "name" in port:
            yield from _illegal(_PORT, port["name"], "the name of a port")
        if not 1 <= port.get("containerPort", 1) <= 65535:
            yield f"{port['containerPort']} is not the number of a port"
    for variable in _objects(container, "env"):
        yield from _illegal(_VARIABLE, variable.get("name"), "the name of a variable")
        field = _dig(variable, "valueFrom", "fieldRef", "fieldPath")
        if field is not None:
            yield from _illegal(_VARIABLE_FIELD, field, "a field that a variable may have")
    for mount in _objects(container, "volumeMounts"):
        if mount.get("name") not in volumes:
            yield f"the volume {mount.get('name')!r} is mounted, but is not there"
    for probe in ("livenessProbe", "readinessProbe", "startupProbe"):
        if probe != "readinessProbe" and (_dig(container, probe, "successThreshold") or 1) != 1:
            yield f"{probe}: successThreshold is not 1"
        for action in ("httpGet", "tcpSocket"):
            port = _dig(container, probe, action, "port")
            if isinstance(port, str) and port not in names:
                yield f"{probe}: there is no port {port!r}"


def _others(resource):
    if resource.get("kind") in ("ConfigMap", "Secret") and resource.get("apiVersion") == "v1":
        for field in ("data", "binaryData", "stringData"):
            for key in resource.get(field) or {}:
                yield from _illegal(_DATA_KEY, key, f"a key of a {resource['kind']}")
    if resource.get("kind") == "Secret" and resource.get("apiVersion") == "v1":
        held = {**(resource.get("data") or {}), **(resource.get("stringData") or {})}
        missing = [key for key in _SECRET_KEYS.get(resource.get("type"), []) if key not in held]
        yield from (f"a Secret of type {resource['type']} without {key}" for key in missing)
        yield from _logins(resource)
    if resource.get("kind") == "Ingress" and resource.get("apiVersion") == "networking.k8s.io/v1":
        yield from _ingress(resource.get("spec") or {})
    if resource.get("kind") == "PersistentVolumeClaim" and not _dig(resource, "spec", "accessModes"):
        yield "a claim without accessModes"
    if resource.get("kind") == "Service" and resource.get("apiVersion") == "v1":
        ports = _objects(resource, "spec", "ports")
        if len(ports) > 1 and len({port.get("name") for port in ports} - {None}) != len(ports):
            yield "ports without a name of their own"


def _logins(secret):
    for kind, key in (("dockerconfigjson", ".dockerconfigjson"), ("dockercfg", ".dockercfg")):
        encoded = (secret.get("data") or {}).get(key)
        text = (secret.get("stringData") or {}).get(key)
        try:
            if secret.get("type") == f"kubernetes.io/{kind}" and (text or encoded):
                json.loads(text or base64.b64decode(encoded))
        except ValueError:
            yield f"{key} is no JSON"


def _ingress(spec):
    if not spec.get("rules") and not spec.get("defaultBackend"):
        yield "an Ingress without rules and without a default"
    for rule in _objects(spec, "rules"):
        if rule.get("host"):
            yield from _illegal(_HOST, rule["host"], "a host")
        for path in _objects(rule, "http", "paths"):
            if path.get("pathType") != "ImplementationSpecific" and not str(path.get("path")).startswith("/"):
                yield f"{path.get('path')!r} is not a path from /"
            port = _dig(path, "backend", "service", "port")
            if port is not None and len(port) != 1:
                yield f"the port of a backend is {port}"


def structure_faults(resources, release=RELEASE):
    """What the definitions of a release alone find: whatever texts users gave, this has to hold. Which fields of a custom
    resource may stand beside each other is its users' business, too.
    """
    lines = []
    for resource in resources:
        text = json.dumps(resource, default=_number, sort_keys=True)
        lines += [f"{resource.get('kind')}/{_dig(resource, 'metadata', 'name')}: {fault}" for fault in _structure(text, release)]
    return lines


@functools.lru_cache(maxsize=20000)
def _structure(text, release):
    """Each resource once: charts of many value sets have most of them in common."""
    resource = json.loads(text)
    found, lines = _definition(resource, release)
    if found:
        return schema_faults(found, resource, release)
    custom = _custom_validator(resource)
    return lines + (_faults_by(custom, resource, besides=("oneOf", "anyOf", "not")) if custom else [])


def _definition(resource, release):
    """What defines a resource, and what is wrong if the release has no such kind."""
    named = str(resource.get("apiVersion")), str(resource.get("kind"))
    found = _definition_of(*named, release)
    is_newer = not found and release != RELEASE and _definition_of(*named, RELEASE)
    return found, [f"there is no {named[1]} of {named[0]} in {release}"] if is_newer else []


def faults(resources, release=RELEASE):
    """Lines that say what is wrong with rendered resources in a release; none if nothing is."""
    lines = []
    seen = set()
    for resource in resources:
        if not isinstance(resource, dict) or not isinstance(resource.get("kind"), str):
            lines.append(f"not a resource: {str(resource)[:200]}")
            continue
        title = f"{resource['kind']}/{_dig(resource, 'metadata', 'name')}"
        text = json.dumps(resource, default=_number, sort_keys=True)
        lines += [f"{title}: {fault}" for fault in _resource_faults(text, release)]
        group = str(resource.get("apiVersion")).rpartition("/")[0]
        key = (group, resource["kind"], _dig(resource, "metadata", "namespace"), _dig(resource, "metadata", "name"))
        if key in seen and key[3] is not None:
            lines.append(f"{title}: is there twice")
        seen.add(key)
    return lines


def _number(value):
    return int(value) if value == int(value) and "E" not in str(value) else float(value)


@functools.lru_cache(maxsize=20000)
def _resource_faults(text, release):
    resource = json.loads(text)
    definition, found = _definition(resource, release)
    if definition:
        found += schema_faults(definition, resource, release)
        found += _keys_twice({"$ref": f"#/definitions/{definition}"}, resource, release)
    elif custom := _custom_validator(resource):
        found += _faults_by(custom, resource)
        found += _keys_twice(custom.schema, resource)
    return [*found, *_metadata(resource), *_labels(resource.get("metadata")), *_pods(resource), *_others(resource)]
