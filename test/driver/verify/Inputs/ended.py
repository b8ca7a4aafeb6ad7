"""ended.py STACKC SOURCE HELM FOLDER: ends `stackc verify` by signals while a chart of it lies in FOLDER."""

import os
import pathlib
import signal
import subprocess
import sys
import time

stackc, source, helm, folder = sys.argv[1:]
NUMBERS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGKILL)


def as_usual():
    """Whatever the caller ignores."""
    for number in NUMBERS:
        if number != signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)


for number in NUMBERS:
    command = [stackc, "verify", source, "--helm", helm, "--samples", "2000"]
    environment = {**os.environ, "TMPDIR": folder}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    run = subprocess.Popen(command, env=environment, preexec_fn=as_usual, **quiet)
    while not list(pathlib.Path(folder).glob("stackc-verify-*/charts")):
        assert run.poll() is None, "it ended by itself"
        time.sleep(0.05)
    run.send_signal(number)
    status = run.wait(60)
    assert status == -number, f"{number.name}: status {status}"
    deadline = time.time() + 60
    while os.listdir(folder):
        assert time.time() < deadline, f"{number.name}: {os.listdir(folder)}"
        time.sleep(0.05)
