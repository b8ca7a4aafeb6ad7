"""The scenarios of erlmcp's document, on every Helm and as manifests. `documented/` holds its blocks of values, word for word."""

import base64
import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "differential"))
import invariants  # noqa: E402
from every_parameter import EveryParameter  # noqa: E402
import sides  # noqa: E402
import streams  # noqa: E402
from invariants import containers, named, of_kind, template  # noqa: E402
from overlays import at, merged  # noqa: E402
from sides import ExampleTest  # noqa: E402

# Manifests need what an installation would generate.
GIVEN = ("security.secrets.erlangCookie=cookie-1", "security.secrets.jwtSecret=jwt-1", "security.secrets.encryptionKey=key-1")
# Blocks that say what holds without them.
DEFAULTS = ("global-settings", "image-configuration", "deployment-vs-statefulset", "resource-configuration", "autoscaling-configuration",
            "storage-configuration", "security-configuration", "custom-probes")  # fmt: skip
ENVIRONMENTS = {"dev": "development-environment", "staging": "staging-environment", "production": "production-environment"}
ISTIO = ("networking.istio.io", "security.istio.io")


def documented(block):
    # The comment keeps the last line end, which a stream of manifests loses.
    return streams.plain(streams.read_stream((HERE / "documented" / f"{block}.yaml").read_text() + "# end\n")[0])


def variables(container):
    return {entry["name"]: entry for entry in container["env"]}


class Erlmcp(ExampleTest):
    example, release, namespace = "erlmcp", "erlmcp", "erlmcp"

    def arguments(self, files=(), sets=()):
        """`files` are blocks of the document, or the chart's own values of an environment."""
        places = [self.chart / f"{file}.yaml" if file.startswith("values-") else HERE / "documented" / f"{file}.yaml" for file in files]
        given = [part for place in places for part in ("-f", str(place))]
        return ["--namespace", self.namespace, *self.versions, *given, *(part for text in (*GIVEN, *sets) for part in ("--set", text))]

    def sound(self, *sets, files=(), elsewhere=()):
        """The resources for these values, which keep all invariants."""
        resources = self.objects(*sets, files=files)
        self.assertEqual(list(invariants.problems(resources, elsewhere)), [])
        return resources

    def both(self, resources):
        return named(resources, "Deployment", "erlmcp"), named(resources, "StatefulSet", "erlmcp-cluster")

    def groups(self, resources):
        return {one["apiVersion"].split("/")[0] for one in resources}


class Document(Erlmcp):
    def test_defaults_are_documented(self):
        defaults = streams.chart_defaults(self.chart)
        for block in DEFAULTS:
            with self.subTest(block):
                self.assertEqual(merged(defaults, documented(block)), defaults)

    def test_environments_are_documented(self):
        defaults = streams.chart_defaults(self.chart)
        for environment, block in ENVIRONMENTS.items():
            ours = streams.plain(streams.read_stream((self.chart / f"values-{environment}.yaml").read_text())[0])
            self.assertEqual(merged(defaults, ours), merged(defaults, documented(block)), environment)

    def test_parameters(self):
        """Each path that the document names, with the default that it gives."""
        defaults = streams.chart_defaults(self.chart)
        for line in (HERE / "parameters.txt").read_text().splitlines():
            path, _, value = line.partition(" = ")
            found = at(defaults, path.split("."), "missing")
            self.assertNotEqual(found, "missing", path)
            if value:
                self.assertEqual(found, json.loads(value), path)


