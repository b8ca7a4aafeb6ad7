"""The workloads that are given to stackc and to other configuration languages, each in its own words.

A workload is a function of its size; it gives, for each language, the files of the source. All make the same resources:
bench/peers/run.py compares them as data before it times anything.
"""

ENVIRONMENTS = {"dev": 1, "test": 1, "staging": 2, "canary": 2, "prod": 3}
LABEL = "app.kubernetes.io/name"

DEPLOYMENT_STACK = """\
    resource deployment: Deployment {
        metadata { name = name, namespace = "bench", labels = labels }
        spec {
            replicas = replicas
            selector { matchLabels = labels }
            template {
                metadata { labels = labels }
                spec {
                    containers = [{
                        name = "main"
                        image = "registry.example.org/apps/\\(name):1.\\(index).0"
                        ports = [{ name = "http", containerPort = 8080 }]
                        env = [{ name = "APP", value = name }, { name = "INDEX", value = "\\(index)" }]
                        resources { requests { cpu = 100m, memory = 128Mi }, limits { memory = 256Mi } }
                        readinessProbe { httpGet { path = "/ready", port = "http" } }
                    }]
                }
            }
        }
    }
"""
SERVICE_STACK = """\
    resource service: Service {
        metadata { name = name, namespace = "bench", labels = labels }
        spec { selector = labels, ports = [{ name = "http", port = 80, targetPort = "http" }] }
    }
"""
DEPLOYMENT_JSONNET = """\
local deployment(index, replicas) = {
  local name = 'app-%d' % index,
  local labels = { 'LABEL': name },
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: name, namespace: 'bench', labels: labels },
  spec: {
    replicas: replicas,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels: labels },
      spec: {
        containers: [{
          name: 'main',
          image: 'registry.example.org/apps/%s:1.%d.0' % [name, index],
          ports: [{ name: 'http', containerPort: 8080 }],
          env: [{ name: 'APP', value: name }, { name: 'INDEX', value: '%d' % index }],
          resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
          readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
        }],
      },
    },
  },
};
""".replace("LABEL", LABEL)
SERVICE_JSONNET = """\
local service(index) = {
  local name = 'app-%d' % index,
  local labels = { 'LABEL': name },
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: name, namespace: 'bench', labels: labels },
  spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
};
""".replace("LABEL", LABEL)
DEPLOYMENT_CUE = """\
#Deployment: {
	#index: int
	#replicas: int
	let name = "app-\\(#index)"
	let labels = {"LABEL": name}
	apiVersion: "apps/v1"
	kind: "Deployment"
	metadata: {"name": name, namespace: "bench", "labels": labels}
	spec: {
		replicas: #replicas
		selector: matchLabels: labels
		template: {
			metadata: "labels": labels
			spec: containers: [{
				"name": "main"
				image: "registry.example.org/apps/\\(name):1.\\(#index).0"
				ports: [{"name": "http", containerPort: 8080}]
				env: [{"name": "APP", value: name}, {"name": "INDEX", value: "\\(#index)"}]
				resources: {requests: {cpu: "100m", memory: "128Mi"}, limits: memory: "256Mi"}
				readinessProbe: httpGet: {path: "/ready", port: "http"}
			}]
		}
	}
}
""".replace("LABEL", LABEL)
SERVICE_CUE = """\
#Service: {
	#index: int
	let name = "app-\\(#index)"
	let labels = {"LABEL": name}
	apiVersion: "v1"
	kind: "Service"
	metadata: {"name": name, namespace: "bench", "labels": labels}
	spec: {selector: labels, ports: [{"name": "http", port: 80, targetPort: "http"}]}
}
""".replace("LABEL", LABEL)


def _stack(imports, body, parameters, use, environments=False):
    values = "values { replicas: Int(1..9) = 1 }\n" if environments else ""
    declared = "".join(f"environment {name} {{ values {{ replicas = {count} }} }}\n" for name, count in ENVIRONMENTS.items()) if environments else ""
    component = f"component app({parameters}) {{\n    let name = \"app-\\(index)\"\n    let labels: [String: String] = {{ \"{LABEL}\" = name }}\n\n{body}}}\n" if body else ""
    return {"main.stack": f"chart bench {{ version = \"0.1.0\" }}\n\n{imports}\n{values}{declared}{component}{use}"}


