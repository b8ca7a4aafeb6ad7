"""The life of releases in a cluster, with one Helm: installed, brought to each other environment, rolled back, tested, and
installed a second time beside the first. After each step the server is asked what is there."""

import time

import agreement
from helm_yaml import read_stream

# What the API server says of another volumeClaimTemplates.
IMMUTABLE = "Forbidden: updates to statefulset spec for fields other than"
# Charts whose documents fix names that the release is no part of: two of them can't be in one namespace.
FIXED_NAMES = {"erlmcp"}
# What the server, its controllers and Helm itself write and count, in metadata, annotations and the spec of Services.
SERVERS = ("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "deletionTimestamp")
CONTROLLERS = ("deployment.kubernetes.io/revision", "meta.helm.sh/release-name", "meta.helm.sh/release-namespace")
ADDRESSES = ("clusterIP", "clusterIPs", "healthCheckNodePort")
KEPT = "helm.sh/resource-policy"
PATIENCE = 30  # seconds


class Releases:
    """Counts the steps; `failed` has a line for each that Helm does not end well, or that changed what it should not."""

    def __init__(self, label, helm, server, kubeconfig):
        self._label, self._helm, self._server, self._kubeconfig = label, helm, server, kubeconfig
        self.steps, self.seen, self.tested, self.failed = 0, 0, 0, []

    def live(self, name, chart, environments, namespace):
        """Walks one chart through its life; `environments` has at least one name, "" being the defaults."""
        self._server.ensure_namespace(namespace)
        self._step(name, "install", chart, environments[0], namespace)
        self._expect_all(name, namespace)
        for env in environments[1:]:
            self._change(name, chart, env, namespace)
        self._upgrade_unchanged(name, chart, environments[-1], namespace)
        self._test(name, namespace)
        first = self._state(name, namespace)
        self._second(name, chart, environments[0], namespace)
        self._compare(f"{name}: the second release changes the first", first, self._state(name, namespace))
        self._uninstall(name, namespace)

    def _second(self, name, chart, env, namespace):
        second, other = f"{name}-second", namespace + ("-second" if name in FIXED_NAMES else "")
        self._server.ensure_namespace(other)
        self._step(second, "install", chart, env, other)
        self._expect_all(second, other)
        self._test(second, other)
        self._uninstall(second, other)

    def _change(self, name, chart, env, namespace):
        """Upgrades to an environment, goes back, and there again; or, where the environment changes what no upgrade can,
        installs it anew."""
        before = self._state(name, namespace)
        words = self._try("upgrade", name, chart, *_values(chart, env), namespace=namespace)
        if IMMUTABLE in words:
            print(f"note: {name} to {env or 'the defaults'}: claims of a StatefulSet differ: installed anew")
            self._uninstall(name, namespace)
            self._clear(before, namespace)
            self._step(name, "install", chart, env, namespace)
            self._expect_all(name, namespace)
            return
        if words:
            self._fail(f"{name}: helm upgrade to {env}: {words}")
            return
        self._expect_all(name, namespace)
        self._expect_gone(f"{name}: left by the upgrade to {env}", set(before) - set(self._state(name, namespace)), namespace)
        after = self._state(name, namespace)
        self._run("rollback", name, namespace=namespace)
        self._expect_gone(f"{name}: left by the rollback from {env}", set(after) - set(before), namespace)
        self._compare(f"{name}: what is rolled back from {env} is not what was there", before, self._state(name, namespace))
        self._step(name, "upgrade", chart, env, namespace)
        self._compare(f"{name}: the second upgrade to {env} is not the first", after, self._state(name, namespace))

    def _upgrade_unchanged(self, name, chart, env, namespace):
        before = self._state(name, namespace)
        self._step(name, "upgrade", chart, env, namespace)
        self._compare(f"{name}: an upgrade without a change makes one", before, self._state(name, namespace))
        self._run("rollback", name, namespace=namespace)
        self._compare(f"{name}: a rollback without a change makes one", before, self._state(name, namespace))

    def _test(self, release, namespace):
        self._run("test", release, namespace=namespace)
        hooks = self._try_output("get", "hooks", release, namespace=namespace)
        self.tested += sum(1 for hook in read_stream(hooks) if "test" in _annotations(hook).get("helm.sh/hook", ""))

    def _uninstall(self, release, namespace):
        gone = {_key(one) for one in self._resources(release, namespace) if _annotations(one).get(KEPT) != "keep"}
        self._run("uninstall", release, namespace=namespace)
        self._expect_gone(f"{release}: left by the uninstallation", gone, namespace)

    def _clear(self, state, namespace):
        """Deletes what Helm leaves of a release whose last revision failed: what only the revision before had."""
        keys = [key for key, found in state.items() if found and _annotations(found).get(KEPT) != "keep"]
        for key in keys:
            self._server.delete(_reference(key), namespace)
        self._expect_gone("deleted, but there", keys, namespace)

    def _step(self, release, what, chart, env, namespace):
        self._run(what, release, chart, *_values(chart, env), namespace=namespace)

    def _run(self, what, release, *arguments, namespace):
        words = self._try(what, release, *arguments, namespace=namespace)
        if words:
            self._fail(f"{release}: helm {what}: {words}")

    def _try(self, what, release, *arguments, namespace):
        """What Helm says of a step that it does not end well; else an empty text."""
        self.steps += 1
        done = self._helm_run(what, release, *arguments, namespace=namespace)
        return done.stderr.strip()[-2000:] if done.returncode != 0 else ""

    def _try_output(self, *arguments, namespace):
        """What Helm prints, or an empty text."""
        done = self._helm_run(*arguments, namespace=namespace)
        return done.stdout if done.returncode == 0 else ""

    def _helm_run(self, *arguments, namespace):
        return agreement.run([self._helm, *arguments, "--namespace", namespace, "--kubeconfig", self._kubeconfig])

    def _fail(self, line):
        self.failed.append(line)
        print(f"FAILED {self._label}: {line}", flush=True)

    def _resources(self, release, namespace):
        """Those of the release's manifest, hooks apart."""
        return read_stream(self._try_output("get", "manifest", release, namespace=namespace))

    def _object(self, key, namespace):
        """What the server has, or None."""
        answer = self._server.get(_reference(key), namespace)
        return answer.body if answer.ok else None

    def _state(self, release, namespace):
        """Key → what is there of each resource of the release, but for what the server and its controllers say."""
        resources = self._resources(release, namespace)
        scaled = {_scaled(resource) for resource in resources if resource["kind"] == "HorizontalPodAutoscaler"}
        return {key: _own(self._object(key, namespace), key[1::2] in scaled) for key in map(_key, resources)}

    def _expect_all(self, release, namespace):
        state = self._state(release, namespace)
        self.seen += len(state)
        for key, found in state.items():
            if found is None:
                self._fail(f"{release}: {_shown(key)} is not there")

    def _expect_gone(self, what, keys, namespace):
        """Waits for what goes only when others are gone."""
        end = time.monotonic() + PATIENCE
        while (left := [key for key in keys if self._object(key, namespace)]) and time.monotonic() < end:
            time.sleep(0.2)
        for key in left:
            self._fail(f"{what}: {_shown(key)}")

    def _compare(self, what, before, after):
        for key in sorted({*before, *after}, key=str):
            if before.get(key) != after.get(key):
                self._fail(f"{what}: {_shown(key)}: {_difference(before.get(key), after.get(key))}")


def _values(chart, env):
    return ["-f", f"{chart}/values-{env}.yaml"] if env else []


def _annotations(resource):
    return resource["metadata"].get("annotations") or {}


def _key(resource):
    metadata = resource["metadata"]
    return resource["apiVersion"], resource["kind"], metadata.get("namespace", ""), metadata["name"]


def _reference(key):
    api, kind, namespace, name = key
    return {"apiVersion": api, "kind": kind, "metadata": {"name": name, "namespace": namespace}}


def _shown(key):
    return f"{key[1]}/{key[3]}"


def _scaled(autoscaler):
    target = autoscaler["spec"]["scaleTargetRef"]
    return target["kind"], target["name"]


def _own(found, scaled):
    """What the release says of a resource; `scaled`: an autoscaler says how many replicas there are."""
    if found is None:
        return None
    own = {name: value for name, value in found.items() if name != "status"}
    own["metadata"] = _without(found["metadata"], SERVERS)
    own["metadata"]["annotations"] = _without(_annotations(found), CONTROLLERS)
    if found["kind"] == "Service" and found["spec"].get("clusterIP") != "None":
        ports = [_without(port, ("nodePort",)) for port in found["spec"].get("ports", [])]
        own["spec"] = {**_without(found["spec"], ADDRESSES), "ports": ports}
    if scaled:
        own["spec"] = _without(found["spec"], ("replicas",))
    return own


def _without(mapping, names):
    return {name: value for name, value in mapping.items() if name not in names}


def _difference(before, after, path="$"):
    """The first place where two values differ, and what is there."""
    if isinstance(before, dict) and isinstance(after, dict):
        name = next(name for name in sorted({*before, *after}) if before.get(name) != after.get(name))
        return _difference(before.get(name), after.get(name), f"{path}.{name}")
    return f"{path}: {str(before)[:300]} before, {str(after)[:300]} after"