class Scenarios(Erlmcp):
    def test_defaults(self):
        """E-S1: both workloads, side by side."""
        resources = self.sound()
        deployment, cluster = self.both(resources)
        self.assertEqual(deployment["spec"]["strategy"]["rollingUpdate"], {"maxSurge": 1, "maxUnavailable": 0})
        self.assertNotIn("replicas", deployment["spec"])  # the autoscaler's
        spec = cluster["spec"]
        self.assertEqual((spec["replicas"], spec["podManagementPolicy"], spec["updateStrategy"]["rollingUpdate"]["partition"]), (3, "OrderedReady", 0))
        services = of_kind(resources, "Service")
        self.assertEqual([one["metadata"]["name"] for one in services if invariants.selects(one["spec"]["selector"], template(deployment)[0])], ["erlmcp"])
        headless = named(resources, "Service", spec["serviceName"])
        self.assertEqual(headless["spec"]["clusterIP"], "None")
        self.assertTrue(invariants.selects(headless["spec"]["selector"], template(cluster)[0]))
        (scaler,) = of_kind(resources, "HorizontalPodAutoscaler")
        self.assertEqual((scaler["spec"]["minReplicas"], scaler["spec"]["maxReplicas"], scaler["spec"]["scaleTargetRef"]["kind"]), (3, 100, "Deployment"))
        self.assertEqual([it["resource"]["target"]["averageUtilization"] for it in scaler["spec"]["metrics"]], [70, 80])
        self.assertEqual(scaler["spec"]["behavior"], documented("autoscaling-configuration")["autoscaling"]["behavior"])
        for workload in (deployment, cluster):
            (container,) = containers(workload)
            self.assertEqual(container["image"], "docker.io/erlang-mcp/erlmcp:3.0.0")
            for probe, wanted in documented("custom-probes")["deployment"].items():
                self.assertEqual(container[probe], wanted)
            self.assertEqual(template(workload)[0]["app.kubernetes.io/name"], "erlmcp")
            self.assertEqual({mount["name"] for mount in container["volumeMounts"]}, {"config", "data", "logs", "tmp"})
        claims = {it["metadata"]["name"]: it["spec"] for it in of_kind(resources, "PersistentVolumeClaim")}
        self.assertEqual({name: it["resources"]["requests"]["storage"] for name, it in claims.items()}, {"erlmcp-data": "100Gi", "erlmcp-logs": "20Gi"})
        self.assertEqual({it["storageClassName"] for it in claims.values()}, {"gp3"})
        # Nothing that needs another namespace, or that nobody makes.
        self.assertEqual({at(one, ("metadata", "namespace")) for one in resources}, {"erlmcp"})
        self.assertFalse(of_kind(resources, "Ingress", "ClusterRole", "ExternalSecret", "Namespace"))

    def test_environments(self):
        """E-S2."""
        dev = self.sound(files=["values-dev"])
        deployment, _ = self.both(dev)
        self.assertEqual(deployment["spec"]["replicas"], 1)
        self.assertEqual(containers(deployment)[0]["resources"], documented("development-environment")["resources"])
        self.assertFalse(of_kind(dev, "HorizontalPodAutoscaler", "PodDisruptionBudget", "ServiceMonitor", "PrometheusRule"))
        production = self.sound(files=["production-environment"])
        self.assertEqual(named(production, "PodDisruptionBudget", "erlmcp")["spec"]["minAvailable"], 2)
        self.assertEqual({it["spec"]["endpoints"][0]["interval"] for it in of_kind(production, "ServiceMonitor")}, {"15s"})
        self.assert_refused("podDisruptionBudget.minAvailable=3", files=["production-environment"], naming=["minAvailable"])

    def test_canary_and_switches(self):
        """E-S3."""
        spec = self.both(self.sound("statefulset.partition=2", "statefulset.podManagementPolicy=Parallel"))[1]["spec"]
        self.assertEqual((spec["updateStrategy"]["rollingUpdate"]["partition"], spec["podManagementPolicy"]), (2, "Parallel"))
        self.assert_refused("statefulset.podManagementPolicy=Random", naming=["podManagementPolicy"])
        clustered = self.sound("deployment.enabled=false")
        self.assertFalse(of_kind(clustered, "Deployment", "HorizontalPodAutoscaler", "PersistentVolumeClaim"))
        self.assertIsNone(named(clustered, "Service", "erlmcp"))
        stateless = self.sound("statefulset.enabled=false")
        self.assertFalse(of_kind(stateless, "StatefulSet"))
        self.assertFalse([one for one in of_kind(stateless, "Service") if one["spec"].get("clusterIP") == "None"])

    def test_what_goes_together(self):
        """Values that nothing would read, and those that only the API server would refuse."""
        ingress = ("ingress.enabled=true", "ingress.hosts[0].host=erlmcp.example.com")
        self.sound(*ingress)
        self.assert_refused("deployment.enabled=false", *ingress, naming=["ingress", "deployment.enabled"])
        self.assert_refused("security.secrets.enabled=false", "app.erlang.cookie=abc", naming=["app.erlang.cookie", "security.secrets.enabled"])
        self.sound("monitoring.prometheus.enabled=false", "service.ports.http.targetPort=9090")
        self.assert_refused("service.ports.http.targetPort=9090", naming=["service.ports"])
        self.assert_refused("storage.logs.name=erlmcp-data", naming=["storage"])
        self.assert_refused("storage.logs.size=0", naming=["size"])
        self.sound("service.type=NodePort", "service.ports.http.nodePort=30080")
        self.assert_refused("service.ports.http.nodePort=30080", naming=["nodePorts", "ClusterIP"])
        self.assert_refused("service.type=NodePort", "service.loadBalancerSourceRanges[0]=10.0.0.0/8", naming=["loadBalancerSourceRanges"])
        self.assert_refused("deployment.maxSurge=0", naming=["maxSurge", "maxUnavailable"])
        self.assert_refused("deployment.maxUnavailable=150%", naming=["maxUnavailable"])
        self.assert_refused("deployment.livenessProbe.tcpSocket.port=http", naming=["livenessProbe", "tcpSocket"])
        self.assert_refused("deployment.sidecars[0].name=erlmcp", "deployment.sidecars[0].image=x", naming=["same name"])

    def test_global(self):
        """One registry for all images, and one domain under either key."""
        image = containers(self.both(self.sound("global.imageRegistry=mirror.io"))[0])[0]["image"]
        self.assertEqual(image, "mirror.io/erlang-mcp/erlmcp:3.0.0")
        mesh = ("global.serviceMesh.enabled=true", "tls.mtls.enabled=true")
        for key in ("global.cluster.dnsSuffix", "global.clusterDomain"):
            resources = self.objects(f"{key}=k8s.example.org", *mesh)
            hosts = [it["spec"]["host"] for it in of_kind(resources, "DestinationRule")]
            self.assertEqual(len(hosts), 3)
            self.assertTrue(all(host.endswith(".erlmcp.svc.k8s.example.org") for host in hosts), hosts)
            node = variables(containers(self.both(resources)[1])[0])["ERLMCP_NODE_NAME"]["value"]
            self.assertTrue(node.endswith(".erlmcp.svc.k8s.example.org"), node)

    def test_users_containers(self):
        """E-S4: the documented init containers and sidecar, together with other values."""
        resources = self.sound(files=["custom-init-containers", "custom-sidecars", "custom-values", "image-pull-errors"])
        pod = template(self.both(resources)[0])[1]
        self.assertEqual(pod["initContainers"], documented("custom-init-containers")["deployment"]["initContainers"])
        self.assertEqual(pod["containers"][1:], documented("custom-sidecars")["deployment"]["sidecars"])
        self.assertEqual(pod["containers"][0]["resources"]["limits"], {"cpu": "8000m", "memory": "16Gi"})
        self.assertEqual(pod["imagePullSecrets"], [{"name": "erlmcp-registry"}])
        # What the init containers ask for is let through.
        egress = named(resources, "NetworkPolicy", "erlmcp")["spec"]["egress"]
        self.assertIn({"to": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "erlmcp"}}}]}, egress)
        without = self.sound("storage.logs.enabled=false", files=["custom-sidecars"])
        volumes = {it["name"]: it for it in template(self.both(without)[0])[1]["volumes"]}
        self.assertIn("emptyDir", volumes["logs"])

    def test_secrets(self):
        """E-S5."""
        resources = self.sound("security.secrets.erlangCookie=abc")
        (secret,) = of_kind(resources, "Secret")
        self.assertEqual((secret["metadata"]["name"], sorted(secret["data"])), ("erlmcp-secrets", ["encryption-key", "erlang-cookie", "jwt-secret"]))
        self.assertEqual(base64.b64decode(secret["data"]["erlang-cookie"]), b"abc")
        for workload in self.both(resources):
            found = variables(containers(workload)[0])["ERLANG_COOKIE"]["valueFrom"]["secretKeyRef"]
            self.assertEqual(found, {"name": "erlmcp-secrets", "key": "erlang-cookie"})
        self.assertNotIn("abc", [text for one in of_kind(resources, "ConfigMap") for text in one["data"].values()])
        (secret,) = of_kind(self.sound(files=["custom-application-configuration"]), "Secret")
        self.assertEqual(base64.b64decode(secret["data"]["erlang-cookie"]), b"my-secure-cookie")
        self.assertFalse(of_kind(self.sound("security.secrets.enabled=false"), "Secret"))

    def test_generated(self):
        """The chart makes what nobody gave; manifests are refused."""
        arguments = ["--namespace", self.namespace, *self.versions]
        helm = streams.helms()[-1]
        first, second = (streams.run_helm(helm, self.chart, self.release, arguments) for _ in range(2))
        streams.read_all([first, second])
        data = [named(run.documents, "Secret", "erlmcp-secrets")["data"] for run in (first, second)]
        self.assertEqual({name: len(base64.b64decode(text)) for name, text in data[0].items()}, {"erlang-cookie": 32, "jwt-secret": 64, "encryption-key": 32})
        self.assertNotEqual(*data)
        self.assertIn("E5042", streams.run_stackc(sides.stackc(), self.source, self.release, arguments).err)

    def test_application(self):
        resources = self.sound(files=["custom-application-configuration"])
        for name in ("erlmcp-env", "erlmcp-cluster-env"):
            data = named(resources, "ConfigMap", name)["data"]
            self.assertEqual({key: data[key] for key in documented("custom-application-configuration")["app"]["erlang"]["env"]},
                             documented("custom-application-configuration")["app"]["erlang"]["env"])  # fmt: skip
        self.assertIn("logger_std_h", named(resources, "ConfigMap", "erlmcp-config")["data"]["sys.config.src"])

    def test_tenants(self):
        """E-S6."""
        resources = self.sound("resourceQuota.tenants.staging.resources.pods=40", files=["multi-tenant-configuration"])
        quotas = {one["metadata"]["name"]: one for one in of_kind(resources, "ResourceQuota")}
        tenant = quotas["erlmcp-tenant-production"]
        self.assertEqual(tenant["metadata"]["namespace"], "erlmcp-production")
        self.assertEqual(tenant["spec"]["hard"], documented("multi-tenant-configuration")["resourceQuota"]["tenants"]["production"]["resources"])
        self.assertEqual(tenant["metadata"]["labels"]["erlmcp.com/tier"], "platinum")
        self.assertEqual(int(quotas["erlmcp-tenant-staging"]["spec"]["hard"]["pods"]), 40)
        self.assertFalse(of_kind(resources, "Namespace"))
        made = self.sound("resourceQuota.createNamespaces=true", "resourceQuota.tenants.production.enabled=false", files=["multi-tenant-configuration"])
        self.assertEqual([one["metadata"]["name"] for one in of_kind(made, "Namespace")], ["erlmcp-staging"])
        self.assertFalse(of_kind(self.sound("resourceQuota.enabled=false", "limitRange.enabled=false"), "ResourceQuota", "LimitRange"))

    def test_mesh(self):
        """E-S7."""
        resources = self.sound(files=["service-mesh-integration"])
        self.assertEqual({it["spec"]["mtls"]["mode"] for it in of_kind(resources, "PeerAuthentication")}, {"STRICT"})
        ports = {"9090": {"mode": "PERMISSIVE"}}
        self.assertEqual([it["spec"]["portLevelMtls"] for it in of_kind(resources, "PeerAuthentication")], [ports, ports])
        rule = json.dumps(named(resources, "DestinationRule", "erlmcp"))
        for text in (*documented("service-mesh-integration")["tls"]["mtls"]["cipherSuites"], "TLSV1_3"):
            self.assertIn(text, rule)
        for workload in self.both(resources):
            self.assertEqual(variables(containers(workload)[0])["ERLMCP_TLS_MIN_VERSION"]["value"], "TLSV1_3")
        # The proxy's requests and limits are as close as the LimitRange of the chart wants them.
        sizes = {"proxyCPU": "100m", "proxyCPULimit": "1", "proxyMemory": "128Mi", "proxyMemoryLimit": "1Gi"}
        said = {f"sidecar.istio.io/{key}": size for key, size in sizes.items()}
        for workload in self.both(self.sound(files=["service-mesh-integration"])):
            self.assertLessEqual(said.items(), workload["spec"]["template"]["metadata"]["annotations"].items())
        for workload in self.both(self.sound("limitRange.enabled=false", files=["service-mesh-integration"])):
            self.assertFalse(said.keys() & workload["spec"]["template"]["metadata"]["annotations"].keys())
        self.assertFalse(self.groups(self.sound("global.serviceMesh.provider=linkerd", files=["service-mesh-integration"])) & set(ISTIO))
        self.assertFalse(self.groups(self.sound("tls.mtls.enabled=false", files=["service-mesh-integration"])) & set(ISTIO))

    def test_external_secrets(self):
        """E-S8."""
        block = "external-secrets-integration"
        resources = self.sound(files=[block], elsewhere=["erlmcp-db-credentials"])
        (store,) = of_kind(resources, "SecretStore")
        vault = documented(block)["externalSecrets"]["secretStore"]["vault"]
        found = store["spec"]["provider"]["vault"]
        self.assertEqual((found["server"], found["path"], found["version"], found["auth"]["kubernetes"]["role"]),
                         (vault["address"], vault["path"], vault["version"], vault["role"]))  # fmt: skip
        (secret,) = of_kind(resources, "ExternalSecret")
        self.assertEqual((secret["apiVersion"], secret["spec"]["secretStoreRef"]["name"]), ("external-secrets.io/v1", store["metadata"]["name"]))
        self.assertEqual(secret["spec"]["data"], documented(block)["externalSecrets"]["secrets"][0]["data"])
        for workload in self.both(resources):
            self.assertIn({"secretRef": {"name": "erlmcp-db-credentials"}}, containers(workload)[0]["envFrom"])
        older = self.objects("externalSecrets.apiVersion=v1beta1", files=[block])
        self.assertEqual({one["apiVersion"] for one in of_kind(older, "SecretStore", "ExternalSecret")}, {"external-secrets.io/v1beta1"})
        self.assert_refused("externalSecrets.secretStore.vault.enabled=false", files=[block], naming=["needs a store"])
        again = ("externalSecrets.secrets[1].name=erlmcp-db-credentials", "externalSecrets.secrets[1].data[0].secretKey=a")
        self.assert_refused(*again, files=[block], naming=["the same Secret"])
        self.assert_refused("security.secrets.name=erlmcp-db-credentials", files=[block], naming=["the same Secret"])

    def test_access_and_network(self):
        resources = self.sound("security.rbac.createClusterRoleBinding=true", "security.networkPolicy.egressOnly=true", "security.rbac.serviceAccountName=nodes")
        self.assertEqual(named(resources, "NetworkPolicy", "erlmcp")["spec"]["policyTypes"], ["Egress"])
        self.assertEqual(of_kind(resources, "ClusterRoleBinding")[0]["subjects"][0]["name"], "nodes")
        quiet = self.sound("global.monitoring.prometheus.enabled=false", "global.monitoring.grafana.enabled=false", "security.networkPolicy.enabled=false")
        self.assertFalse(of_kind(quiet, "ServiceMonitor", "PrometheusRule", "NetworkPolicy"))
        self.assertIsNone(named(quiet, "ConfigMap", "erlmcp-dashboards"))

    def test_commands(self):
        (container,) = containers(self.both(self.objects("image.tag=3.0.1"))[0])
        self.assertTrue(container["image"].endswith(":3.0.1"))
        self.assert_refused("deployment.replica=2", naming=["replica"])
        self.assert_refused("ingress.enabled=true", naming=["ingress.hosts"])

    def test_lint(self):
        """U1."""
        for helm in streams.helms():
            for file in sorted(pathlib.Path(self.chart).glob("values*.yaml")):
                done = self.helm(helm, "lint", "--strict", self.chart, "-f", file)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Parameters(EveryParameter, Erlmcp):
    """U13."""

    base = {"security": {"secrets": {"erlangCookie": "a", "jwtSecret": "b", "encryptionKey": "c"}}}
    rules = [rule for rule in json.loads((HERE.parents[1] / "differential/erlmcp.json").read_text())["rules"] if rule["when"]]
    needs = {
        **{f"security.secrets.{name}.existing": {"security": {"secrets": {name: {"existing": {"secret": "held"}}}}} for name in ("erlangCookie", "jwtSecret", "encryptionKey")},
        "app.erlang.cookie.existing": {"app": {"erlang": {"cookie": {"existing": {"secret": "held"}}}}},
        "resourceQuota.createNamespaces": {"resourceQuota": {"tenants": {"a": {}}}},
        "service.loadBalancerSourceRanges": {"service": {"type": "LoadBalancer"}},
        "service.ports.http.nodePort": {"service": {"type": "NodePort"}},
        "service.ports.https.nodePort": {"service": {"type": "NodePort"}},
        **{f"tls.mtls.{mode}": {"global": {"serviceMesh": {"enabled": True}}} for mode in ("mode", "metricsMode")},
        "externalSecrets": {"externalSecrets": {"secretStore": {"vault": {"enabled": True}}}},
    }  # fmt: skip
    others = ("enabled",)  # a parent's condition

    def test_every_parameter(self):
        self.assert_every_parameter_matters()


if __name__ == "__main__":
    unittest.main()