def apps(size):
    """A Deployment and a Service for each of so many apps."""
    return {
        "stackc": _stack("import k8s.apps.v1 { Deployment }\nimport k8s.core.v1 { Service }\n", DEPLOYMENT_STACK + SERVICE_STACK,
                         "index: Int(0..1000000), replicas: Int", f"use a for i in range({size}) = app(i, 2)\n"),
        "jsonnet": {"main.jsonnet": DEPLOYMENT_JSONNET + SERVICE_JSONNET +
                    f"{{ default: std.flatMap(function(i) [deployment(i, 2), service(i)], std.range(0, {size - 1})) }}\n"},
        "cue": {"main.cue": "package bench\nimport \"list\"\n" + DEPLOYMENT_CUE + SERVICE_CUE +
                f"default: list.FlattenN([for i in list.Range(0, {size}, 1) {{[#Deployment & {{#index: i, #replicas: 2}}, #Service & {{#index: i}}]}}], 1)\n"},
    }


def environments(size):
    """The same in five environments that differ in the number of replicas."""
    table = "{ " + ", ".join(f"{name}: {count}" for name, count in ENVIRONMENTS.items()) + " }"
    return {
        "stackc": _stack("import k8s.apps.v1 { Deployment }\nimport k8s.core.v1 { Service }\n", DEPLOYMENT_STACK + SERVICE_STACK,
                         "index: Int(0..1000000), replicas: Int(1..9)", f"use a for i in range({size}) = app(i, values.replicas)\n", True),
        "jsonnet": {"main.jsonnet": DEPLOYMENT_JSONNET + SERVICE_JSONNET + f"local environments = {table};\n" +
                    f"{{ [e]: std.flatMap(function(i) [deployment(i, environments[e]), service(i)], std.range(0, {size - 1})) for e in std.objectFields(environments) }}\n"},
        "cue": {"main.cue": "package bench\nimport \"list\"\n" + DEPLOYMENT_CUE + SERVICE_CUE + f"_environments: {table}\n" +
                f"for e, n in _environments {{(e): list.FlattenN([for i in list.Range(0, {size}, 1) {{[#Deployment & {{#index: i, #replicas: n}}, #Service & {{#index: i}}]}}], 1)}}\n"},
    }


def services(size):
    """So many Services in five environments that are alike."""
    names = ", ".join(f"'{name}'" for name in ENVIRONMENTS)
    return {
        "stackc": _stack("import k8s.core.v1 { Service }\n", SERVICE_STACK, "index: Int(0..1000000)",
                         f"use a for i in range({size}) = app(i)\n", True),
        "jsonnet": {"main.jsonnet": SERVICE_JSONNET + f"{{ [e]: [service(i) for i in std.range(0, {size - 1})] for e in [{names}] }}\n"},
        "cue": {"main.cue": "package bench\nimport \"list\"\n" + SERVICE_CUE +
                "for e in [" + names.replace("'", '"') + f"] {{(e): [for i in list.Range(0, {size}, 1) {{#Service & {{#index: i}}}}]}}\n"},
    }


def keys(size):
    """One ConfigMap with so many keys that are computed."""
    return {
        "stackc": _stack("", "", "", "resource keys: k8s.core.v1.ConfigMap {\n    metadata { name = \"keys\", namespace = \"bench\" }\n"
                         f"    data {{ for i in range({size}) {{ (\"key-\\(i)\") = \"value \\(i)\" }} }}\n}}\n"),
        "jsonnet": {"main.jsonnet": "{ default: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'keys', namespace: 'bench' },\n"
                    f"  data: {{ ['key-%d' % i]: 'value %d' % i for i in std.range(0, {size - 1}) }} }}] }}\n"},
        "cue": {"main.cue": "package bench\nimport \"list\"\ndefault: [{apiVersion: \"v1\", kind: \"ConfigMap\", metadata: {name: \"keys\", namespace: \"bench\"}\n"
                f"\tdata: {{for i in list.Range(0, {size}, 1) {{\"key-\\(i)\": \"value \\(i)\"}}}}}}]\n"},
    }


# Name -> (function, size, what it is called in the table).
WORKLOADS = {
    "apps": (apps, 1000, "1,000 apps, 2,000 resources"),
    "environments": (environments, 2000, "4,000 resources × 5 environments"),
    "services": (services, 10_000, "10,000 services × 5"),
    "keys": (keys, 10_000, "a map of 10,000 computed keys"),
}
