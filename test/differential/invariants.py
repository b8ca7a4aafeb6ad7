"""What holds for the resources of every chart, whatever the values. Each function yields problems, a line each."""

import base64
import binascii

import kube_shapes
from overlays import at
from streams import key

WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob")


def problems(resources, declared=()):
    """All problems; `declared` are names of Secrets, ConfigMaps, claims and accounts that exist elsewhere."""
    for check in (well_formed, selectors, ports, texts, budgets, scalers, policies):
        yield from check(resources)
    yield from references(resources, set(declared))
    yield from hosts(resources)


def of_kind(resources, *kinds):
    return [one for one in resources if one.get("kind") in kinds]


def named(resources, kind, name):
    return next((one for one in of_kind(resources, kind) if one["metadata"]["name"] == name), None)


def title(one):
    return f"{one.get('kind')}/{at(one, ('metadata', 'name'))}"


def template(workload):
    """The pod template's labels and spec."""
    spec = workload["spec"]["jobTemplate"]["spec"] if workload["kind"] == "CronJob" else workload["spec"]
    return at(spec, ("template", "metadata", "labels"), {}), spec["template"]["spec"]


def containers(workload):
    _, pod = template(workload)
    return pod.get("initContainers", []) + pod["containers"]


def selects(selector, labels):
    return bool(selector) and all(labels.get(name) == value for name, value in selector.items())


def well_formed(resources):
    """U2."""
    seen = set()
    for one in resources:
        for path in (("apiVersion",), ("kind",), ("metadata", "name")):
            if not isinstance(at(one, path), str):
                yield f"{title(one)}: no {'.'.join(path)}"
        if key(one) in seen:
            yield f"{title(one)}: twice"
        seen.add(key(one))
        yield from (f"{title(one)}: null at {path}" for path in _nulls(one, "$"))
        yield from (f"{title(one)}: {line}" for line in kube_shapes.problems(one))
        if kube_shapes.is_known(one) and kube_shapes.is_namespaced(one) and not at(one, ("metadata", "namespace")):
            yield f"{title(one)}: no namespace"


def _nulls(value, path):
    if value is None:
        yield path
    for name, member in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _nulls(member, f"{path}.{name}")


def selectors(resources):
    """U3, selectors."""
    workloads = of_kind(resources, *WORKLOADS)
    for workload in of_kind(workloads, "Deployment", "StatefulSet", "DaemonSet"):
        wanted = workload["spec"]["selector"]["matchLabels"]
        for other in workloads:
            if selects(wanted, template(other)[0]) != (other is workload):
                yield f"{title(workload)}: the selector and the pods of {title(other)}"
    for one in of_kind(resources, "Service", "PodDisruptionBudget", "NetworkPolicy", "PeerAuthentication", "AuthorizationPolicy"):
        field = {"Service": ("spec", "selector"), "NetworkPolicy": ("spec", "podSelector", "matchLabels")}
        wanted = at(one, field.get(one["kind"], ("spec", "selector", "matchLabels")))
        if wanted is not None and not any(selects(wanted, template(workload)[0]) for workload in workloads):
            yield f"{title(one)}: selects no pod"
    for one in of_kind(resources, "ServiceMonitor"):
        chosen = [it for it in of_kind(resources, "Service") if selects(one["spec"]["selector"]["matchLabels"], at(it, ("metadata", "labels"), {}))]
        names = {port.get("name") for service in chosen for port in service["spec"]["ports"]}
        for endpoint in one["spec"]["endpoints"]:
            if endpoint.get("port") not in names:
                yield f"{title(one)}: no Service with a port {endpoint.get('port')}"


def ports(resources):
    """U3, names of ports."""
    for workload in of_kind(resources, *WORKLOADS):
        for container in containers(workload):
            names = {port.get("name") for port in container.get("ports", [])}
            for probe in ("livenessProbe", "readinessProbe", "startupProbe"):
                for kind in ("httpGet", "tcpSocket", "grpc"):
                    port = at(container, (probe, kind, "port"))
                    if isinstance(port, str) and port not in names:
                        yield f"{title(workload)}: {probe} asks a port {port}"
    for service in of_kind(resources, "Service"):
        pods = [it for it in of_kind(resources, *WORKLOADS) if selects(service["spec"].get("selector"), template(it)[0])]
        for port in service["spec"].get("ports", []):
            target = port.get("targetPort", port["port"])
            for workload in pods:
                there = [it for container in containers(workload) for it in container.get("ports", [])]
                if not any(target in (it.get("name"), it["containerPort"]) for it in there):
                    yield f"{title(service)}: {title(workload)} has no port {target}"


def references(resources, declared):
    """U4."""
    there = {(one["kind"], one["metadata"]["name"]) for one in resources}
    for workload in of_kind(resources, *WORKLOADS):
        _, pod = template(workload)
        claims = {it["metadata"]["name"] for it in workload["spec"].get("volumeClaimTemplates", [])}
        volumes = {volume["name"] for volume in pod.get("volumes", [])}
        for kind, name in _used(workload, pod):
            if (kind, name) not in there and name not in declared:
                yield f"{title(workload)}: uses {kind}/{name}, which nobody makes"
        for container in containers(workload):
            mounts = [mount["name"] for mount in container.get("volumeMounts", [])]
            yield from (f"{title(workload)}: no volume {name}" for name in mounts if name not in volumes | claims)
            paths = [mount["mountPath"] for mount in container.get("volumeMounts", [])]
            if len(paths) != len(set(paths)):
                yield f"{title(workload)}: a path is mounted twice"
        if len(pod.get("volumes", [])) != len(volumes) or claims & volumes:
            yield f"{title(workload)}: a volume twice"
        if workload["kind"] == "StatefulSet" and ("Service", workload["spec"].get("serviceName")) not in there:
            yield f"{title(workload)}: no Service {workload['spec'].get('serviceName')}"


