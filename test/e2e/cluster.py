"""A Kubernetes cluster without nodes on 127.0.0.1: etcd, kube-apiserver and kube-controller-manager of one program."""

import pathlib
import secrets
import socket
import subprocess
import time

import yaml
from api import Server

START_TIMEOUT = 120  # seconds


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Cluster:
    """Runs between `with` and its end. `program` is the one of test/e2e/kube, `folder` an empty one for data and logs."""

    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)
        self.kubeconfig = str(self.folder / "kubeconfig")
        self._parts = {}

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_):
        self._stop()

    def _start(self):
        etcd, peer, api, manager = free_ports(4)
        certificates, key = self.folder / "certificates", self.folder / "accounts.key"
        token = secrets.token_hex(16)
        (self.folder / "tokens.csv").write_text(f"{token},admin,admin,system:masters\n")
        subprocess.run(["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True)
        self._launch(
            "etcd", data_dir=self.folder / "etcd", unsafe_no_fsync="true", log_level="error",
            listen_client_urls=f"http://127.0.0.1:{etcd}", advertise_client_urls=f"http://127.0.0.1:{etcd}",
            listen_peer_urls=f"http://127.0.0.1:{peer}", initial_advertise_peer_urls=f"http://127.0.0.1:{peer}",
            initial_cluster=f"default=http://127.0.0.1:{peer}",
        )  # fmt: skip
        self._launch(
            "apiserver", etcd_servers=f"http://127.0.0.1:{etcd}", cert_dir=certificates, bind_address="127.0.0.1",
            advertise_address="127.0.0.1", secure_port=api, endpoint_reconciler_type="none", allow_privileged="true",
            authorization_mode="RBAC", token_auth_file=self.folder / "tokens.csv", service_cluster_ip_range="10.96.0.0/16",
            service_account_issuer="https://kubernetes.default.svc", service_account_key_file=key,
            service_account_signing_key_file=key,
        )  # fmt: skip
        authority = certificates / "apiserver.crt"
        self._wait(lambda: authority.is_file() and authority.stat().st_size > 0)
        self._write_kubeconfig(f"https://127.0.0.1:{api}", authority, token)
        self.server = Server(self.kubeconfig)
        self._wait(lambda: self.server.answers("/readyz"))
        # There are no nodes whose life could be watched.
        self._launch(
            "controller-manager", kubeconfig=self.kubeconfig, leader_elect="false", bind_address="127.0.0.1",
            secure_port=manager, cert_dir=certificates, controllers="*,-node-lifecycle-controller",
            service_account_private_key_file=key, root_ca_file=authority,
        )  # fmt: skip
        self._wait(lambda: self.server.answers("/api/v1/namespaces/default/serviceaccounts/default"))

    def _write_kubeconfig(self, url, authority, token):
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "e2e",
            "clusters": [{"name": "e2e", "cluster": {"server": url, "certificate-authority": str(authority)}}],
            "users": [{"name": "admin", "user": {"token": token}}],
            "contexts": [{"name": "e2e", "context": {"cluster": "e2e", "user": "admin"}}],
        }
        pathlib.Path(self.kubeconfig).write_text(yaml.safe_dump(config))
        pathlib.Path(self.kubeconfig).chmod(0o600)

    def _launch(self, part, **flags):
        arguments = [f"--{name.replace('_', '-')}={value}" for name, value in flags.items()]
        with open(self.folder / f"{part}.log", "wb") as log:
            self._parts[part] = subprocess.Popen([self.program, part, *arguments], stdout=log, stderr=log)

    def _wait(self, ready):
        end = time.monotonic() + START_TIMEOUT
        while not ready():
            for part, process in self._parts.items():
                if process.poll() is not None or time.monotonic() > end:
                    log = (self.folder / f"{part}.log").read_text(errors="replace")
                    raise SystemExit(f"e2e: {part} did not start:\n{log[-2000:]}")
            time.sleep(0.1)

    def _stop(self):
        for process in reversed(self._parts.values()):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
