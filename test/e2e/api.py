"""The API server's HTTP interface, as far as the tests need it."""

import json
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request

import yaml

TIMEOUT = 60  # seconds


class Answer:
    """Status code and body of a response; `message` is what the server says of a refusal."""

    def __init__(self, code, text, warnings=()):
        self.code = code
        self.warnings = [re.sub(r'^\d+ \S+ "(.*)"$', r"\1", one).replace('\\"', '"') for one in warnings]
        try:
            self.body = json.loads(text)
        except ValueError:
            self.body = {"message": text.decode(errors="replace")}

    @property
    def ok(self):
        return self.code < 300

    @property
    def message(self):
        return self.body.get("message", "")


class Server:
    def __init__(self, kubeconfig):
        with open(kubeconfig, encoding="utf-8") as file:
            config = yaml.safe_load(file)
        cluster = config["clusters"][0]["cluster"]
        self._url, self._token = cluster["server"], config["users"][0]["user"]["token"]
        self._tls = ssl.create_default_context(cafile=cluster["certificate-authority"])
        self._kinds = {}

    def request(self, method, path, body=None, content="application/json"):
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": content, "Accept": "application/json"}
        data = None if body is None else _text(body).encode()
        request = urllib.request.Request(self._url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, context=self._tls, timeout=TIMEOUT) as response:
                return Answer(response.status, response.read(), response.headers.get_all("Warning") or [])
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read(), error.headers.get_all("Warning") or [])

    def answers(self, path):
        try:
            return self.request("GET", path).ok
        except OSError:
            return False

    def kind(self, resource):
        """What discovery says of a resource's kind, or None. A kind that is not there yet is asked for again."""
        api = resource["apiVersion"]
        if api not in self._kinds:
            answer = self.request("GET", _root(api))
            if not answer.ok or "resources" not in answer.body:  # a group without a version is there as well
                return None
            self._kinds[api] = answer.body["resources"]
        return next((one for one in self._kinds[api] if one["kind"] == resource["kind"] and "/" not in one["name"]), None)

    def forget_kinds(self):
        self._kinds = {}

    def collection(self, resource, namespace):
        kind = self.kind(resource)
        place = f"/namespaces/{_quoted(resource['metadata'].get('namespace') or namespace)}" if kind["namespaced"] else ""
        return f"{_root(resource['apiVersion'])}{place}/{kind['name']}"

    def apply(self, resource, namespace, dry_run):
        """Server-side apply with strict validation. A resource that is only made and not kept is posted."""
        kind = self.kind(resource)
        if kind is None:
            return Answer(404, json.dumps({"message": "the server has no such kind"}).encode())
        path = self.collection(resource, namespace)
        options = "?fieldManager=e2e&fieldValidation=Strict" + ("&dryRun=All" if dry_run else "")
        if "patch" not in kind["verbs"] or not resource["metadata"].get("name"):
            return self.request("POST", path + options, resource)
        name = _quoted(resource["metadata"]["name"])
        return self.request("PATCH", f"{path}/{name}{options}&force=true", resource, "application/apply-patch+yaml")

    def get(self, resource, namespace):
        return self.request("GET", f"{self.collection(resource, namespace)}/{_quoted(resource['metadata']['name'])}")

    def has(self, resource, namespace):
        return self.get(resource, namespace).ok

    def delete(self, resource, namespace):
        self.request("DELETE", f"{self.collection(resource, namespace)}/{_quoted(resource['metadata']['name'])}")

    def ensure_namespace(self, name):
        if self.request("GET", f"/api/v1/namespaces/{_quoted(name)}").code == 404:
            self.request("POST", "/api/v1/namespaces", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}})

    def define(self, definition):
        """Stores a CustomResourceDefinition and waits until the server has its kind; returns the server's answer."""
        answer = self.apply(definition, "", dry_run=False)
        path = f"{self.collection(definition, '')}/{_quoted(definition['metadata']['name'])}"
        end = time.monotonic() + TIMEOUT
        while answer.ok and time.monotonic() < end:
            conditions = self.request("GET", path).body.get("status", {}).get("conditions") or []
            if any(one["type"] == "Established" and one["status"] == "True" for one in conditions):
                break
            time.sleep(0.05)
        self.forget_kinds()
        return answer

    def undefine(self, definition):
        self.delete(definition, "")
        path = f"{self.collection(definition, '')}/{_quoted(definition['metadata']['name'])}"
        end = time.monotonic() + TIMEOUT
        while self.request("GET", path).ok and time.monotonic() < end:
            time.sleep(0.05)
        self.forget_kinds()


def _root(api_version):
    return ("/apis/" if "/" in api_version else "/api/") + urllib.parse.quote(api_version)


def _quoted(name):
    return urllib.parse.quote(str(name), safe="")


def _text(body):
    """JSON that is YAML too, which has no surrogates."""
    pair = r"\\u(d[89ab]..)\\u(d[c-f]..)"
    return re.sub(pair, lambda found: f"\\U{_astral(*found.groups()):08x}", json.dumps(body, default=_number))


def _astral(high, low):
    return 0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00)


def _number(value):
    return int(value) if value == value.to_integral_value() else float(value)