def _used(workload, pod):
    for volume in pod.get("volumes", []):
        for field, kind, name in (("configMap", "ConfigMap", "name"), ("secret", "Secret", "secretName"), ("persistentVolumeClaim", "PersistentVolumeClaim", "claimName")):
            if field in volume and not volume[field].get("optional"):
                yield kind, volume[field][name]
    for container in containers(workload):
        for source in [entry.get("valueFrom", {}) for entry in container.get("env", [])] + container.get("envFrom", []):
            for field, kind in (("configMapKeyRef", "ConfigMap"), ("configMapRef", "ConfigMap"), ("secretKeyRef", "Secret"), ("secretRef", "Secret")):
                if field in source and not source[field].get("optional"):
                    yield kind, source[field]["name"]
    if pod.get("serviceAccountName", "default") != "default":
        yield "ServiceAccount", pod["serviceAccountName"]


def hosts(resources):
    """U5."""
    services = {}
    for one in of_kind(resources, "Service"):
        name, namespace = one["metadata"]["name"], at(one, ("metadata", "namespace"), "default")
        numbers = {port["port"] for port in one["spec"]["ports"]} | {port.get("name") for port in one["spec"]["ports"]}
        for text in (name, f"{name}.{namespace}", f"{name}.{namespace}.svc", f"{name}.{namespace}.svc.cluster.local"):
            services[text] = numbers
    for one in resources:
        for host, port in _targets(one):
            if host not in services:
                yield f"{title(one)}: no Service for {host}"
            elif port is not None and port not in services[host]:
                yield f"{title(one)}: {host} has no port {port}"


def _targets(one):
    spec = one.get("spec", {})
    if one["kind"] == "Ingress":
        for rule in spec.get("rules", []):
            for path in rule["http"]["paths"]:
                backend = path["backend"]["service"]
                yield backend["name"], backend["port"].get("name", backend["port"].get("number"))
    elif one["kind"] == "VirtualService":
        for part in spec.get("http", []) + spec.get("tcp", []):
            for route in part.get("route", []):
                yield route["destination"]["host"], at(route, ("destination", "port", "number"))
    elif one["kind"] == "DestinationRule":
        yield spec["host"], None
    elif one["kind"] == "TrafficSplit":
        yield spec["service"], None
        yield from ((backend["service"], None) for backend in spec["backends"])
    elif one["kind"] == "ServiceProfile":
        yield one["metadata"]["name"], None


def scalers(resources):
    """U6."""
    seen = set()
    for one in of_kind(resources, "HorizontalPodAutoscaler", "ScaledObject"):
        target = one["spec"]["scaleTargetRef"]
        workload = named(resources, target.get("kind", "Deployment"), target["name"])
        if workload is None or target["name"] in seen or "replicas" in workload["spec"]:
            yield f"{title(one)}: its target is missing, has two scalers or says replicas"
        seen.add(target["name"])


def budgets(resources):
    """U7."""
    all_budgets = of_kind(resources, "PodDisruptionBudget")
    for one in all_budgets:
        if ("minAvailable" in one["spec"]) == ("maxUnavailable" in one["spec"]):
            yield f"{title(one)}: needs one of minAvailable and maxUnavailable"
    for workload in of_kind(resources, *WORKLOADS):
        if sum(selects(one["spec"]["selector"]["matchLabels"], template(workload)[0]) for one in all_budgets) > 1:
            yield f"{title(workload)}: in two budgets"


def policies(resources):
    """U8: pods whose connections are restricted may ask name servers. What several policies allow adds up."""
    for workload in of_kind(resources, *WORKLOADS):
        mine = [one["spec"] for one in of_kind(resources, "NetworkPolicy") if _restricts(one["spec"], "Egress", template(workload)[0])]
        open_ports = {(it.get("protocol"), it.get("port")) for spec in mine for rule in spec.get("egress", []) for it in rule.get("ports", [])}
        if mine and not {("UDP", 53), ("TCP", 53)} <= open_ports:
            yield f"{title(workload)}: no DNS"


def _restricts(policy, direction, labels):
    wanted = at(policy, ("podSelector", "matchLabels"), {})
    return direction in policy.get("policyTypes", []) and all(labels.get(name) == value for name, value in wanted.items())


def texts(resources):
    """U9."""
    for one in resources:
        metas = [one["metadata"]] + ([at(one, ("spec", "template", "metadata"), {})] if one["kind"] in WORKLOADS else [])
        for meta in metas:
            for part in ("labels", "annotations"):
                for name, value in meta.get(part, {}).items():
                    if not isinstance(value, str):
                        yield f"{title(one)}: {part}.{name} is no string"
        if one["kind"] in WORKLOADS:
            for container in containers(one):
                for entry in container.get("env", []):
                    if not isinstance(entry.get("value", ""), str):
                        yield f"{title(one)}: {entry['name']} is no string"
        for name, value in one.get("data", {}).items() if one["kind"] in ("Secret", "ConfigMap") else ():
            try:
                good = isinstance(value, str) and (one["kind"] == "ConfigMap" or base64.b64decode(value, validate=True) is not None)
            except binascii.Error:
                good = False
            if not good:
                yield f"{title(one)}: data.{name}"
