"""With each Helm: is the chart lint-free, are its dependencies there, and does its package render as its folder?"""

import pathlib
import subprocess
import sys

helms, chart, folder = sys.argv[1].split(":"), sys.argv[2], sys.argv[3]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


for number, helm in enumerate(helms):
    target = pathlib.Path(folder, str(number))
    target.mkdir()
    linted = run(helm, "lint", "--strict", chart)
    if "WARNING" in linted or "ERROR" in linted:
        sys.exit(linted)
    listed = [line.split()[-1] for line in run(helm, "dependency", "list", chart).splitlines()[1:] if line.strip()]
    if set(listed) != {"unpacked"}:
        sys.exit(f"dependencies are {listed}")
    run(helm, "package", chart, "-d", str(target))
    (package,) = target.iterdir()
    if run(helm, "template", "r", str(package)) != run(helm, "template", "r", chart):
        sys.exit(f"{helm}: the package renders otherwise")
