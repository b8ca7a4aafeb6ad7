"""The life of releases in a cluster, with one Helm: installed, brought to each other environment, rolled back, tested, and
installed a second time beside the first."""

import agreement

# What the API server says of another volumeClaimTemplates.
IMMUTABLE = "Forbidden: updates to statefulset spec for fields other than"
# Charts whose documents fix names that the release is no part of: two of them can't be in one namespace.
FIXED_NAMES = {"erlmcp"}


class Releases:
    """Counts the steps; `failed` has a line for each that Helm does not end well, or that changed what it should not."""

    def __init__(self, label, helm, server, kubeconfig):
        self._label, self._helm, self._server, self._kubeconfig = label, helm, server, kubeconfig
        self.steps, self.failed = 0, []

    def live(self, name, chart, environments, namespace):
        """Walks one chart through its life; `environments` has at least one name, "" being the defaults."""
        self._server.ensure_namespace(namespace)
        self._step(name, "install", chart, environments[0], namespace)
        for env in environments[1:]:
            self._change(name, chart, env, namespace)
        before = self._secrets(namespace)
        self._step(name, "upgrade", chart, environments[-1], namespace)
        if self._secrets(namespace) != before:
            self._fail(f"{name}: an upgrade without a change changes Secrets")
        self._run("rollback", name, namespace=namespace)
        self._run("test", name, namespace=namespace)
        second, other = f"{name}-second", namespace + ("-second" if name in FIXED_NAMES else "")
        self._server.ensure_namespace(other)
        self._step(second, "install", chart, environments[0], other)
        self._run("test", second, namespace=other)
        self._run("uninstall", second, namespace=other)
        self._run("uninstall", name, namespace=namespace)

    def _change(self, name, chart, env, namespace):
        """Upgrades to an environment or, where that changes what no upgrade can, installs it anew."""
        words = self._try("upgrade", name, chart, *_values(chart, env), namespace=namespace)
        if IMMUTABLE in words:
            print(f"note: {name} to {env or 'the defaults'}: claims of a StatefulSet differ: installed anew")
            self._run("uninstall", name, namespace=namespace)
            self._step(name, "install", chart, env, namespace)
        elif words:
            self._fail(f"{name}: helm upgrade to {env}: {words}")

    def _step(self, release, what, chart, env, namespace):
        self._run(what, release, chart, *_values(chart, env), namespace=namespace)

    def _run(self, what, release, *arguments, namespace):
        words = self._try(what, release, *arguments, namespace=namespace)
        if words:
            self._fail(f"{release}: helm {what}: {words}")

    def _try(self, what, release, *arguments, namespace):
        """What Helm says of a step that it does not end well; else an empty text."""
        self.steps += 1
        command = [self._helm, what, release, *arguments, "--namespace", namespace, "--kubeconfig", self._kubeconfig]
        done = agreement.run(command)
        return done.stderr.strip()[-2000:] if done.returncode != 0 else ""

    def _fail(self, line):
        self.failed.append(line)
        print(f"FAILED {self._label}: {line}", flush=True)

    def _secrets(self, namespace):
        items = self._server.request("GET", f"/api/v1/namespaces/{namespace}/secrets").body["items"]
        return {one["metadata"]["name"]: one.get("data") for one in items if not one["type"].startswith("helm.sh/")}


def _values(chart, env):
    return ["-f", f"{chart}/values-{env}.yaml"] if env else []
