"""What a chart's generated texts are in a cluster: cluster.py CHART, with the Helms of $STACKC_HELMS.

The cluster is a server that answers what Helm asks before it installs: the versions, the kinds of the core, and the Secrets that it
was told to hold. So `lookup` is Helm's own.
"""

import base64
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading

import yaml

ALPHABETS = {"digits": "[0-9]", "hex": "[0-9a-f]", "letters": "[A-Za-z]", "alphanumeric": "[A-Za-z0-9]"}
KINDS = {"/version": {"major": "1", "minor": "29", "gitVersion": "v1.29.0"}, "/api": {"kind": "APIVersions", "versions": ["v1"]},
         "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
         "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
             {"name": "secrets", "singularName": "secret", "namespaced": True, "kind": "Secret", "verbs": ["get", "list"]}]}}
SECRETS = "/api/v1/namespaces/space/secrets"


class Cluster(http.server.BaseHTTPRequestHandler):
    held = {}

    def do_GET(self):
        path = self.path.split("?")[0]
        answer = KINDS.get(path) or self.held.get(path)
        missing = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}
        body = json.dumps(answer or missing).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def hold(secret, without=()):
    """As an installation leaves it."""
    data = {key: text for key, text in secret["data"].items() if key not in without}
    owner = {"meta.helm.sh/release-name": "demo", "meta.helm.sh/release-namespace": "space"}
    metadata = {**secret["metadata"], "annotations": owner}
    Cluster.held = {f"{SECRETS}/{metadata['name']}": {**secret, "metadata": metadata, "data": data}}


def rendered(helm, chart, config):
    """The version of the Helm, and the chart's Secret as an installation has it that looks into the cluster and keeps its release in
    memory: every Helm then leaves the cluster as it is."""
    version = subprocess.run([helm, "version", "--template", "{{.Version}}"], capture_output=True, text=True, check=True).stdout
    command = [helm, "install", "demo", chart, "--namespace", "space", "--kubeconfig", config, "--output", "json"]
    memory = dict(os.environ, HELM_DRIVER="memory", HELM_MEMORY_DRIVER_DATA=config + ".releases")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=memory)
    if done.returncode != 0:
        sys.exit(f"{version}: {done.stderr}")
    documents = yaml.safe_load_all(json.loads(done.stdout)["manifest"])
    return version.lstrip("v"), next(d for d in documents if d and d["kind"] == "Secret")


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cluster)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        config = os.path.join(home, "config")
        with open(config + ".releases", "w", encoding="utf-8") as file:
            file.write("[]")
        with open(config, "w", encoding="utf-8") as file:
            json.dump({"apiVersion": "v1", "kind": "Config", "current-context": "c",
                       "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{server.server_port}"}}],
                       "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}], "users": [{"name": "u", "user": {}}]}, file)
        for helm in os.environ["STACKC_HELMS"].split(":"):
            Cluster.held = {}
            version, first = rendered(helm, sys.argv[1], config)
            for key, text in sorted(first["data"].items()):
                plain = base64.b64decode(text).decode()
                kind = next(name for name, letters in ALPHABETS.items() if re.fullmatch(f"{letters}*", plain))
                print(f"{version}: {key.upper()} {len(plain)} {kind}")
            Cluster.held = {}
            _, other = rendered(helm, sys.argv[1], config)
            same = [key for key in first["data"] if first["data"][key] == other["data"][key]]
            print(f"{version}: another installation has other texts" if not same else f"{version}: not one that differs: {same}")
            hold(first)
            _, second = rendered(helm, sys.argv[1], config)
            print(f"{version}: " + ("an upgrade keeps them" if second["data"] == first["data"] else "an upgrade differs"))
            hold(first, without=["HEX"])
            _, third = rendered(helm, sys.argv[1], config)
            changed = [key for key in first["data"] if first["data"][key] != third["data"][key]]
            print(f"{version}: " + ("a key that is new is made, the others are kept" if changed == ["HEX"] else f"{changed} differs"))
    server.shutdown()


main()
