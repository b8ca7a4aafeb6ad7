"""The scenarios of Clipper's document, on every Helm and as manifests: the umbrella, its charts alone, the monitoring."""

import functools
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import every_parameter
import invariants
import mutation
import streams
import yaml_writer
from invariants import containers, named, of_kind, template
from overlays import at
from sides import ROOT, ExampleTest, stackc

INPUTS = ROOT / "test/examples/clipper"
# Secrets that exist.
DECLARED = ("backend-secrets", "other")
CHARTS = ("clipper-backend", "clipper-frontend", "clipper-postgres", "clipper-redis")
OWN_DATABASE = ("postgres.enabled=false", "clipper-backend.database.host=db.example.com", "clipper-backend.database.port=6432")
OWN_CACHE = ("redis.enabled=false", "clipper-backend.cache.host=cache.example.com")
BACKUP = ("clipper-postgres.backup.enabled=true",)
EXTERNAL = tuple(
    "clipper-backend.secrets." + text
    for text in (
        "external.enabled=true", "external.secretStoreRef.name=clipper", "external.data[0].secretKey=DB_PASSWORD",
        "external.data[0].remoteRef.key=clipper/db", "store.enabled=true",
    )
)  # fmt: skip
STORES = {
    "vault": ("vault.server=https://vault:8200", "vault.auth.method=kubernetes", "vault.auth.kubernetes.role=clipper"),
    "aws": ("aws.region=eu-central-1",),
    "azure": ("azure.vaultUrl=https://clipper.vault.azure.net",),
    "gcp": ("gcp.project=clipper",),
}


def store(provider):
    texts = (f"provider={provider}", *STORES[provider])
    return EXTERNAL + tuple("clipper-backend.secrets.store." + text for text in texts)


