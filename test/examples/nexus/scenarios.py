"""The scenarios of Nexus' document, on the oldest Helm and as manifests. Inputs/ holds the document's own blocks of values."""

import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "differential"))

import generate  # noqa: E402
import invariants  # noqa: E402
import streams  # noqa: E402
from every_parameter import EveryParameter  # noqa: E402
from invariants import containers, named, of_kind, template  # noqa: E402
from overlays import at, merged, put  # noqa: E402
from sides import ExampleTest, renderers, stackc  # noqa: E402

PORTS = {
    "orchestrator": 8080, "jira-agent": 8081, "git-ci-agent": 8082, "reporting-agent": 8083, "slack-agent": 8084,
    "hygiene-agent": 8085, "rca-agent": 8006, "analytics": 8086, "webhooks": 8087, "admin-dashboard": 8088,
}  # fmt: skip
AGENTS = [name for name in PORTS if name not in ("orchestrator", "admin-dashboard")]
SCALED = ["analytics", "git-ci-agent", "jira-agent", "orchestrator", "rca-agent", "slack-agent", "webhooks"]
# What the quick start makes, and what operators of the cluster make.
SECRETS = ("nexus-orchestrator-secrets", "nexus-jira-secrets")
STORE = "externalPostgresql.password.existing.secret=pg"
EXTERNAL = (
    "redis.enabled=false", "externalRedis.url=redis://r:6380", "postgresql.enabled=false", "externalPostgresql.host=pg.example.com",
    "externalPostgresql.port=6432", "externalPostgresql.database=d", "externalPostgresql.username=u", STORE,
)  # fmt: skip


class Nexus(ExampleTest):
    example, release, namespace = "nexus", "nexus", "nexus"

    def arguments(self, files=(), sets=()):
        """`files` are blocks of the document in Inputs/, or values-<environment> of the chart."""
        given = [HERE / "Inputs" / f"{file}.yaml" if not file.startswith("values-") else pathlib.Path(self.chart, f"{file}.yaml") for file in files]
        parts = [part for file in given for part in ("-f", str(file))] + [part for text in sets for part in ("--set", text)]
        return ["--namespace", self.namespace, *self.versions, *parts]

    def runs(self, *arguments, release=None):
        """Of stackc and of the oldest Helm, or its engine; nexus.test compares all Helms."""
        release = release or self.release
        result = [streams.run_stackc(stackc(), self.source, release, arguments), streams.run_helm(renderers()[0], self.chart, release, arguments)]
        streams.read_all(result)
        return result

    def objects(self, *sets, files=(), release=None):
        resources = super().objects(*sets, files=files, release=release)
        self.assertEqual(list(invariants.problems(resources, declared=self.declared(resources))), [])
        return resources

    def declared(self, resources):
        """Secrets of others: those of the quick start, and those that the operator fills."""
        return (*SECRETS, "pg", *(one["spec"]["target"]["name"] for one in of_kind(resources, "ExternalSecret")))

    def workload(self, resources, component, kind="Deployment"):
        found = named(resources, kind, f"nexus-{component}")
        self.assertIsNotNone(found, component)
        return found

    def env(self, resources, component, kind="Deployment"):
        (container,) = [one for one in containers(self.workload(resources, component, kind)) if one["name"] == component]
        return {entry["name"]: entry.get("value", at(entry, ("valueFrom", "secretKeyRef"))) for entry in container.get("env", [])}

    def config(self, resources, component):
        return named(resources, "ConfigMap", f"nexus-{component}-env")["data"]

    def secrets_of(self, resources, component):
        """Names of the Secrets whose keys are variables of the component."""
        found = [at(source, ("secretRef", "name")) for source in containers(self.workload(resources, component))[-1]["envFrom"]]
        return [name for name in found if name]

    def waits(self, resources, component):
        return {one["name"]: one["command"][3:] for one in containers(self.workload(resources, component)) if one["name"].startswith("wait-for-")}

    def names(self, resources, *kinds):
        return sorted(one["metadata"]["name"] for one in of_kind(resources, *kinds))

    def components(self, resources):
        return {name: self.workload(resources, name) for name in PORTS}


