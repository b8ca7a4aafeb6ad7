"""away.py INSTALLED ROOT BUILD: moves what is installed to a folder elsewhere, works with it there, and looks at the files that it touches."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

installed, root, build = (pathlib.Path(path).resolve() for path in sys.argv[1:])


def work(folder, stackc):
    """Runs commands in a folder with an example; `stackc` runs one."""
    stackc("build", "deploy", "-o", "dist")
    charts, manifests = folder / "dist/charts/xerv/Chart.yaml", folder / "dist/manifests/production"
    print("build: chart and manifests" if charts.is_file() and manifests.is_dir() else "build: incomplete")
    print("test:", stackc("test", "deploy").splitlines()[-1])
    print("package:", stackc("package", "deploy", "-o", "dist").split()[1])
    print("explain:", stackc("explain", "E3004").split()[1])
    stackc("doc", "-o", "reference")


def main():
    opened = set()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        shutil.move(installed, folder / "stackc")
        shutil.copytree(folder / "stackc/share/doc/stackc/examples/xerv", folder / "deploy")

        def stackc(*arguments):
            log = folder / "strace"
            command = ["strace", "-f", "-qq", "-e", "trace=%file", "-o", str(log), str(folder / "stackc/bin/stackc"), *arguments]
            # A sanitizer can't look for leaks under strace.
            variables = {"PATH": "/usr/bin:/bin", "ASAN_OPTIONS": "detect_leaks=0"}
            done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            opened.update(re.findall(r'"(/[^"]*)"', log.read_text()))
            return done.stdout

        work(folder, stackc)
    touched = [path for path in map(pathlib.Path, sorted(opened)) if any(map(path.is_relative_to, (root, build, installed)))]
    print(f"touched: {touched}" if touched else "nothing of the source was touched")


main()
