"""Instructions of whole processes, as callgrind counts them: the same on a busy machine and on an idle one.

A workload is a command of stackc in an empty folder of its own, with files that are put there before. The command sees nothing of the
environment that this program was started in, since what is looked up there costs instructions, too.
"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))
import start
import workloads

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
XERV = HERE.parent / "examples/xerv"

# Name -> (arguments of stackc, files of the folder).
WORKLOADS = {
    "help": (["--help"], {}),
    "check, five kinds": (["check", "main.stack"], {"main.stack": (HERE / "five-kinds.stack").read_text()}),
    "check, a service": (["check", "main.stack"], {"main.stack": start.SERVICE}),
    "build, XERV": (["build", ".", "-o", "out"], {path.name: path.read_text() for path in XERV.glob("*.stack")}),
    "manifests, 100 apps": (["build", ".", "--target", "manifests", "-o", "out"], workloads.apps(100)["stackc"]),
    "manifests, 2,000 computed keys": (["build", ".", "--target", "manifests", "-o", "out"], workloads.keys(2000)["stackc"]),
}


def is_there():
    return shutil.which("valgrind") is not None


def count(stackc, name, variables=None, before=()):
    """The instructions of one run. `variables` are added to its environment, and `before` stands in front of its command line.

    A run that fails ends the program: what it counted means nothing.
    """
    arguments, files = WORKLOADS[name]
    with tempfile.TemporaryDirectory(prefix="stackc-bench-") as folder:
        for file, text in files.items():
            pathlib.Path(folder, file).write_text(text)
        log = pathlib.Path(folder, "callgrind.log")
        counter = [shutil.which("valgrind"), "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}"]
        done = subprocess.run([*before, *counter, os.path.abspath(stackc), *arguments], cwd=folder, env={**ENVIRONMENT, **(variables or {})},
                              capture_output=True, text=True, errors="replace", check=False)  # fmt: skip
        said = log.read_text(errors="replace") if log.exists() else ""
    collected = re.search(r"Collected : (\d+)", said)
    if done.returncode != 0 or not collected:
        raise SystemExit(f"bench: stackc {' '.join(arguments)} ({name}): exit status {done.returncode}\n{said}{done.stderr}")
    return int(collected.group(1))


def count_all(stackc, names):
    """Name -> instructions, two runs beside each other."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(lambda name: count(stackc, name), names)))
