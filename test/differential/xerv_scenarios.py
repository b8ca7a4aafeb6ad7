"""The scenarios of XERV's document, on every Helm and as manifests."""

import functools
import json
import pathlib
import re
import tempfile
import unittest

import every_parameter
import invariants
import streams
import yaml_writer
from invariants import containers, named, of_kind, template
from overlays import at
from sides import ExampleTest

ON = "serviceMesh.enabled=true"
ISTIO, LINKERD = (ON, "serviceMesh.provider=istio"), (ON, "serviceMesh.provider=linkerd")
SPLIT = (*LINKERD, "serviceMesh.linkerd.trafficSplit.enabled=true")
RAFT = ("dispatch.backend=raft", "replicaCount=3")
REDIS = ("dispatch.backend=redis", "dispatch.redis.url=redis://redis:6379")
NATS = ("dispatch.backend=nats", "dispatch.nats.url=nats://nats:4222")
MONITOR = ("metrics.serviceMonitor.enabled=true",)
BUDGET = ("podDisruptionBudget.enabled=true", "replicaCount=5")
INGRESS = ("ingress.enabled=true", "ingress.hosts[0].host=xerv.example.com")
# (--set, files): what all invariants are checked on.
SCENARIOS = [
    ((), ()), ((), ("production",)), ((), ("redis",)), ((), ("istio",)), ((), ("linkerd",)), (SPLIT, ()),
    ((*RAFT, *ISTIO), ()), ((*RAFT, *LINKERD, *MONITOR), ()), (("metrics.enabled=false", *ISTIO), ()), (NATS, ()),
    ((*REDIS, *MONITOR, *INGRESS, *BUDGET), ()), (("serviceAccount.create=false",), ()), (("replicaCount=0",), ()),
    ((*RAFT, "metrics.enabled=false", "storage.class=fast", "nameOverride=x"), ()), (("fullnameOverride=other", *ISTIO, *INGRESS), ()),
]  # fmt: skip
MESH_GROUPS = ("networking.istio.io", "security.istio.io", "linkerd.io", "split.smi-spec.io")


PROFILE = json.loads(pathlib.Path(__file__).with_name("xerv.json").read_text())


def app_version(chart):
    return re.search(r'^appVersion:\s*"?([^"\s]+)', pathlib.Path(chart, "Chart.yaml").read_text(), re.MULTILINE).group(1)


class Xerv(ExampleTest):
    example, release, namespace = "xerv", "xerv", "xerv"

    def config(self, resources):
        """All text of the ConfigMaps."""
        return "\n".join(text for one in of_kind(resources, "ConfigMap") for text in one["data"].values())

    def only(self, resources, kind):
        found = of_kind(resources, kind)
        self.assertEqual(len(found), 1, f"{kind}: {[one['metadata']['name'] for one in found]}")
        return found[0]

    def groups(self, resources):
        return {one["apiVersion"].split("/")[0] for one in resources}

    def pod_annotations(self, workload):
        return at(workload, ("spec", "template", "metadata", "annotations"), {})


