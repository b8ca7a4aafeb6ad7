"""A cluster for Helm's `lookup`: a server that answers what Helm asks before it installs: the versions, the kinds of the core, and the
Secrets that it was told to hold. So `lookup` is Helm's own."""

import contextlib
import http.server
import json
import os
import pathlib
import subprocess
import tempfile
import threading

import yaml

NAMESPACE = "space"
KINDS = {"/version": {"major": "1", "minor": "29", "gitVersion": "v1.29.0"}, "/api": {"kind": "APIVersions", "versions": ["v1"]},
         "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
         "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
             {"name": "secrets", "singularName": "secret", "namespaced": True, "kind": "Secret", "verbs": ["get", "list"]}]}}  # fmt: skip


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        answer = KINDS.get(path) or self.server.held.get(path)
        missing = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}
        body = json.dumps(answer or missing).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Refused(Exception):
    """What Helm says of an installation that it doesn't make."""


class Cluster:
    def __init__(self, server, home):
        self.server, self.home, self.config = server, home, os.path.join(home, "config")
        pathlib.Path(self.config + ".releases").write_text("[]", encoding="utf-8")
        address = f"http://127.0.0.1:{server.server_port}"
        pathlib.Path(self.config).write_text(json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "c", "clusters": [{"name": "c", "cluster": {"server": address}}],
            "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}], "users": [{"name": "u", "user": {}}]}))  # fmt: skip

    def empty(self):
        self.server.held = {}

    def hold(self, release, secrets, without=()):
        """The Secrets as an installation leaves them, but for some keys."""
        self.empty()
        for secret in secrets:
            data = {key: text for key, text in secret["data"].items() if key not in without}
            owner = {"meta.helm.sh/release-name": release, "meta.helm.sh/release-namespace": NAMESPACE}
            metadata = {**secret["metadata"], "annotations": owner}
            self.server.held[f"/api/v1/namespaces/{NAMESPACE}/secrets/{metadata['name']}"] = {**secret, "metadata": metadata, "data": data}

    def installed(self, helm, chart, release, *arguments):
        """The resources as an installation has them that looks into the cluster and keeps its release in memory: every Helm then leaves
        the cluster as it is. Raises Refused."""
        command = [helm, "install", release, str(chart), "--namespace", NAMESPACE, "--kubeconfig", self.config, "--output", "json", *arguments]
        memory = dict(os.environ, HOME=self.home, HELM_DRIVER="memory", HELM_MEMORY_DRIVER_DATA=self.config + ".releases")
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=memory)
        if done.returncode != 0:
            raise Refused(done.stderr)
        return [one for one in yaml.safe_load_all(json.loads(done.stdout)["manifest"]) if one]

    def secrets(self, *arguments):
        return [one for one in self.installed(*arguments) if one["kind"] == "Secret"]


@contextlib.contextmanager
def running():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.held = {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with tempfile.TemporaryDirectory() as home:
            yield Cluster(server, home)
    finally:
        server.shutdown()
        server.server_close()
