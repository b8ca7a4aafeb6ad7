"""Stands in for a node: Pods of Jobs and of Helm's hooks end well as soon as they are there, no program runs."""

import threading

PERIOD = 0.3  # seconds


def ends(pod):
    metadata = pod["metadata"]
    owners = metadata.get("ownerReferences", [])
    return "helm.sh/hook" in metadata.get("annotations", {}) or any(owner["kind"] == "Job" for owner in owners)


class Kubelet:
    """Works between `with` and its end."""

    def __init__(self, server):
        self._server, self._over = server, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _run(self):
        while not self._over.wait(PERIOD):
            pending = self._server.request("GET", "/api/v1/pods?fieldSelector=status.phase%3DPending")
            for pod in pending.body.get("items") or []:
                if ends(pod):
                    place = f"/api/v1/namespaces/{pod['metadata']['namespace']}/pods/{pod['metadata']['name']}/status"
                    self._server.request("PATCH", place, {"status": {"phase": "Succeeded"}}, "application/merge-patch+json")