class Clipper(ExampleTest):
    example, release, namespace = "clipper", "clipper", "clipper-production"

    def arguments(self, files=(), sets=()):
        """A file is the chart's of that environment, or a block of the document."""
        paths = [path for file in files for path in (INPUTS / f"values/{file}.yaml", self.chart / f"values-{file}.yaml") if path.exists()]
        self.assertEqual(len(paths), len(files))
        given = [part for path in paths for part in ("-f", str(path))]
        return ["--namespace", self.namespace, *self.versions, *given, *(part for text in sets for part in ("--set", text))]

    def only(self, resources, kind):
        found = of_kind(resources, kind)
        self.assertEqual(len(found), 1, f"{kind}: {[one['metadata']['name'] for one in found]}")
        return found[0]

    def backend_config(self, resources):
        return named(resources, "ConfigMap", "clipper-backend-env")["data"]

    def probe(self, resources, name, which="livenessProbe"):
        kind = "StatefulSet" if name in ("clipper-postgres", "clipper-redis") else "Deployment"
        return containers(named(resources, kind, name))[0][which]

    def rendered(self, values):
        return self.rendered_text(yaml_writer.json_text(values))

    @functools.lru_cache(maxsize=256)
    def rendered_text(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            run = streams.run_stackc(stackc(), self.source, "clipper", ["-f", file.name])
        return run.out if run.kind == "accepted" else None


class Scenarios(Clipper):
    def test_defaults(self):
        """C-S1."""
        resources = self.objects()
        self.assertEqual({one["metadata"]["name"] for one in of_kind(resources, "Deployment")}, {"clipper-backend", "clipper-frontend"})
        self.assertEqual({one["metadata"]["name"] for one in of_kind(resources, "StatefulSet")}, {"clipper-postgres", "clipper-redis"})
        config = self.backend_config(resources)
        for host, port in (("DB_HOST", "DB_PORT"), ("REDIS_HOST", "REDIS_PORT")):
            service = named(resources, "Service", config[host])
            self.assertEqual([str(it["port"]) for it in service["spec"]["ports"]], [config[port]])
        scalers = of_kind(resources, "HorizontalPodAutoscaler")
        self.assertEqual([(one["spec"]["minReplicas"], one["spec"]["maxReplicas"]) for one in scalers], [(2, 10), (2, 10)])
        for one in scalers:
            targets = [(it["resource"]["name"], it["resource"]["target"]["averageUtilization"]) for it in one["spec"]["metrics"]]
            self.assertEqual(targets, [("cpu", 70), ("memory", 80)])
        self.assertEqual(self.only(resources, "PodDisruptionBudget")["spec"]["minAvailable"], 1)
        entries = of_kind(resources, "Ingress")
        self.assertEqual(len(entries), 2)
        for one in entries:
            self.assertEqual(one["spec"]["tls"], [{"secretName": "clipper-tls", "hosts": ["clpr.tv"]}])
            self.assertEqual([rule["host"] for rule in one["spec"]["rules"]], ["clpr.tv"])
            self.assertEqual(one["metadata"]["annotations"]["cert-manager.io/cluster-issuer"], "letsencrypt-prod")
        sizes = {one["metadata"]["name"]: one["spec"]["volumeClaimTemplates"][0]["spec"] for one in of_kind(resources, "StatefulSet")}
        self.assertEqual({name: spec["resources"]["requests"]["storage"] for name, spec in sizes.items()}, {"clipper-postgres": "20Gi", "clipper-redis": "5Gi"})
        self.assertFalse(any("storageClassName" in spec for spec in sizes.values()))
        for name, word in (("clipper-postgres-config", "max_connections = '200'"), ("clipper-redis-config", "appendonly yes\n")):
            self.assertIn(word, json.dumps(named(resources, "ConfigMap", name)["data"]).replace("\\n", "\n"))

    def test_hosts_of_ones_own(self):
        """They bring a certificate of their own along, unless the values say which: one for each Secret."""
        hosts = {"clipper-backend": "api.example.com", "clipper-frontend": "www.example.com"}
        for one in of_kind(self.objects(*[f"{part}.ingress.hosts[0].host={host}" for part, host in hosts.items()]), "Ingress"):
            name = one["metadata"]["name"]
            self.assertEqual([rule["host"] for rule in one["spec"]["rules"]], [hosts[name]])
            self.assertEqual(one["spec"]["tls"], [{"secretName": f"{name}-tls", "hosts": [hosts[name]]}])

    def test_network_policy(self):
        spec = self.only(self.objects(), "NetworkPolicy")["spec"]
        (rule,) = spec["ingress"]
        self.assertEqual([it["port"] for it in rule["ports"]], [8080])
        self.assertEqual(rule["from"], [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress-nginx"}}}])
        peers = {it["port"]: rule.get("to") for rule in spec["egress"] for it in rule["ports"]}
        self.assertEqual(set(peers), {53, 5432, 6379, 9200, 443})
        for url, port in (("http://search.example.com", 80), ("https://search.example.com", 443), ("http://search:9201", 9201)):
            spec = self.only(self.objects(f"clipper-backend.search.url={url}"), "NetworkPolicy")["spec"]
            self.assertEqual({it["port"] for rule in spec["egress"] for it in rule["ports"]}, {53, 5432, 6379, 443, port})
        for port, name in ((5432, "clipper-postgres"), (6379, "clipper-redis")):
            (peer,) = peers[port]
            pods = template(named(self.objects(), "StatefulSet", name))[0]
            self.assertTrue(invariants.selects(peer["podSelector"]["matchLabels"], pods), (peer, pods))
        opened = self.objects("clipper-backend.networkPolicy.monitoringNamespace=monitoring")
        self.assertEqual(len(self.only(opened, "NetworkPolicy")["spec"]["ingress"]), 2)

    def test_production(self):
        resources = self.objects(files=["production"])
        found = {one["metadata"]["name"]: one for one in of_kind(resources, "HorizontalPodAutoscaler", "Deployment", "StatefulSet")}
        limits = {one["metadata"]["name"]: (one["spec"]["minReplicas"], one["spec"]["maxReplicas"]) for one in of_kind(resources, "HorizontalPodAutoscaler")}
        self.assertEqual(limits, {"clipper-backend": (3, 20), "clipper-frontend": (2, 10)})
        wanted = {"requests": {"cpu": "250m", "memory": "512Mi"}, "limits": {"cpu": "1000m", "memory": "1Gi"}}
        self.assertEqual(containers(named(resources, "Deployment", "clipper-backend"))[0]["resources"], wanted)
        wanted = {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"cpu": "300m", "memory": "512Mi"}}
        self.assertEqual(containers(named(resources, "Deployment", "clipper-frontend"))[0]["resources"], wanted)
        claim = found["clipper-postgres"]["spec"]["volumeClaimTemplates"][0]["spec"]
        self.assertEqual((claim["resources"]["requests"]["storage"], claim["storageClassName"]), ("50Gi", "standard"))
        self.assertEqual(found["clipper-redis"]["spec"]["volumeClaimTemplates"][0]["spec"]["resources"]["requests"]["storage"], "10Gi")

    def test_staging(self):
        """C-S3: one domain everywhere, also another than that of the file."""
        for sets, domain in (((), "staging.clpr.tv"), (("global.domain=qa.example.com",), "qa.example.com")):
            resources = self.objects(*sets, files=["staging"])
            text = json.dumps(resources)
            self.assertNotIn("https://clpr.tv", text)
            self.assertNotIn('"clpr.tv"', text)
            config = self.backend_config(resources)
            for name in ("BASE_URL", "CORS_ALLOWED_ORIGINS", "TWITCH_REDIRECT_URI", "STRIPE_SUCCESS_URL", "STRIPE_CANCEL_URL"):
                self.assertTrue(config[name].startswith(f"https://{domain}"), config[name])
            for one in of_kind(resources, "Ingress"):
                self.assertEqual([rule["host"] for rule in one["spec"]["rules"]], [domain])
                self.assertEqual(one["spec"]["tls"][0]["hosts"], [domain])

    def test_strategy_and_probes(self):
        """C-S5."""
        resources = self.objects("clipper-postgres.config.username=app,clipper-postgres.config.database=videos")
        for one in of_kind(resources, "Deployment"):
            self.assertEqual(one["spec"]["strategy"], {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}})
            self.assertEqual(template(one)[1]["terminationGracePeriodSeconds"], 30)
        for which, path, times in (("livenessProbe", "/health/live", (15, 30)), ("readinessProbe", "/health/ready", (5, 15))):
            probe = self.probe(resources, "clipper-backend", which)
            self.assertEqual(probe["httpGet"], {"path": path, "port": "http"})
            self.assertEqual((probe["initialDelaySeconds"], probe["periodSeconds"]), times)
            self.assertEqual(self.probe(resources, "clipper-frontend", which)["httpGet"]["path"], "/health.html")
        for name, command in (("clipper-postgres", ["pg_isready", "-U", "app", "-d", "videos"]), ("clipper-redis", ["redis-cli", "ping"])):
            probe = self.probe(resources, name)
            self.assertEqual(probe["exec"]["command"], command)
            self.assertEqual((probe["initialDelaySeconds"], probe["periodSeconds"]), (30, 10))
        # The backend follows.
        entry = next(it for it in containers(named(resources, "Deployment", "clipper-backend"))[0]["env"] if it["name"] == "DB_USER")
        source = entry["valueFrom"]["configMapKeyRef"]
        self.assertEqual(named(resources, "ConfigMap", source["name"])["data"][source["key"]], "app")

    def test_targeted_upgrade(self):
        """C-S7."""
        before, after = (self.objects(*sets) for sets in ((), ("clipper-backend.image.tag=v1.3.0",)))
        ((old, new),) = [(one, other) for one, other in zip(before, after) if one != other]
        self.assertEqual(new["metadata"]["name"], "clipper-backend")
        self.assertTrue(containers(new)[0]["image"].endswith(":v1.3.0"))
        containers(new)[0]["image"] = containers(old)[0]["image"]
        self.assertEqual(new, old)

    def test_target_port(self):
        resources = self.objects("clipper-backend.service.targetPort=9090")
        workload = named(resources, "Deployment", "clipper-backend")
        self.assertEqual([it["containerPort"] for it in containers(workload)[0]["ports"]], [9090])
        self.assertEqual(self.backend_config(resources)["PORT"], "9090")
        self.assertEqual(self.only(resources, "NetworkPolicy")["spec"]["ingress"][0]["ports"][0]["port"], 9090)
        self.assertEqual(named(resources, "Service", "clipper-backend")["spec"]["ports"][0]["port"], 80)

    def test_passwords(self):
        """One source each, which all refer to; nobody makes it."""
        for sets, secret, key in (((), "backend-secrets", "DB_PASSWORD"), (("global.passwords.database.name=other,global.passwords.database.key=pw",), "other", "pw")):
            resources = self.objects(*sets)
            self.assertFalse(of_kind(resources, "Secret"))
            found = [
                entry["valueFrom"]["secretKeyRef"]
                for workload in of_kind(resources, "Deployment", "StatefulSet")
                for container in containers(workload)
                for entry in container.get("env", [])
                if entry["name"] in ("DB_PASSWORD", "POSTGRES_PASSWORD")
            ]
            self.assertEqual(found, [{"name": secret, "key": key}] * 2)

    def test_conditions(self):
        for part, kind in (("backend", "Deployment"), ("frontend", "Deployment")):
            resources = self.objects(f"{part}.enabled=false")
            self.assertFalse([one for one in resources if one["metadata"]["name"].startswith(f"clipper-{part}")])
            self.assertTrue(of_kind(resources, kind))

    def test_other_stores(self):
        resources = self.objects(*OWN_DATABASE, *OWN_CACHE)
        config = self.backend_config(resources)
        self.assertEqual([config[name] for name in ("DB_HOST", "DB_PORT", "DB_NAME", "REDIS_HOST")], ["db.example.com", "6432", "clipper_db", "cache.example.com"])
        self.assertFalse(of_kind(resources, "StatefulSet"))
        ports = {it["port"]: rule.get("to") for rule in self.only(resources, "NetworkPolicy")["spec"]["egress"] for it in rule["ports"]}
        self.assertIn(6432, ports)
        self.assertNotIn("clipper-postgres", json.dumps(resources))
        self.assert_refused("postgres.enabled=false", naming=["clipper-backend.database.host"])
        self.assert_refused("redis.enabled=false", naming=["clipper-backend.cache.host"])
        self.assert_refused("clipper-backend.database.port=6432", naming=["database.port"])

    def test_backup(self):
        resources = self.objects(*BACKUP, "clipper-postgres.backup.keepDays=30")
        job = self.only(resources, "CronJob")
        (container,) = containers(job)
        self.assertIn({"name": "PGHOST", "value": "clipper-postgres"}, container["env"])
        self.assertIn({"name": "KEEP_DAYS", "value": "30"}, container["env"])
        self.assertEqual(self.only(resources, "PersistentVolumeClaim")["metadata"]["annotations"], {"helm.sh/resource-policy": "keep"})

    def test_secret_stores(self):
        for provider in STORES:
            resources = self.objects(*store(provider))
            one = self.only(resources, "ExternalSecret")
            self.assertEqual(one["spec"]["target"]["name"], "backend-secrets")
            self.assertEqual(self.only(resources, "SecretStore")["metadata"]["name"], one["spec"]["secretStoreRef"]["name"])
        self.assert_refused("clipper-backend.secrets.store.enabled=true,clipper-backend.secrets.store.provider=gcp,clipper-backend.secrets.store.gcp.project=p", naming=["secrets.external"])

    def test_two_releases(self):
        """In one namespace, with nothing in common."""
        names = [{(one["kind"], one["metadata"]["name"]) for one in self.objects(release=release)} for release in ("clipper", "second")]
        self.assertFalse(names[0] & names[1])
        second = self.objects(release="second")
        config = named(second, "ConfigMap", "second-clipper-backend-env")["data"]
        self.assertIsNotNone(named(second, "Service", config["DB_HOST"]))
        self.assertIsNotNone(named(second, "Service", config["REDIS_HOST"]))


class Invariants(Clipper):
    scenarios = [((), ()), ((), ("production",)), ((), ("staging",)), (OWN_DATABASE + OWN_CACHE, ()), (BACKUP, ()), (store("vault"), ())]

    def test_resources(self):
        """U2 to U9."""
        for sets, files in self.scenarios:
            with self.subTest(sets=sets, files=files):
                self.assertEqual(list(invariants.problems(self.objects(*sets, files=files), DECLARED)), [])
        for release in ("second", "x" * 35):
            self.assertEqual(list(invariants.problems(self.objects(release=release), DECLARED)), [])
        for run in self.runs(*self.arguments(), release="x" * 36):
            self.assertIn("35 characters", run.err + run.out, run.command)

    def test_lint(self):
        """U1."""
        for helm in streams.helms():
            for files in ([], ["production"], ["staging"]):
                arguments = [part for part in self.arguments(files) if part not in self.versions]
                done = self.helm(helm, "lint", "--strict", self.chart, *arguments)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertNotRegex(done.stdout, r"\[(ERROR|WARNING)\]")

    def test_every_parameter_of_the_platform_matters(self):
        """U13 of what the umbrella adds to its charts, in manifests."""
        schema = json.loads(pathlib.Path(self.chart, "values.schema.json").read_text())
        known = type("Known", (every_parameter.Parameters,), {"skipped": CHARTS})
        parameters = known(schema, streams.chart_defaults(self.chart), json.loads(pathlib.Path(__file__).with_name("clipper.json").read_text()))
        # `enabled` at the top is no parameter of the chart: a parent's condition reads it. Nothing of it names the cluster's domain, which all charts have.
        leaves = [path for path in parameters.switches.leaves if path not in (("enabled",), ("global", "clusterDomain"))]
        self.assertEqual([".".join(path) for path in leaves if not parameters.matters(path, self.rendered)], [])

    def test_unknown_keys(self):
        """U10."""
        for text, name in (
            ("backend.enable=false", "enable"), ("clipper-backend.replicaCout=2", "replicaCout"), ("monitoring.enabled=true", "monitoring"),
            ("clipper-postgres.fullnameOverride=x", "fullnameOverride"),
        ):  # fmt: skip
            self.assert_refused(text, naming=[name])
        self.assert_refused("clipper-backend.replicaCount=two", naming=["replicaCount"])

    def test_packaged(self):
        """U11, U12: nothing has to be fetched, and the package is what the folder is, twice."""
        self.assert_packaged_alike()

    def test_documented_defaults(self):
        (documented,) = streams.read_stream((INPUTS / "parameters.yaml").read_text())
        defaults = streams.chart_defaults(self.chart)
        wrong = {path: at(defaults, path.split(".")) for path, value in documented.items() if at(defaults, path.split(".")) != streams.plain(value)}
        self.assertEqual(wrong, {})


class Alone(Clipper):
    """Of one chart by itself."""

    example = "clipper/backend.stack"

    def test_blocks(self):
        """The document's blocks of values."""
        for file in sorted(path.stem for path in (INPUTS / "values").glob(f"{pathlib.Path(self.example).stem}-*.yaml")):
            with self.subTest(file=file):
                self.block(file, self.objects(files=[file]), *streams.read_stream((INPUTS / f"values/{file}.yaml").read_text()))

    def block(self, file, resources, values):
        values = streams.plain(values)
        workload = of_kind(resources, "Deployment", "StatefulSet")[0]
        container = containers(workload)[0]
        if "resources" in values:
            self.assertEqual(container["resources"], values["resources"])
        elif "autoscaling" in values:
            spec = self.only(resources, "HorizontalPodAutoscaler")["spec"]
            wanted = values["autoscaling"]
            self.assertEqual((spec["minReplicas"], spec["maxReplicas"], spec["behavior"]), (wanted["minReplicas"], wanted["maxReplicas"], wanted["behavior"]))
        elif "persistence" in values:
            claim, wanted = workload["spec"]["volumeClaimTemplates"][0]["spec"], values["persistence"]
            self.assertEqual((claim["accessModes"], claim["storageClassName"]), ([wanted["accessMode"]], wanted["storageClassName"]))
            self.assertEqual(claim["resources"]["requests"]["storage"], wanted["size"])
        elif "podDisruptionBudget" in values:
            self.assertEqual(self.only(resources, "PodDisruptionBudget")["spec"]["minAvailable"], 1)
        elif "ingress" in values:
            entry = self.only(resources, "Ingress")
            self.assertEqual((entry["spec"]["tls"], entry["metadata"]["annotations"]), (values["ingress"]["tls"], values["ingress"]["annotations"]))
        else:
            for which, wanted in values.items():
                self.assertEqual({name: container[which][name] for name in wanted}, wanted)

    def test_invariants(self):
        self.assertEqual(list(invariants.problems(self.objects(), DECLARED)), [])

    def test_every_parameter_matters(self):
        """U13, in manifests; `global` is the whole platform's."""
        schema = json.loads(pathlib.Path(self.chart, "values.schema.json").read_text())
        parameters = mutation.Parameters(schema, streams.chart_defaults(self.chart), self.profile())
        leaves = [path for path in parameters.switches.leaves if path != ("enabled",)]
        silent = [".".join(path) for path in leaves if not parameters.matters(path, self.rendered)]
        self.assertFalse(silent)

    def profile(self):
        """The rules of the differential test that speak of this chart."""
        prefix = f"clipper-{pathlib.Path(self.example).stem}."
        rules = json.loads(pathlib.Path(__file__).with_name("clipper.json").read_text())["rules"]
        return {
            "rules": [
                rule | {part: {path.removeprefix(prefix): it for path, it in rule[part].items()} for part in ("when", "set")}
                for rule in rules
                if all(path.startswith(prefix) for part in ("when", "set") for path in rule[part])
            ]
        }


class Frontend(Alone):
    example = "clipper/frontend.stack"


class Postgres(Alone):
    example = "clipper/postgres.stack"


class Redis(Alone):
    example = "clipper/redis.stack"


class AloneAsDocumented(Clipper):
    example, release = "clipper/backend.stack", "backend"

    def test_install(self):
        """`helm install backend ./charts/clipper-backend --set image.tag=v1.2.0`, beside the release `clipper`."""
        resources = self.objects("image.tag=v1.2.0")
        self.assertTrue(containers(self.only(resources, "Deployment"))[0]["image"].endswith(":v1.2.0"))
        config = self.only(resources, "ConfigMap")["data"]
        self.assertEqual((config["DB_HOST"], config["REDIS_HOST"]), ("clipper-postgres", "clipper-redis"))


class Monitoring(unittest.TestCase):
    """The charts of others are stood in for by empty ones that show their values."""

    def test_chart(self):
        with tempfile.TemporaryDirectory() as folder:
            source = shutil.copy(ROOT / "examples/clipper/monitoring.stack", folder)
            for name, version in (("prometheus", "25.0.1"), ("grafana", "8.0.2"), ("loki", "6.0.3")):
                chart = pathlib.Path(folder, "vendor", name)
                (chart / "templates").mkdir(parents=True)
                (chart / "Chart.yaml").write_text(f"apiVersion: v2\nname: {name}\nversion: {version}\nicon: https://example.org/icon.png\n")
                (chart / "values.yaml").write_text("{}\n")
                (chart / "templates/values.yaml").write_text(
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Chart.Name }}}\ndata: {values: {{ toJson .Values | quote }}}\n"
                )
            done = subprocess.run([stackc(), "build", source, "--target", "helm", "-o", f"{folder}/out"], capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            for helm in streams.helms():
                chart = f"{folder}/out/charts/clipper-monitoring"
                lint = subprocess.run([helm, "lint", "--strict", chart], capture_output=True, text=True, check=False)
                self.assertEqual(lint.returncode, 0, lint.stdout)
                run = streams.run_helm(helm, chart, "monitoring", [])
                streams.read_all([run])
                values = {one["metadata"]["name"]: json.loads(one["data"]["values"]) for one in run.documents}
                self.assertEqual(set(values), {"prometheus", "grafana", "loki"}, run.err)
                self.prometheus(values["prometheus"])
                self.grafana(values["grafana"])
                self.assertTrue(values["loki"]["singleBinary"]["persistence"]["enabled"])

    def prometheus(self, values):
        ((job,),) = streams.read_stream(values["extraScrapeConfigs"])
        self.assertEqual((job["job_name"], job["metrics_path"]), ("clipper-backend", "/debug/metrics"))
        self.assertTrue(values["server"]["persistentVolume"]["enabled"] and values["alertmanager"]["enabled"])

    def grafana(self, values):
        urls = [one["url"] for one in values["datasources"]["datasources.yaml"]["datasources"]]
        self.assertEqual(urls, ["http://prometheus-server", "http://loki:3100"])
        self.assertEqual(values["ingress"]["tls"][0]["hosts"], values["ingress"]["hosts"])


if __name__ == "__main__":
    sys.exit(unittest.main())
