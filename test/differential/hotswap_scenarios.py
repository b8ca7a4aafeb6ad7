"""The scenarios of HotSwap's document, on every Helm and as manifests."""

import base64
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
from sides import ExampleTest, shared_engines

DOCUMENT = pathlib.Path(__file__).resolve().parents[1] / "examples/hotswap"
PROFILE = json.loads(pathlib.Path(__file__).with_name("hotswap.json").read_text())
# Manifests can't have the generated password.
PASSWORD = "postgresql.auth.password=s3cret"
QUICK_START = ("ingress.enabled=true", "ingress.hosts[0].host=hotswap.example.com")
EXTERNAL = ("postgresql.enabled=false", "externalDatabase.host=db.example.com", "externalDatabase.existingSecret=db")
# Block and --set with which parameters that begin so are read.
READ_WITH = {
    "externalDatabase": ("postgresql-external", ()),
    "vault.appRole": ("vault-approle", ()),
    "vault.token": ("vault-token", ()),
    "replicaCount": ("resources", ("autoscaling.enabled=false",)),
}
MONITOR, POLICY = "serviceMonitor.enabled=true", "networkPolicy.enabled=true"
# (--set, files): what all invariants are checked on.
SCENARIOS = [
    ((), ()), *(((), (file.stem,)) for file in sorted(DOCUMENT.glob("values/*.yaml"))),
    ((*QUICK_START, MONITOR, POLICY), ()), ((*EXTERNAL, POLICY, "config.prometheus.enabled=false"), ()),
    (("autoscaling.enabled=false", "replicaCount=5", "postgresql.primary.persistence.enabled=false"), ("vault-token",)),
    (("service.targetPort=8080", "service.port=8080", "nameOverride=x", "podAntiAffinity=required"), ("ingress-tls",)),
    (("vault.enabled=false", "secretRotation.enabled=false", "serviceAccount.create=false", "extraSecrets.KEY=k"), ()),
    (("fullnameOverride=other", "podDisruptionBudget.minAvailable=", "podDisruptionBudget.maxUnavailable=1"), ("vault-approle",)),
]  # fmt: skip
# What the document lets others make.
DECLARED = ("hotswap-db-secret", "db")


class HotSwap(ExampleTest):
    example, release, namespace = "hotswap", "hotswap", "hotswap"

    def arguments(self, files=(), sets=()):
        """The files are the document's blocks."""
        given = [part for file in files for part in ("-f", str(DOCUMENT / "values" / f"{file}.yaml"))]
        sets = sets if "postgresql-builtin" in files else (PASSWORD, *sets)
        return ["--namespace", self.namespace, *self.versions, *given, *(part for text in sets for part in ("--set", text))]

    def only(self, resources, kind):
        found = of_kind(resources, kind)
        self.assertEqual(len(found), 1, f"{kind}: {[one['metadata']['name'] for one in found]}")
        return found[0]

    def deployment(self, *sets, files=()):
        """The Deployment, its pods and their container."""
        workload = self.only(self.objects(*sets, files=files), "Deployment")
        pod = template(workload)[1]
        return workload, pod, pod["containers"][0]

    def variables(self, *sets, files=()):
        """Variable → its text, or the part of `valueFrom`."""
        _, _, container = self.deployment(*sets, files=files)
        return {entry["name"]: entry.get("value", entry.get("valueFrom")) for entry in container["env"]}

    def settings(self, *sets, files=()):
        """`appsettings.json`."""
        return json.loads(self.only(self.objects(*sets, files=files), "ConfigMap")["data"]["appsettings.json"])


def secret_key(name, key):
    return {"secretKeyRef": {"name": name, "key": key}}


