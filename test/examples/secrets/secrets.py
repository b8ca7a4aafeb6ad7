"""The secrets of the systems that generate one: upgrades keep it, a Secret that exists takes its place, and it leaks nowhere.
secrets.py [TEST…], with the Helms of $STACKC_HELMS and the compiler of $STACKC."""

import base64
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "test/differential"))
import cluster  # noqa: E402
import streams  # noqa: E402
from sides import built, stackc  # noqa: E402

# Everywhere that a text may be read. `leaked` is the secret.
LEAKS = """
fn plain(): String = match leaked { given(t) => t, existing(_) | generated(_) | required => "" } // leak
check release.name != "x" else "not \\(leaked)" // leak
resource leak: k8s.core.v1.ConfigMap {
    metadata {
        name = "\\(leaked)" // leak
        namespace = release.namespace
        annotations { a = "\\(leaked)" } // leak
        labels { a = "\\(leaked)" } // leak
    }
    data {
        text = "\\(leaked)" // leak
        yaml = yamlText({ a = leaked }) // leak
    }
}
service leaking {
    image = { repository = "leaking", tag = "1" }
    args = ["\\(leaked)"] // leak
    env { A = "\\(leaked)" } // leak
    config { A = "\\(leaked)" } // leak
    files { "a.txt" = text("\\(leaked)") } // leak
    podAnnotations { a = "\\(leaked)" } // leak
    preStop = ["echo", "\\(leaked)"] // leak
}
"""


class System:
    """`secret` is the Secret, `keys` its keys with their lengths; `given` and `existing` are --set for each of them, and `leaked` is the
    expression of one in the source."""

    example, secret, keys, needs, leaked = None, None, {}, (), None
    given, existing = (), ()

    @classmethod
    def setUpClass(cls):
        cls.source, cls.chart = built(cls.example)

    def sets(self, *texts):
        return [part for text in (*self.needs, *texts) for part in ("--set", text)]

    def found(self, there, helm, *texts):
        return {one["metadata"]["name"]: one for one in there.secrets(helm, self.chart, self.example, *self.sets(*texts))}

    def test_kept(self):
        """The first installation makes the texts, each another one; an upgrade keeps them, and makes what is new."""
        with cluster.running() as there:
            for helm in streams.helms():
                there.empty()
                first, other = (self.found(there, helm)[self.secret] for _ in range(2))
                lengths = {key: len(base64.b64decode(text)) for key, text in first["data"].items()}
                self.assertEqual(lengths, self.keys)
                self.assertFalse([key for key in self.keys if first["data"][key] == other["data"][key]])
                there.hold(self.example, [first])
                self.assertEqual(self.found(there, helm)[self.secret]["data"], first["data"])
                lost = sorted(self.keys)[0]
                there.hold(self.example, [first], without=[lost])
                again = self.found(there, helm)[self.secret]["data"]
                self.assertEqual([key for key in self.keys if again[key] != first["data"][key]], [lost])
                # Texts that are given win over those of the cluster.
                there.hold(self.example, [first])
                given = self.found(there, helm, *self.given)[self.secret]["data"]
                self.assertEqual({key: base64.b64decode(text) for key, text in given.items()}, dict.fromkeys(self.keys, b"given"))

    def test_existing(self):
        """Where all are in Secrets that exist, the chart renders none, and nothing speaks of it."""
        with cluster.running() as there:
            for helm in streams.helms():
                resources = there.installed(helm, self.chart, self.example, *self.sets(*self.existing))
                self.assertEqual([one for one in resources if one["kind"] == "Secret"], [])
                self.assertNotIn(f'"secretKeyRef": {{"key": "{sorted(self.keys)[0]}", "name": "{self.secret}"}}', json.dumps(resources, sort_keys=True))
                self.assertIn('"name": "held"', json.dumps(resources))
        ours = streams.run_stackc(stackc(), self.source, self.example, self.sets(*self.existing))
        streams.read_all([ours])
        self.assertFalse([one for one in ours.documents if one["kind"] == "Secret"])

    def test_leaks(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(shutil.copytree(self.source, pathlib.Path(folder, "source"), ignore=shutil.ignore_patterns("expected")))
            main = source / "main.stack"
            begin, notes, rest = main.read_text().partition('    notes = """\n')
            self.assertTrue(notes, "the chart has notes that nothing leaks into")
            text = f"{begin}{notes}        \\(leaked) \n{rest}"
            main.write_text(f"{text}\nlet leaked: Secret = {self.leaked}\n{LEAKS}")
            lines = main.read_text().splitlines()
            wanted = [number for number, line in enumerate(lines, 1) if line.endswith("// leak") or line.strip() == "\\(leaked)"]
            done = subprocess.run([stackc(), "check", "--format=json", source], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(sorted(self.places(done.stdout or done.stderr)), wanted)

    def places(self, out):
        """Lines with E3070; every other error is one of the test."""
        errors = json.loads(out)["diagnostics"]
        self.assertEqual({one["code"] for one in errors if one["severity"] == "error"}, {"E3070"}, out)
        return {one["line"] for one in errors}


class HotSwap(System, unittest.TestCase):
    example, secret, keys = "hotswap", "hotswap-postgresql", {"password": 32}
    given = ("postgresql.auth.password=given",)
    existing = ("postgresql.auth.password.existing.secret=held",)
    leaked = "if let p = values.postgresql then p.auth.password else required"


class Erlmcp(System, unittest.TestCase):
    example, secret = "erlmcp", "erlmcp-secrets"
    keys = {"erlang-cookie": 32, "jwt-secret": 64, "encryption-key": 32}
    given = tuple(f"security.secrets.{name}=given" for name in ("erlangCookie", "jwtSecret", "encryptionKey"))
    existing = tuple(f"security.secrets.{name}.existing.secret=held" for name in ("erlangCookie", "jwtSecret", "encryptionKey"))
    leaked = "if let s = values.security.secrets then s.jwtSecret else required"


class Nexus(System, unittest.TestCase):
    example, secret, keys = "nexus", "nexus-redis-master", {"password": 32}
    needs = ("redis.auth.enabled=true",)
    given = ("redis.auth.password=given",)
    existing = ("redis.auth.password.existing.secret=held",)
    leaked = "if let r = values.redis then (if let a = r.auth then a.password else required) else required"


class NexusWithSentinels(Nexus):
    secret = "nexus-redis"
    needs = ("redis.auth.enabled=true", "redis.architecture=replication", "redis.sentinel.enabled=true")
    test_leaks = None


if __name__ == "__main__":
    unittest.main()
