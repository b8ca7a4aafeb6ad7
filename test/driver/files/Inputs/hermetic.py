"""hermetic.py STACKC FOLDER: builds FOLDER/deploy under strace and holds what was opened against the depfile.

Sources are opened by relative paths, what is written by absolute ones.
"""

import pathlib
import re
import subprocess
import sys

stackc, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
SYSTEM = re.compile(r"/(lib|lib64|usr/lib|proc|sys|dev)/|/etc/ld\.so\.")  # of the C library and the dynamic linker

log = folder / "strace"
command = ["strace", "-f", "-qq", "-e", "trace=open,openat,execve,%network", "-o", str(log), stackc, "build", "deploy", "-f", "values.yaml",
           "--target", "manifests", "--env", "production", "-o", "dist", "--depfile", "inputs.d"]  # fmt: skip
# A sanitizer can't look for leaks under strace.
done = subprocess.run(command, cwd=folder, env={"ASAN_OPTIONS": "detect_leaks=0"}, capture_output=True, text=True, check=False)
assert done.returncode == 0, done.stdout + done.stderr

calls = [line.split(None, 1)[1] for line in log.read_text().splitlines()]
calls = [call for call in calls if " = -1 " not in call]
read = {found.group(1) for call in calls if (found := re.match(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]*)", O_RDONLY', call))}
own = {path for path in read if not SYSTEM.match(path) and path != "dist" and folder not in (pathlib.Path(path), *pathlib.Path(path).parents)}
rule = (folder / "inputs.d").read_text().split("\n\n")[0].replace("\\\n", " ")
told = set(rule.split(":", 1)[1].split())
print("read, and not in the depfile:", sorted(own - told) or "nothing")
print("in the depfile, and not read:", sorted(path for path in told - own if (folder / path).is_file()) or "nothing")
print("programs run:", sum(call.startswith("execve(") for call in calls) - 1)
print("calls of the network:", [call for call in calls if re.match(r"(socket|connect|bind|sendto)\(", call)] or "none")