class Scenarios(Xerv):
    def test_defaults(self):
        """X-S1."""
        resources = self.objects()
        self.assertEqual(sorted(one["kind"] for one in resources), ["ConfigMap", "Deployment", "Service", "ServiceAccount"])
        workload = self.only(resources, "Deployment")
        self.assertEqual((workload["metadata"]["name"], workload["spec"]["replicas"]), ("xerv", 1))
        (container,) = containers(workload)
        self.assertEqual(container["image"], f"ghcr.io/ml-rust/xerv:{app_version(self.chart)}")
        self.assertEqual(container["imagePullPolicy"], "IfNotPresent")
        self.assertEqual({port["name"]: port["containerPort"] for port in container["ports"]}, {"http": 8080, "metrics": 9090})
        wanted = {"requests": {"cpu": "100m", "memory": "256Mi"}, "limits": {"cpu": "1000m", "memory": "1Gi"}}
        self.assertEqual(container["resources"], wanted)
        self.assertRegex(self.config(resources), r"backend: \"?memory")
        self.assertEqual(sorted(port["port"] for port in self.only(resources, "Service")["spec"]["ports"]), [8080, 9090])

    def test_secure_by_default(self):
        pod = template(self.only(self.objects(), "Deployment"))[1]
        context = pod["containers"][0]["securityContext"]
        self.assertTrue(context["readOnlyRootFilesystem"] and not context["allowPrivilegeEscalation"])
        self.assertEqual(context["capabilities"]["drop"], ["ALL"])
        self.assertTrue(pod["securityContext"]["runAsNonRoot"])
        self.assertIn("/tmp", [mount["mountPath"] for mount in pod["containers"][0]["volumeMounts"]])

    def test_image(self):
        resources = self.objects("image.repository=r.example.com/x", "image.tag=v20240101", "image.pullPolicy=Always")
        (container,) = containers(self.only(resources, "Deployment"))
        self.assertEqual((container["image"], container["imagePullPolicy"]), ("r.example.com/x:v20240101", "Always"))
        self.assert_refused("image.tag=20240101", naming=["tag"])  # a number may have lost zeros

    def test_raft(self):
        """X-S2: a cluster of named peers."""
        resources = self.objects(*RAFT)
        workload = self.only(resources, "StatefulSet")
        self.assertFalse(of_kind(resources, "Deployment"))
        self.assertEqual((workload["spec"]["replicas"], workload["spec"]["podManagementPolicy"]), (3, "Parallel"))
        (claim,) = workload["spec"]["volumeClaimTemplates"]
        self.assertEqual(claim["spec"]["resources"]["requests"]["storage"], "10Gi")
        self.assertEqual(claim["spec"]["accessModes"], ["ReadWriteOnce"])
        self.assertNotIn("storageClassName", claim["spec"])
        headless = named(resources, "Service", workload["spec"]["serviceName"])
        self.assertEqual((headless["spec"]["clusterIP"], headless["spec"]["publishNotReadyAddresses"]), ("None", True))
        self.assertIn(5000, [port["port"] for port in headless["spec"]["ports"]])
        for index in range(3):
            self.assertIn(f"xerv-{index}.{headless['metadata']['name']}.xerv.svc.cluster.local:5000", self.config(resources))
        self.assertNotIn("xerv-3.", self.config(resources))

    def test_production(self):
        """X-S3."""
        resources = self.objects(files=["production"])
        workload = self.only(resources, "StatefulSet")
        self.assertEqual(workload["spec"]["replicas"], 5)
        claim = workload["spec"]["volumeClaimTemplates"][0]["spec"]
        self.assertEqual((claim["resources"]["requests"]["storage"], claim["storageClassName"]), ("50Gi", "fast-ssd"))
        (container,) = containers(workload)
        wanted = {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"cpu": "2000m", "memory": "4Gi"}}
        self.assertEqual(container["resources"], wanted)
        budget = self.only(resources, "PodDisruptionBudget")["spec"]
        self.assertEqual(budget["minAvailable"], 3)
        self.assertNotIn("maxUnavailable", budget)
        (term,) = template(workload)[1]["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
        self.assertEqual(term["topologyKey"], "kubernetes.io/hostname")
        self.assertEqual(term["labelSelector"]["matchLabels"], {"app.kubernetes.io/name": "xerv"})
        self.assertRegex(self.config(resources), r"election_timeout_ms: 1000\b")
        self.assertRegex(self.config(resources), r"heartbeat_interval_ms: 100\b")
        self.assert_refused("podDisruptionBudget.minAvailable=5", files=["production"], naming=["minAvailable"])

    def test_redis(self):
        """X-S4."""
        resources = self.objects(files=["redis"])
        workload = self.only(resources, "Deployment")
        self.assertEqual(workload["spec"]["replicas"], 10)
        self.assertIn("redis://redis-cluster:6379", json.dumps(workload) + self.config(resources))
        self.assertRegex(self.config(resources), r"pool_size: 20\b")
        self.assertEqual(containers(workload)[0]["resources"]["limits"]["memory"], "2Gi")
        self.assertNotIn("raft", self.config(resources))

    def test_istio(self):
        """X-S5."""
        resources = self.objects(files=["istio"])
        rule = self.only(resources, "DestinationRule")["spec"]
        policy = rule["trafficPolicy"]
        self.assertEqual(rule["host"], "xerv.xerv.svc.cluster.local")
        http = policy["connectionPool"]["http"]
        self.assertEqual((http["h2UpgradePolicy"], http["http2MaxRequests"]), ("UPGRADE", 1000))
        self.assertEqual(policy["loadBalancer"], {"simple": "ROUND_ROBIN", "localityLbSetting": {"enabled": True}})
        outliers = policy["outlierDetection"]
        self.assertEqual([outliers[name] for name in ("consecutive5xxErrors", "interval", "baseEjectionTime")], [5, "30s", "30s"])
        self.assertEqual(policy["tls"]["mode"], "ISTIO_MUTUAL")
        routes = self.only(resources, "VirtualService")["spec"]["http"]
        timed = [route for route in routes if "timeout" in route]
        self.assertEqual([(one["timeout"], one["retries"]["attempts"], one["retries"]["perTryTimeout"]) for one in timed], [("30s", 3, "10s")])
        workload = self.only(resources, "Deployment")
        peers = self.only(resources, "PeerAuthentication")["spec"]
        self.assertEqual((peers["mtls"]["mode"], peers["selector"]["matchLabels"]), ("STRICT", workload["spec"]["selector"]["matchLabels"]))
        self.assertEqual(peers["portLevelMtls"], {"9090": {"mode": "PERMISSIVE"}})
        self.assertEqual(self.pod_annotations(workload)["sidecar.istio.io/inject"], "true")
        self.assertFalse(self.groups(resources) & {"linkerd.io", "split.smi-spec.io"})
        quiet = self.objects("metrics.enabled=false", files=["istio"])
        self.assertNotIn("9090", json.dumps(of_kind(quiet, "VirtualService", "PeerAuthentication")))
        for name, mode in (("metricsMtls", "STRICT"), ("mtls", "PERMISSIVE")):
            same = self.objects(f"serviceMesh.istio.peerAuthentication.{name}={mode}", files=["istio"])
            self.assertNotIn("portLevelMtls", self.only(same, "PeerAuthentication")["spec"])

    def test_raft_with_a_mesh(self):
        """X-S6: the peers' Service has its own rule or profile."""
        rules = of_kind(self.objects(*RAFT, *ISTIO), "DestinationRule")
        self.assertEqual(len(rules), 2)
        self.assertEqual(sum("headless" in rule["spec"]["host"] for rule in rules), 1)
        profiles = of_kind(self.objects(*RAFT, *LINKERD), "ServiceProfile")
        self.assertEqual(len(profiles), 2)
        self.assert_refused(*RAFT, *SPLIT, naming=["trafficSplit"])

    def test_linkerd(self):
        """X-S7."""
        resources = self.objects(files=["linkerd"])
        profile = self.only(resources, "ServiceProfile")
        self.assertEqual(profile["metadata"]["name"], "xerv.xerv.svc.cluster.local")
        self.assertEqual(profile["spec"]["retryBudget"], {"retryRatio": 0.2, "minRetriesPerSecond": 10, "ttl": "10s"})
        self.assertEqual(self.pod_annotations(self.only(resources, "Deployment"))["linkerd.io/inject"], "enabled")
        self.assertFalse(self.groups(resources) & {"networking.istio.io", "security.istio.io", "split.smi-spec.io"})
        resources = self.objects("serviceMesh.linkerd.trafficSplit.enabled=true", files=["linkerd"])
        split = self.only(resources, "TrafficSplit")["spec"]
        for backend in split["backends"]:
            self.assertIsNotNone(named(resources, "Service", backend["service"]), backend)
        self.assertEqual(len(of_kind(resources, "Deployment")), 2)
        self.assertFalse(self.groups(resources) & {"networking.istio.io", "security.istio.io"})

    def test_mesh_switched_off(self):
        for sets in (("serviceMesh.provider=istio",), ("serviceMesh.provider=linkerd",)):
            self.assertFalse(self.groups(self.objects(*sets)) & set(MESH_GROUPS))

    def test_ingress(self):
        """X-S8: a host without paths gets `/`, and no host is an error."""
        (rule,) = self.only(self.objects(*INGRESS), "Ingress")["spec"]["rules"]
        self.assertEqual([(path["path"], path["pathType"]) for path in rule["http"]["paths"]], [("/", "Prefix")])
        self.assert_refused("ingress.enabled=true", naming=["ingress.hosts"])

    def test_service_monitor(self):
        endpoint = self.only(self.objects(*MONITOR), "ServiceMonitor")["spec"]["endpoints"][0]
        self.assertEqual(endpoint["port"], "metrics")
        self.assertFalse(of_kind(self.objects(*MONITOR, "metrics.enabled=false"), "ServiceMonitor"))

    def test_budget(self):
        spec = self.only(self.objects(*BUDGET), "PodDisruptionBudget")["spec"]
        self.assertEqual(spec["minAvailable"], 1)
        spec = self.only(self.objects(*BUDGET, "podDisruptionBudget.maxUnavailable=0"), "PodDisruptionBudget")["spec"]
        self.assertEqual((spec["maxUnavailable"], "minAvailable" in spec), (0, False))
        self.assert_refused(*BUDGET, "podDisruptionBudget.minAvailable=1", "podDisruptionBudget.maxUnavailable=1")

    def test_refusals(self):
        self.assert_refused("dispatch.backend=kafka", naming=["backend"])
        self.assert_refused("dispatch.backend=redis", naming=["url"])
        self.assert_refused("dispatch.backend=nats", naming=["url"])
        self.assert_refused("dispatch.backend=raft", "replicaCount=4", naming=["replicaCount"])
        self.assert_refused("serviceMesh.enabled=true", naming=["provider"])
        self.assert_refused("server.apiPort=70000", naming=["apiPort"])
        self.assert_refused("image.pullPolicy=Sometimes", naming=["pullPolicy"])
        self.assert_refused("replicaCount=null", naming=["replicaCount"])

    def test_names(self):
        for release, wanted in (("prod", "prod-xerv"), ("xerv-eu", "xerv-eu"), ("x" * 53, "x" * 53 + "-xerv")):
            resources = self.objects(*RAFT, *ISTIO, release=release)
            name = self.only(resources, "StatefulSet")["metadata"]["name"]
            self.assertTrue(wanted.startswith(name) and 50 < len(name) <= 52 if len(wanted) > 52 else name == wanted, name)
            self.assertTrue(all(len(one["metadata"]["name"]) <= 63 for one in resources if one["kind"] != "ServiceProfile"))
            self.assertEqual(list(invariants.problems(resources)), [])


class Invariants(Xerv):
    def test_resources(self):
        """U2 to U9."""
        for sets, files in SCENARIOS:
            with self.subTest(sets=sets, files=files):
                self.assertEqual(list(invariants.problems(self.objects(*sets, files=files))), [])

    def test_lint(self):
        """U1."""
        for helm in streams.helms():
            for sets, files in SCENARIOS[:6]:
                arguments = [part for part in self.arguments(files, sets) if part not in self.versions]
                done = self.helm(helm, "lint", "--strict", self.chart, *arguments)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertNotRegex(done.stdout, r"\[(ERROR|WARNING)\]")

    def test_unknown_keys(self):
        """U10."""
        for sets in ("replicaCout=2", "image.registri=x", "dispatch.raft.x=1", "serviceMesh.istio.x=1", "server.apiport=1"):
            self.assert_refused(sets, naming=[sets.split("=")[0].split(".")[-1]])
        # The case `memory` has no parameters: its own key is the unknown one.
        self.assert_refused("dispatch.memory.x=1", naming=["memory"])
        self.assert_refused("replicaCount=two", naming=["replicaCount"])
        self.assert_refused("metrics.enabled=1", naming=["enabled"])

    def test_other_charts_keys_are_allowed(self):
        self.assertEqual(self.objects("global.region=eu", "x-team.name=a"), self.objects())

    def test_documented_parameters(self):
        """The paths and defaults of the document's tables."""
        (documented,) = streams.read_stream(pathlib.Path(__file__).with_name("xerv").joinpath("parameters.yaml").read_text())
        defaults = streams.chart_defaults(self.chart)
        for path, wanted in streams.plain(documented).items():
            found = at(defaults, path.removesuffix(".*").split("."), "nothing")
            self.assertEqual(isinstance(found, dict) and "See values" if path.endswith(".*") else found, wanted, path)

    def test_same_twice(self):
        """U11."""
        self.assert_same_twice(SCENARIOS[:5])

    def test_packaged(self):
        """U12."""
        self.assert_packaged_alike(RAFT)

    def test_every_parameter_matters(self):
        """U13, on one Helm and with the test pod."""
        parameters = every_parameter.Parameters(*self.schema_and_defaults(), {"rules": PROFILE["rules"]})
        # `enabled` at the top is no parameter of the chart: a parent's condition reads it.
        leaves = [path for path in parameters.switches.leaves if path != ("enabled",)]
        self.assertEqual([".".join(path) for path in leaves if not self.matters(parameters, path)], [])

    def matters(self, parameters, path):
        if path[-1] != "existingSecretPasswordKey":
            return parameters.matters(path, self.rendered)
        kind = path[1]  # of the dispatch, whose Secret has a name
        base = {"dispatch": {"backend": kind, kind: {"url": f"{kind}://h", "existingSecret": "s"}}}
        return parameters.change(path, base, self.rendered) is not None

    @functools.lru_cache(maxsize=256)
    def rendered_text(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            done = self.helm(streams.helms()[-1], "template", self.release, self.chart, *self.arguments(), "-f", file.name)
        return done.stdout if done.returncode == 0 else None

    def rendered(self, values):
        return self.rendered_text(yaml_writer.json_text(values))

    def schema_and_defaults(self):
        return json.loads(pathlib.Path(self.chart, "values.schema.json").read_text()), streams.chart_defaults(self.chart)

    def test_hooks_are_tests_only(self):
        helm = streams.helms()[-1]
        done = self.helm(helm, "template", self.release, self.chart, *self.arguments())
        hooks = [one for one in streams.read_stream(done.stdout) if "helm.sh/hook" in one["metadata"].get("annotations", {})]
        self.assertTrue(hooks)
        self.assertEqual({one["metadata"]["annotations"]["helm.sh/hook"] for one in hooks}, {"test"})


if __name__ == "__main__":
    unittest.main()