class Scenarios(Nexus):
    def test_defaults(self):
        """N-S1."""
        resources = self.objects()
        self.assertEqual(self.names(resources, "Deployment"), sorted(f"nexus-{name}" for name in PORTS))
        self.assertEqual(self.names(resources, "StatefulSet"), ["nexus-postgresql", "nexus-redis-master"])
        for name, port in PORTS.items():
            service = named(resources, "Service", f"nexus-{name}")
            self.assertEqual([(one["name"], one["port"]) for one in service["spec"]["ports"]], [("http", port)])
            (container,) = [one for one in containers(self.workload(resources, name)) if one["name"] == name]
            self.assertEqual([one["containerPort"] for one in container["ports"]], [port])
            self.assertRegex(container["image"], r"^nexus/.*:2\.4\.0$")
        self.assertEqual(len(of_kind(resources, "ServiceMonitor")), 10)
        self.assertEqual(self.names(resources, "HorizontalPodAutoscaler"), sorted(f"nexus-{name}" for name in SCALED))
        for workload in of_kind(resources, "Deployment", "StatefulSet"):
            self.assertEqual(template(workload)[0]["app.kubernetes.io/part-of"], "nexus")
        env = self.env(resources, "orchestrator")
        for name in AGENTS:
            self.assertEqual(env[f"{name.replace('-', '_').upper()}_URL"], f"http://nexus-{name}:{PORTS[name]}")
        self.assertNotIn("ORCHESTRATOR_URL", env)
        self.assertEqual(self.env(resources, "slack-agent")["ORCHESTRATOR_URL"], "http://nexus-orchestrator:8080")
        self.assertEqual(self.env(resources, "hygiene-agent")["SLACK_AGENT_URL"], "http://nexus-slack-agent:8084")
        self.assertEqual(sum(name.endswith("_URL") for name in self.env(resources, "admin-dashboard")), len(AGENTS) + 2)

    def test_secure_and_spread(self):
        for name, workload in self.components(self.objects()).items():
            pod = template(workload)[1]
            context = pod["securityContext"]
            self.assertEqual((context["runAsUser"], context["runAsNonRoot"], context["seccompProfile"]["type"]), (1000, True, "RuntimeDefault"))
            main = pod["containers"][0]
            self.assertTrue(main["securityContext"]["readOnlyRootFilesystem"] and main["securityContext"]["capabilities"]["drop"] == ["ALL"])
            self.assertIn("/tmp", [mount["mountPath"] for mount in main["volumeMounts"]])
            self.assertEqual(main["lifecycle"]["preStop"]["exec"]["command"], ["/bin/sh", "-c", "sleep 10"])
            self.assertEqual(pod["terminationGracePeriodSeconds"], 30)
            self.assertEqual(main["livenessProbe"]["httpGet"], {"path": "/health", "port": "http"})
            apart = [it["podAffinityTerm"] for it in pod["affinity"]["podAntiAffinity"]["preferredDuringSchedulingIgnoredDuringExecution"]]
            topologies = ["kubernetes.io/hostname", "topology.kubernetes.io/zone"]
            self.assertEqual([it["topologyKey"] for it in apart], topologies)
            self.assertEqual([it["topologyKey"] for it in pod["topologySpreadConstraints"]], topologies)
            for term in (*apart, *pod["topologySpreadConstraints"]):
                self.assertEqual(term["labelSelector"]["matchLabels"]["app.kubernetes.io/component"], name)

    def test_quick_start_secrets(self):
        """Its Secrets are read and never made; PostgreSQL and its clients have one password."""
        resources = self.objects()
        self.assertEqual(of_kind(resources, "Secret", "ExternalSecret"), [])
        self.assertEqual(self.secrets_of(resources, "orchestrator"), ["nexus-orchestrator-secrets"])
        for name in ("jira-agent", "hygiene-agent"):
            self.assertEqual(self.secrets_of(resources, name), ["nexus-jira-secrets"])
        wanted = {"name": "nexus-orchestrator-secrets", "key": "POSTGRES_PASSWORD"}
        self.assertEqual(self.env(resources, "postgresql", "StatefulSet")["POSTGRES_PASSWORD"], wanted)
        for name in ("orchestrator", "rca-agent", "analytics"):
            self.assertEqual(self.env(resources, name)["POSTGRES_PASSWORD"], wanted)

    def test_high_availability_off(self):
        """N-S2: no pods apart, no budgets."""
        resources = self.objects("global.highAvailability.enabled=false")
        self.assertEqual(of_kind(resources, "PodDisruptionBudget"), [])
        for workload in self.components(resources).values():
            self.assertFalse({"affinity", "topologySpreadConstraints"} & template(workload)[1].keys())

    def test_development(self):
        resources = self.objects(files=["values-dev"])
        self.assertEqual(of_kind(resources, "HorizontalPodAutoscaler", "PodDisruptionBudget", "Ingress", "NetworkPolicy", "ServiceMonitor"), [])
        for name, workload in self.components(resources).items():
            self.assertEqual(workload["spec"]["replicas"], 1)
            main = template(workload)[1]["containers"][0]
            self.assertEqual(main["resources"]["limits"], {"cpu": "250m", "memory": "256Mi"})
            self.assertRegex(main["image"], ":dev$")
            self.assertEqual(self.config(resources, name)["LOG_LEVEL"], "DEBUG")
            if name not in ("analytics", "webhooks", "admin-dashboard"):
                mocks = {key: value for key, value in self.config(resources, name).items() if key.endswith("_MOCK_MODE")}
                self.assertEqual(set(mocks.values()), {"true"}, name)
            # A namespace that --create-namespace makes has no Secrets.
            references = [it["secretRef"] for it in main["envFrom"] if "secretRef" in it]
            self.assertTrue(all(it["optional"] for it in references))
        self.assertEqual(self.env(resources, "orchestrator")["POSTGRES_PASSWORD"], {"name": "nexus-postgresql", "key": "password"})
        self.assertEqual(self.names(resources, "Secret"), ["nexus-postgresql"])

    def test_staging(self):
        resources = self.objects("global.environment=staging", "global.imageTag=staging")
        for name, workload in self.components(resources).items():
            self.assertRegex(template(workload)[1]["containers"][0]["image"], ":staging$")
            self.assertEqual(self.config(resources, name)["NEXUS_ENV"], "staging")

    def test_production(self):
        """N-S3."""
        resources = self.objects(files=["values-prod"])
        self.assertEqual(of_kind(resources, "Secret"), [])
        scaler = named(resources, "HorizontalPodAutoscaler", "nexus-orchestrator")["spec"]
        targets = [at(it, ("resource", "target", "averageUtilization")) for it in scaler["metrics"][:2]]
        self.assertEqual((scaler["minReplicas"], scaler["maxReplicas"], targets), (3, 10, [60, 70]))
        self.assertEqual(named(resources, "PodDisruptionBudget", "nexus-orchestrator")["spec"]["minAvailable"], 2)
        for name, workload in self.components(resources).items():
            scaler = named(resources, "HorizontalPodAutoscaler", f"nexus-{name}")
            least = scaler["spec"]["minReplicas"] if scaler else workload["spec"]["replicas"]
            self.assertEqual(least, 1 if name == "hygiene-agent" else 3, name)
        stored = {one["metadata"]["name"]: [it["secretKey"] for it in one["spec"]["data"]] for one in of_kind(resources, "ExternalSecret")}
        for name in PORTS:
            for secret in self.secrets_of(resources, name):
                self.assertIn(secret, stored)
        self.assertIn("POSTGRES_PASSWORD", stored["nexus-orchestrator-secrets"])
        self.assertTrue(of_kind(resources, "NetworkPolicy") and of_kind(resources, "ServiceMonitor"))
        for one in resources:
            self.assertEqual(one["metadata"]["labels"]["team"], "platform", invariants.title(one))

    def test_external_secrets(self):
        """The block "Using External Secrets", and the API's older version as in the document's example."""
        resources = self.objects("orchestrator.externalSecrets.api=v1beta1", files=["external-secrets"])
        (secret,) = of_kind(resources, "ExternalSecret")
        self.assertEqual(secret["apiVersion"], "external-secrets.io/v1beta1")
        self.assertEqual(secret["metadata"]["name"], "nexus-orchestrator-secrets")
        self.assertEqual(secret["spec"]["target"]["name"], "nexus-orchestrator-secrets")
        self.assertEqual(secret["spec"]["secretStoreRef"], {"name": "aws-secrets-manager", "kind": "ClusterSecretStore"})
        self.assertEqual(secret["spec"]["data"], [{"secretKey": "LLM_API_KEY", "remoteRef": {"key": "nexus/prod/llm", "property": "api_key"}}])
        self.assertEqual(self.secrets_of(resources, "orchestrator"), ["nexus-orchestrator-secrets"])
        self.assertEqual(of_kind(resources, "Secret"), [])
        newer = of_kind(self.objects(files=["external-secrets"]), "ExternalSecret")
        self.assertEqual([one["apiVersion"] for one in newer], ["external-secrets.io/v1"])

    def test_documented_resource(self):
        """The block "Example ExternalSecret": values give the resource that stands there."""
        (document,) = streams.read_stream((HERE / "Inputs" / "external-secret-resource.yaml").read_text())
        wanted = streams.plain(document)
        spec = wanted["spec"]
        (entry,) = spec["data"]
        sets = {
            "enabled": "true", "api": wanted["apiVersion"].split("/")[1], "target": spec["target"]["name"],
            "secretStoreRef.name": spec["secretStoreRef"]["name"], "secretStoreRef.kind": spec["secretStoreRef"]["kind"],
            "data[0].secretKey": entry["secretKey"], "data[0].remoteRef.key": entry["remoteRef"]["key"],
        }  # fmt: skip
        (made,) = of_kind(self.objects(*[f"orchestrator.externalSecrets.{path}={text}" for path, text in sets.items()]), "ExternalSecret")
        self.assertEqual((made["apiVersion"], made["metadata"]["name"]), (wanted["apiVersion"], wanted["metadata"]["name"]))
        self.assertEqual(made["spec"], spec | {"target": made["spec"]["target"], "refreshInterval": made["spec"]["refreshInterval"]})
        self.assertEqual(made["spec"]["target"]["name"], spec["target"]["name"])

    def test_network(self):
        """N-S4: default deny, and what is allowed; the ingress controller reaches what has paths."""
        resources = self.objects()
        deny = named(resources, "NetworkPolicy", "nexus-default-deny")["spec"]
        self.assertEqual(deny, {"podSelector": {"matchLabels": {"app.kubernetes.io/instance": "nexus"}}, "policyTypes": ["Ingress", "Egress"]})
        reached = {name: self.namespaces(resources, name) for name in PORTS}
        public = ("orchestrator", "slack-agent", "webhooks", "rca-agent")
        self.assertEqual(reached, {name: ["monitoring"] + ["ingress-nginx"] * (name in public) for name in PORTS})
        for name in PORTS:
            rules = named(resources, "NetworkPolicy", f"nexus-{name}")["spec"]["egress"]
            self.assertIn([{"protocol": "TCP", "port": 443}], [rule["ports"] for rule in rules])
            asked = [at(rule["to"][0], ("podSelector", "matchLabels", "app.kubernetes.io/component")) for rule in rules if "to" in rule]
            callees = {"orchestrator": AGENTS, "admin-dashboard": [*AGENTS, "orchestrator"], "slack-agent": ["orchestrator"], "hygiene-agent": ["slack-agent"]}
            self.assertEqual(sorted(it for it in asked if it in PORTS), sorted(callees.get(name, [])), name)
            calls = template(self.workload(resources, name))[0].get("nexus-client") == "true"
            self.assertEqual(calls, name in callees, name)
        own = self.objects("adminDashboard.ingress.enabled=true", "adminDashboard.ingress.hosts[0].host=admin.example.com")
        self.assertEqual(self.namespaces(own, "admin-dashboard"), ["monitoring", "ingress-nginx"])
        off = self.objects("ingress.enabled=false")
        self.assertEqual(self.namespaces(off, "orchestrator"), ["monitoring"])
        self.assertEqual(of_kind(self.objects("networkPolicy.enabled=false"), "NetworkPolicy"), [])

    def namespaces(self, resources, component):
        peers = [rule["from"][0] for rule in named(resources, "NetworkPolicy", f"nexus-{component}")["spec"]["ingress"]]
        found = [at(peer, ("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name")) for peer in peers]
        return [name for name in found if name]

    def test_stores(self):
        """N-S5."""
        resources = self.objects()
        self.assertEqual(self.env(resources, "webhooks")["REDIS_URL"], "redis://nexus-redis-master:6379")
        self.assertEqual(self.waits(resources, "webhooks"), {"wait-for-redis": ["nexus-redis-master", "6379"]})
        scripts = named(resources, "ConfigMap", "nexus-postgresql-config")["data"]
        self.assertIn("CREATE EXTENSION IF NOT EXISTS vector;", scripts["init-pgvector.sql"])
        resources = self.objects(files=["database-ha"])
        self.assertEqual(self.names(resources, "StatefulSet"), ["nexus-postgresql", "nexus-postgresql-read", "nexus-redis"])
        self.assertEqual(named(resources, "StatefulSet", "nexus-postgresql-read")["spec"]["replicas"], 2)
        self.assertEqual(self.env(resources, "webhooks")["REDIS_URL"], "redis+sentinel://nexus-redis:26379/mymaster")
        self.assertEqual(self.waits(resources, "webhooks"), {"wait-for-redis": ["nexus-redis", "26379"]})
        self.assertEqual(self.env(resources, "redis", "StatefulSet")["QUORUM"], "2")
        self.assertNotIn("redis-master", str(resources))
        resources = self.objects(*EXTERNAL)
        self.assertEqual(of_kind(resources, "StatefulSet"), [])
        env = self.env(resources, "orchestrator")
        self.assertEqual(env["REDIS_URL"], "redis://r:6380")
        self.assertEqual(self.waits(resources, "orchestrator"), {})
        self.assertEqual([env[f"POSTGRES_{it}"] for it in ("HOST", "PORT", "DB", "USER")], ["pg.example.com", "6432", "d", "u"])
        self.assertEqual(env["POSTGRES_PASSWORD"], {"name": "pg", "key": "POSTGRES_PASSWORD"})
        self.assertEqual(env["POSTGRES_SSLMODE"], "require")
        # A store that nobody serves.
        self.assert_refused("redis.enabled=false", naming=["externalRedis.url"])
        self.assert_refused("postgresql.enabled=false", STORE, naming=["externalPostgresql.host"])
        given = self.objects("postgresql.enabled=false", "externalPostgresql.host=pg.example.com", "externalPostgresql.password=pw")
        self.assertEqual(self.env(given, "analytics")["POSTGRES_PASSWORD"], {"name": "nexus-external-postgresql", "key": "password"})
        self.assertEqual(self.names(given, "Secret"), ["nexus-external-postgresql"])
        given = self.objects("redis.auth.enabled=true", "redis.auth.password=pw")
        self.assertEqual(self.env(given, "webhooks")["REDIS_URL"], "redis://:$(REDIS_PASSWORD)@nexus-redis-master:6379")
        self.assertEqual(self.names(given, "Secret"), ["nexus-redis-master"])

    def test_services_that_are_off(self):
        """N-S6: nothing of them is left."""
        resources = self.objects("rcaAgent.enabled=false", "slackAgent.enabled=false", "webhooks.service.port=9000")
        for text in ("rca-agent", "nexus-slack-agent", "RCA_AGENT", "SLACK_AGENT"):
            self.assertNotIn(text, str(resources))
        self.assertEqual(self.paths(resources), [("/api", "nexus-orchestrator", 8080), ("/webhooks", "nexus-webhooks", 9000)])
        self.assertEqual(self.env(resources, "orchestrator")["WEBHOOKS_URL"], "http://nexus-webhooks:9000")
        silent = self.objects("orchestrator.enabled=false", "rcaAgent.enabled=false", "slackAgent.enabled=false", "webhooks.enabled=false")
        self.assertEqual(of_kind(silent, "Ingress"), [])

    def paths(self, resources):
        (rule,) = named(resources, "Ingress", "nexus-api")["spec"]["rules"]
        backends = [(path["path"], path["backend"]["service"]) for path in rule["http"]["paths"]]
        return [(path, service["name"], service["port"]["number"]) for path, service in backends]

    def test_ingress(self):
        spec = named(self.objects(), "Ingress", "nexus-api")["spec"]
        self.assertEqual((spec["ingressClassName"], len(spec["rules"][0]["http"]["paths"])), ("nginx", 4))
        # Hosts of one's own take the certificate along.
        spec = named(self.objects("ingress.hosts[0].host=nexus.acme.com"), "Ingress", "nexus-api")["spec"]
        self.assertEqual([rule["host"] for rule in spec["rules"]], ["nexus.acme.com"])
        self.assertEqual(spec["tls"], [{"hosts": ["nexus.acme.com"], "secretName": "nexus-api-tls"}])

    def test_tracing(self):
        """N-S7."""
        resources = self.objects(files=["tracing"])
        for name in PORTS:
            env = self.env(resources, name)
            self.assertEqual(env["OTEL_EXPORTER_OTLP_ENDPOINT"], "http://jaeger-collector:4317")
            self.assertEqual((env["OTEL_TRACES_SAMPLER"], env["OTEL_TRACES_SAMPLER_ARG"]), ("parentbased_traceidratio", "0.1"))
            self.assertEqual(env["OTEL_SERVICE_NAME"], f"nexus-{name}")
        self.assertNotIn("OTEL_", str(self.objects("observability.tracing.enabled=false")))

    def test_scaling(self):
        resources = self.objects(files=["autoscaling"])
        scaler = named(resources, "HorizontalPodAutoscaler", "nexus-orchestrator")["spec"]
        self.assertEqual((scaler["minReplicas"], scaler["maxReplicas"], len(scaler["metrics"])), (3, 10, 3))
        wanted = {"type": "Pods", "pods": {"metric": {"name": "nexus_query_rate"}, "target": {"type": "AverageValue", "averageValue": 100}}}
        self.assertEqual(scaler["metrics"][2], wanted)
        resources = self.objects("orchestrator.autoscaling.enabled=false", "orchestrator.replicas=4")
        self.assertEqual(self.workload(resources, "orchestrator")["spec"]["replicas"], 4)
        self.assertIsNone(named(resources, "HorizontalPodAutoscaler", "nexus-orchestrator"))

    def test_documented_defaults(self):
        defaults = streams.chart_defaults(self.chart)
        (wanted,) = streams.read_stream((HERE / "Inputs" / "parameters.yaml").read_text())
        for path, value in streams.plain(wanted).items():
            self.assertEqual(at(defaults, path.split(".")), value, path)

    def test_refusals(self):
        self.assert_refused("orchestrator.replica=2", naming=["replica"])
        self.assert_refused("redis.architecture=replication", naming=["redis.sentinel.enabled"])
        self.assert_refused("orchestrator.pdb.minAvailable=2", naming=["minAvailable"])
        self.assert_refused("orchestrator.externalSecrets.enabled=true", naming=["secretStoreRef"])
        self.assert_refused("observability.tracing.samplingRatio=2", naming=["samplingRatio"])
        self.assert_refused("ingress.hosts=null", naming=["hosts"])
        both = [f"{agent}.externalSecrets.{key}" for agent in ("jiraAgent", "jiraHygieneAgent")
                for key in ("enabled=true", "secretStoreRef.name=s", "data[0].secretKey=A", "data[0].remoteRef.key=a")]  # fmt: skip
        self.assert_refused(*both, naming=["externalSecrets of two components fill the same Secret"])
        self.objects(*both, "jiraHygieneAgent.externalSecrets.target=hygiene")
        self.assert_refused("prometheus.enabled=true", naming=["kube-prometheus-stack"])

    def test_names(self):
        resources = self.objects("fullnameOverride=n")
        self.assertEqual(self.names(resources, "StatefulSet"), ["n-postgresql", "n-redis-master"])
        self.assertEqual(len(self.objects(release="team-a")), len(resources))