class Scenarios(HotSwap):
    def test_defaults(self):
        """H-S1: what the chart runs."""
        resources = self.objects()
        kinds = ["ConfigMap", "Deployment", "HorizontalPodAutoscaler", "PodDisruptionBudget", "Secret", "Service", "Service", "Service"]
        self.assertEqual(sorted(one["kind"] for one in resources), [*kinds, "ServiceAccount", "StatefulSet"])
        workload, pod, container = self.deployment()
        self.assertEqual(workload["metadata"]["name"], "hotswap")
        self.assertNotIn("replicas", workload["spec"])
        self.assertEqual(container["image"], "hotswap/hotswap-api:1.0.0")
        wanted = {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"cpu": "2000m", "memory": "4Gi"}}
        self.assertEqual(container["resources"], wanted)
        self.assertEqual(container["ports"], [{"name": "http", "containerPort": 5000, "protocol": "TCP"}])
        self.assertEqual([container[probe]["httpGet"]["path"] for probe in ("livenessProbe", "readinessProbe")], ["/health", "/health/ready"])
        ports = [(port["port"], port["targetPort"]) for port in named(resources, "Service", "hotswap")["spec"]["ports"]]
        self.assertEqual(ports, [(80, "http"), (5000, "http")])
        scaler = self.only(resources, "HorizontalPodAutoscaler")["spec"]
        self.assertEqual((scaler["minReplicas"], scaler["maxReplicas"]), (3, 10))
        targets = {one["resource"]["name"]: one["resource"]["target"]["averageUtilization"] for one in scaler["metrics"]}
        self.assertEqual(targets, {"cpu": 70, "memory": 80})
        self.assertEqual(self.only(resources, "PodDisruptionBudget")["spec"]["minAvailable"], 2)

    def test_secure_by_default(self):
        """H-S1: "enforced by default"."""
        _, pod, container = self.deployment()
        self.assertTrue(pod["securityContext"]["runAsNonRoot"])
        context = container["securityContext"]
        self.assertTrue(context["readOnlyRootFilesystem"] and not context["allowPrivilegeEscalation"])
        self.assertEqual(context["capabilities"]["drop"], ["ALL"])
        self.assertIn({"name": "tmp", "mountPath": "/tmp"}, container["volumeMounts"])
        self.assertIn({"name": "tmp", "emptyDir": {}}, pod["volumes"])

    def test_own_database(self):
        """H-S1: StatefulSet, Service and Secret have one name, and the application is told how to get there."""
        resources = self.objects()
        workload = self.only(resources, "StatefulSet")
        self.assertEqual(workload["metadata"]["name"], "hotswap-postgresql")
        (claim,) = workload["spec"]["volumeClaimTemplates"]
        self.assertEqual(claim["spec"]["resources"]["requests"]["storage"], "20Gi")
        self.assertEqual([port["port"] for port in named(resources, "Service", "hotswap-postgresql")["spec"]["ports"]], [5432])
        self.assertEqual(named(resources, "Secret", "hotswap-postgresql")["data"], {"password": base64.b64encode(b"s3cret").decode()})
        variables = self.variables()
        self.assertEqual(variables["DATABASE_PASSWORD"], secret_key("hotswap-postgresql", "password"))
        text = variables["ConnectionStrings__DefaultConnection"]
        self.assertTrue(text.startswith("Host=hotswap-postgresql;Port=5432;Database=hotswap;Username=hotswap;Password=$(DATABASE_PASSWORD);"))
        self.assertNotIn("Require", text)  # it has no TLS

    def test_variables_are_there_before_they_are_named(self):
        """H-S1."""
        for sets, files in SCENARIOS:
            _, _, container = self.deployment(*sets, files=files)
            seen = set()
            for entry in container["env"]:
                self.assertLessEqual(set(re.findall(r"\$\((\w+)\)", entry.get("value", ""))), seen)
                seen.add(entry["name"])

    def test_generated_password(self):
        """H-S1, H-S2: the chart makes the password, manifests are refused."""
        arguments = ["--namespace", self.namespace, *self.versions]
        ours, *theirs = self.runs(*arguments)
        self.assertEqual(ours.kind, "refused")
        self.assertIn("E5042", ours.err)
        for run in theirs:
            secret = named(run.documents, "Secret", "hotswap-postgresql")
            self.assertRegex(base64.b64decode(secret["data"]["password"]).decode(), r"^[A-Za-z0-9]{32}$")

    def test_document_blocks(self):
        """Each block of values of the document is taken as it is."""
        files = [file.stem for file in DOCUMENT.glob("values/*.yaml")]
        self.assertEqual(len(files), 9)
        for file in files:
            self.objects(files=[file])

    def test_builtin(self):
        """H-S2."""
        resources = self.objects(files=["postgresql-builtin"])
        secret = named(resources, "Secret", "hotswap-postgresql")
        self.assertEqual(base64.b64decode(secret["data"]["password"]), b"your-secure-password")
        resources = self.objects("postgresql.primary.persistence.enabled=false")
        workload = self.only(resources, "StatefulSet")
        self.assertNotIn("volumeClaimTemplates", workload["spec"])
        self.assertIn({"name": "data", "emptyDir": {}}, template(workload)[1]["volumes"])
        claim = self.only(self.objects("postgresql.primary.persistence.size=50Gi"), "StatefulSet")["spec"]["volumeClaimTemplates"][0]
        self.assertEqual(claim["spec"]["resources"]["requests"]["storage"], "50Gi")
        self.assertIn("Database=a;Username=b;", self.variables("postgresql.auth.database=a", "postgresql.auth.username=b")["ConnectionStrings__DefaultConnection"])

    def test_external(self):
        """H-S3."""
        files = ["postgresql-external"]
        resources = self.objects(files=files)
        self.assertFalse([one for one in resources if "postgresql" in one["metadata"]["name"]])
        self.assertFalse(of_kind(resources, "Secret", "StatefulSet"))
        variables = self.variables(files=files)
        self.assertEqual(variables["DATABASE_PASSWORD"], secret_key("hotswap-db-secret", "password"))
        text = variables["ConnectionStrings__DefaultConnection"]
        self.assertTrue(text.startswith("Host=postgresql.example.com;Port=5432;Database=hotswap;Username=hotswap;Password=$(DATABASE_PASSWORD);SSL Mode=Require"))
        self.assertNotIn("initContainers", self.deployment(files=files)[1])
        for mode, said in (("Disable", "Disable"), ("VerifyFull", "VerifyFull"), ("Require", "Require;Trust Server Certificate=true")):
            text = self.variables(f"externalDatabase.sslMode={mode}", files=files)["ConnectionStrings__DefaultConnection"]
            self.assertEqual(text.partition(";SSL Mode=")[2], said)
        self.assert_refused("externalDatabase.database=a;b", files=files, naming=["externalDatabase", "database"])
        self.assert_refused("postgresql.enabled=false", naming=["externalDatabase.host"])
        self.assert_refused("postgresql.enabled=false", "externalDatabase.host=db", naming=["externalDatabase.existingSecret"])
        self.assert_refused("postgresql.enabled=false", "externalDatabase.existingSecret=x", naming=["externalDatabase.host"])

    def test_vault(self):
        """H-S4: each method brings its own variables, and none of the others."""
        secrets = {"VAULT_TOKEN", "VAULT_ROLE_ID", "VAULT_SECRET_ID"}
        for file, method, own in (("kubernetes", "kubernetes", set()), ("token", "token", {"VAULT_TOKEN"}), ("approle", "approle", {"VAULT_ROLE_ID", "VAULT_SECRET_ID"})):
            files = [f"vault-{file}"]
            variables = self.variables(files=files)
            self.assertEqual(variables["VAULT_ADDR"], "http://vault:8200")
            self.assertEqual(variables.keys() & secrets, own)
            for name in own:
                self.assertEqual(variables[name], secret_key("hotswap-secrets", name))
            self.assertEqual("VAULT_K8S_SA_TOKEN_PATH" in variables, method == "kubernetes")
            self.assertEqual(self.deployment(files=files)[1]["automountServiceAccountToken"], method == "kubernetes")
            self.assertEqual(self.settings(files=files)["VaultConfiguration"]["AuthMethod"], method)
            secret = named(self.objects(files=files), "Secret", "hotswap-secrets")
            self.assertEqual(set(secret["data"]) if secret else set(), own)
        token = named(self.objects(files=["vault-token"]), "Secret", "hotswap-secrets")["data"]["VAULT_TOKEN"]
        self.assertEqual(base64.b64decode(token), b"s.VAULT_TOKEN_HERE")
        self.assertEqual(self.variables("vault.token.existing.secret=v", "vault.token.existing.key=t", "vault.authMethod=token")["VAULT_TOKEN"], secret_key("v", "t"))
        self.assertFalse([name for name in self.variables("vault.enabled=false") if "VAULT" in name])
        self.assertNotIn("VaultConfiguration", self.settings("vault.enabled=false"))
        self.assert_refused("vault.authMethod=token", naming=["vault.token"])
        self.assert_refused("vault.authMethod=approle", "vault.appRole.roleId=x", naming=["vault.appRole.secretId"])
        self.assert_refused("vault.authMethod=ldap", naming=["authMethod"])

    def test_ingress(self):
        """H-S5."""
        spec = self.only(self.objects(files=["ingress-basic"]), "Ingress")["spec"]
        self.assertNotIn("tls", spec)
        self.assertEqual(spec["ingressClassName"], "nginx")
        (path,) = spec["rules"][0]["http"]["paths"]
        self.assertEqual(path, {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "hotswap", "port": {"name": "http"}}}})
        one = self.only(self.objects(files=["ingress-tls"]), "Ingress")
        self.assertEqual(one["metadata"]["annotations"], {"cert-manager.io/cluster-issuer": "letsencrypt-prod"})
        self.assertEqual(one["spec"]["tls"], [{"hosts": ["hotswap.example.com"], "secretName": "hotswap-tls"}])
        one = self.only(self.objects(*QUICK_START), "Ingress")
        self.assertEqual((one["spec"].keys(), "annotations" in one["metadata"]), ({"rules"}, False))
        (rule,) = one["spec"]["rules"]
        self.assertEqual(rule["host"], "hotswap.example.com")
        self.assertEqual([(path["path"], path["pathType"]) for path in rule["http"]["paths"]], [("/", "Prefix")])
        self.assert_refused("ingress.enabled=true", naming=["ingress.hosts"])

    def test_monitoring(self):
        """H-S6: metrics are served by the port of the API."""
        spec = self.only(self.objects(MONITOR), "ServiceMonitor")["spec"]
        self.assertEqual([(one["port"], one["path"]) for one in spec["endpoints"]], [("metrics", "/metrics")])
        annotations = self.deployment("service.targetPort=8080")[0]["spec"]["template"]["metadata"]["annotations"]
        self.assertEqual([annotations[f"prometheus.io/{name}"] for name in ("scrape", "port", "path")], ["true", "8080", "/metrics"])
        ports = [port["port"] for port in named(self.objects("service.metricsPort=9090"), "Service", "hotswap")["spec"]["ports"]]
        self.assertEqual(ports, [80, 9090])
        off = self.objects(MONITOR, "config.prometheus.enabled=false")
        self.assertFalse(of_kind(off, "ServiceMonitor"))
        self.assertEqual([port["port"] for port in named(off, "Service", "hotswap")["spec"]["ports"]], [80])
        self.assert_refused("service.port=5000", naming=["service.metricsPort"])

    def test_scaling(self):
        """H-S7."""
        resources = self.objects("autoscaling.enabled=false", "replicaCount=5")
        self.assertEqual(self.only(resources, "Deployment")["spec"]["replicas"], 5)
        self.assertFalse(of_kind(resources, "HorizontalPodAutoscaler"))
        before, after = (json.dumps(self.objects(*sets)) for sets in ((), ("resources.limits.memory=8Gi",)))
        self.assertEqual(before.replace('"memory": "4Gi"', '"memory": "8Gi"'), after)
        budget = self.only(self.objects("podDisruptionBudget.maxUnavailable=1", "podDisruptionBudget.minAvailable="), "PodDisruptionBudget")["spec"]
        self.assertEqual((budget["maxUnavailable"], "minAvailable" in budget), (1, False))
        self.assert_refused("podDisruptionBudget.maxUnavailable=1", naming=["podDisruptionBudget"])
        self.assert_refused("podDisruptionBudget.minAvailable=3", naming=["minAvailable"])
        self.assert_refused("autoscaling.minReplicas=11", naming=["minReplicas"])

    def test_network_policy(self):
        """H-S8: who talks to whom, where that is asked for."""
        self.assertFalse(of_kind(self.objects(), "NetworkPolicy"))
        resources = self.objects(POLICY, "vault.address=https://vault.example.com")
        spec = named(resources, "NetworkPolicy", "hotswap")["spec"]
        (ingress, monitoring) = spec["ingress"]
        self.assertEqual(ingress["ports"], [{"protocol": "TCP", "port": 5000}])
        self.assertEqual([one["from"][0]["namespaceSelector"]["matchLabels"] for one in (ingress, monitoring)], [{"kubernetes.io/metadata.name": name} for name in ("ingress-nginx", "monitoring")])
        self.assertEqual([port["port"] for rule in spec["egress"] for port in rule["ports"]], [53, 53, 5432, 443])
        plain = named(self.objects(POLICY, "vault.address=http://vault.example.com"), "NetworkPolicy", "hotswap")["spec"]
        self.assertEqual([port["port"] for rule in plain["egress"] for port in rule["ports"]], [53, 53, 5432, 80])
        database = named(resources, "NetworkPolicy", "hotswap-postgresql")["spec"]
        selector = database["ingress"][0]["from"][0]["podSelector"]["matchLabels"]
        labels = template(self.only(resources, "Deployment"))[0]
        self.assertTrue(invariants.selects(selector, labels))

    def test_commands(self):
        """The document's commands."""
        resources = self.objects("replicaCount=5", "image.tag=v1.0.0", *QUICK_START)
        self.assertEqual(containers(self.only(resources, "Deployment"))[-1]["image"], "hotswap/hotswap-api:v1.0.0")
        # A token beside Kubernetes' method is there and not used.
        resources = self.objects("image.tag=v1.0.0", "postgresql.auth.password=dGhpcyBpcw+/a==", "vault.token=s.abc")
        self.assertEqual(resources, self.objects("image.tag=v1.0.0", "postgresql.auth.password=dGhpcyBpcw+/a=="))
        container = containers(self.only(self.objects("image.tag=v1.1.0"), "Deployment"))[-1]
        self.assertEqual(container["image"], "hotswap/hotswap-api:v1.1.0")
        name = self.only(self.objects(release="hotswap-test"), "Deployment")["metadata"]["name"]
        self.assertEqual(name, "hotswap-test")
        self.assertEqual({template(one)[0]["app.kubernetes.io/name"] for one in of_kind(resources, "Deployment", "StatefulSet")}, {"hotswap"})

    def test_settings(self):
        settings = self.settings("config.rateLimiting.requestsPerHour=2000", "config.corsOrigins={https://a.example.com}")
        self.assertEqual(settings["RateLimiting"], {"Enabled": True, "RequestsPerMinute": 100, "RequestsPerHour": 2000})
        self.assertEqual(settings["CorsOrigins"], ["https://a.example.com"])
        off = self.settings("config.rateLimiting.enabled=false", "secretRotation.enabled=false")
        self.assertEqual((off["RateLimiting"], "SecretRotation" in off), ({"Enabled": False}, False))

    def test_refusals(self):
        self.assert_refused("service.targetPort=70000", naming=["targetPort"])
        self.assert_refused("image.pullPolicy=Sometimes", naming=["pullPolicy"])
        self.assert_refused("vault.address=vault", naming=["address"])
        self.assert_refused("image.tag=10", naming=["tag"])

    def test_names(self):
        for release, wanted in (("prod", "prod-hotswap"), ("hotswap-eu", "hotswap-eu"), ("x" * 53, "x" * 53 + "-hotswap")):
            resources = self.objects(release=release)
            self.assertEqual(self.only(resources, "Deployment")["metadata"]["name"], wanted)
            self.assertTrue(all(len(one["metadata"]["name"]) <= 63 for one in resources))
            self.assertLessEqual(len(self.only(resources, "StatefulSet")["metadata"]["name"]), 52)
            self.assertEqual(list(invariants.problems(resources)), [])


