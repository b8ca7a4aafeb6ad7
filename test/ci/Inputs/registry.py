"""A registry of images and charts on this machine alone, with a user and a certificate of its own."""

import contextlib
import re
import subprocess
import time

USER, PASSWORD = "ci", "secret"
# bcrypt of the password.
HTPASSWD = "ci:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n"
CONFIG = """\
version: 0.1
log: {{ level: info, formatter: json }}
storage: {{ filesystem: {{ rootdirectory: {folder}/blobs }} }}
http:
  addr: 127.0.0.1:0
  secret: of the tests
  tls: {{ certificate: {folder}/certificate.pem, key: {folder}/key.pem }}
auth: {{ htpasswd: {{ realm: tests, path: {folder}/htpasswd }} }}
"""


def certificate(folder):
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, "-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"], check=True, capture_output=True)


def address_of(process, log):
    """Where it listens, which it says once it does."""
    for _ in range(300):
        found = re.search(r"listening on (127\.0\.0\.1:\d+)", log.read_text())
        if found:
            return found[1]
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    raise TimeoutError(log.read_text())


@contextlib.contextmanager
def running(program, folder):
    """A registry that runs meanwhile: its address, and the file with the certificate that it is to be trusted by."""
    folder.mkdir(parents=True)
    certificate(folder)
    (folder / "htpasswd").write_text(HTPASSWD)
    (folder / "config.yml").write_text(CONFIG.format(folder=folder))
    log = folder / "log"
    with open(log, "w") as stream:
        process = subprocess.Popen([program, "serve", str(folder / "config.yml")], stdout=stream, stderr=stream)
    try:
        yield address_of(process, log), folder / "certificate.pem"
    finally:
        process.terminate()
        process.wait()