PROFILE = json.loads((HERE.parents[1] / "differential/nexus.json").read_text())
GENERATED = {"existing": None, "generated": {}}  # in place of the default
SENTINEL = {"redis": {"architecture": "replication", "sentinel": {"enabled": True}}}


class Parameters(EveryParameter, Nexus):
    """U13. The services have the same parameters: what changes something for the first has to for each of the others."""

    rules = [rule for rule in generate.for_each(PROFILE)["rules"] if not any(path.endswith(("password", "quorum")) for path in rule["set"])]
    needs = {
        "externalPostgresql": {"postgresql": {"enabled": False}, "externalPostgresql": {"host": "pg.example.com", "password": {"existing": {"secret": "pg"}}}},
        "externalPostgresql.password.generated": {"postgresql": {"enabled": False}, "externalPostgresql": {"host": "pg.example.com", "password": GENERATED}},
        "externalRedis": {"redis": {"enabled": False}, "externalRedis": {"url": "redis://r:6380"}},
        "externalRedis.password.existing": {"redis": {"enabled": False}, "externalRedis": {"url": "redis://r:6380", "password": {"existing": {"secret": "cache"}}}},
        "orchestrator.pdb": {"global": {"highAvailability": {"enabled": True}}},
        "orchestrator.replicas": {"orchestrator": {"autoscaling": {"enabled": False}}},
        "postgresql.auth.password.generated": {"postgresql": {"auth": {"password": GENERATED}}},
        "redis.auth.password.existing": {"redis": {"auth": {"enabled": True, "password": {"existing": {"secret": "cache"}}}}},
        "redis.replica": SENTINEL,
        "redis.sentinel.quorum": {"redis": SENTINEL["redis"] | {"replica": {"replicaCount": 100}}},
    }
    first, *rest = PROFILE["alike"]
    apart = rest
    # A parent's condition; what is for all charts of a release; a chart from elsewhere; what is refused one without the other; what
    # is made up here, and so no password of somebody else's.
    others = (
        "enabled", "global.clusterDomain", "prometheus.enabled", "redis.architecture", "redis.sentinel.enabled",
        "externalRedis.password.generated.alphabet", "externalRedis.password.generated.length",
    )  # fmt: skip

    def test_every_parameter(self):
        for path, pair in self.assert_every_parameter_matters().items():
            if path.startswith(f"{self.first}."):
                before, after = (self.of_components(self.for_rest(values, path.split("."))) for values in pair)
                self.assertEqual([name for name in before if before[name] == after[name]], [], path)

    def for_rest(self, values, path):
        """The values with those of the first service at each of the others, and its default at the path."""
        given = at(merged(self.parameters.defaults, values), path)
        if given is not None:
            put(values, path, given)
        return values | {name: self.with_own_secret(name, merged(values.get(name, {}), values[self.first])) for name in self.rest}

    def with_own_secret(self, name, given):
        """Two services don't have the same Secret filled."""
        now, number = merged(self.parameters.defaults[name], given), self.rest.index(name)
        for path in ("existingSecret",), ("externalSecrets", "target"):
            if at(now, path):
                put(given, path, f"{at(now, path)}-{number}")
        return given

    def of_components(self, values):
        """The resources of each of the other services."""
        resources = streams.read_stream(self.rendered(values))
        of = lambda component: [one for one in resources if at(one, ("metadata", "labels", "app.kubernetes.io/component")) == component]  # noqa: E731
        return {name: of(name) for name in PORTS if name != self.first}


if __name__ == "__main__":
    unittest.main()