class Invariants(HotSwap):
    def test_resources(self):
        """U2 to U9."""
        for sets, files in SCENARIOS:
            with self.subTest(sets=sets, files=files):
                self.assertEqual(list(invariants.problems(self.objects(*sets, files=files), DECLARED)), [])

    def test_lint(self):
        """U1."""
        for helm in streams.helms():
            given = [self.arguments(files, sets) for sets, files in (((), ()), *SCENARIOS[9:13])]
            given += [["-f", str(file)] for file in sorted(pathlib.Path(self.chart).glob("values-*.yaml"))]
            for arguments in given:
                done = self.helm(helm, "lint", "--strict", self.chart, *[part for part in arguments if part not in self.versions])
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertNotRegex(done.stdout, r"\[(ERROR|WARNING)\]")

    def test_documented_parameters(self):
        """The paths and defaults of the document's tables and blocks."""
        (documented,) = streams.read_stream((DOCUMENT / "parameters.yaml").read_text())
        defaults = streams.chart_defaults(self.chart)
        self.assertEqual({path: at(defaults, tuple(path.split("."))) for path in documented}, streams.plain(documented))

    def test_unknown_keys(self):
        """U10."""
        for sets in ("replicaCout=2", "image.registri=x", "vault.approle.roleId=x", "postgresql.auth.user=x", "ingress.host=x"):
            self.assert_refused(sets, naming=[sets.split("=")[0].split(".")[1 if "." in sets else 0]])

    def test_same_twice(self):
        """U11."""
        self.assert_same_twice(SCENARIOS[9:11])

    def test_packaged(self):
        """U12."""
        self.assert_packaged_alike((POLICY, *QUICK_START))

    def test_every_parameter_matters(self):
        """U13, on one Helm."""
        schema = json.loads(pathlib.Path(self.chart, "values.schema.json").read_text())
        # Those that keep manifests from a generated text are not for this test.
        rules = [rule for rule in PROFILE["rules"] if not any("generated" in path for path in rule["when"])]
        parameters = every_parameter.Parameters(schema, streams.chart_defaults(self.chart), {"rules": rules})
        # `enabled` at the top is no parameter of the chart: a parent's condition reads it. Nothing of it names the cluster's domain, which all charts have.
        leaves = [path for path in parameters.switches.leaves if path not in (("enabled",), ("global", "clusterDomain"))]
        self.assertEqual([".".join(path) for path in leaves if not self.matters(parameters, path)], [])

    def matters(self, parameters, path):
        needed = next((needed for start, needed in READ_WITH.items() if ".".join(path).startswith(start)), ("resources", ()))
        return parameters.matters(path, lambda values: self.rendered(needed, yaml_writer.json_text(values)))

    @functools.lru_cache(maxsize=256)
    def rendered(self, needed, text):
        """The chart with what is needed and the values; None if they are refused."""
        block, sets = needed
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            done = streams.run_helm([*streams.helms(), *shared_engines()][-1], self.chart, self.release, [*self.arguments(["postgresql-builtin", block], sets), "-f", file.name])
        return done.out if done.kind == "accepted" else None


if __name__ == "__main__":
    unittest.main()
