#!/usr/bin/env python3
"""Packages the VS Code extension in a copy of its folder and prints what is in the package.

    package.py MODULES FOLDER

MODULES is the folder node_modules; the copy is made in FOLDER. A warning of the packager is an error.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MADE = shutil.ignore_patterns("node_modules", "out", "*.vsix", "LICENSE")


def main():
    modules, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    extension = folder / "editors" / "vscode"
    shutil.copytree(ROOT / "editors" / "vscode", extension, ignore=MADE)
    shutil.copy(ROOT / "LICENSE", folder)
    (extension / "node_modules").symlink_to(modules)
    done = subprocess.run(["npm", "run", "--silent", "package"], cwd=extension, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode or re.search(r"\b(warn|warning|error)\b", said, re.IGNORECASE):
        sys.exit(said)
    [package] = extension.glob("*.vsix")
    for name in sorted(zipfile.ZipFile(package).namelist()):
        print(name)


if __name__ == "__main__":
    main()
