"""version.py ROOT STACKC: whether action.yml and the pages on installation and CI name the version that the program has."""

import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
version = subprocess.run([sys.argv[2], "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
named = {
    "action.yml": r'default: "(\d[\d.]*)"',
    "docs/install.md": r"stackc[-_](\d[\d.]*)[-_]",
    "docs/ci.md": r"/stackc@v(\S+)|`version` \| the release, `([\d.]+)`",
}
others = []
for file, pattern in named.items():
    found = ["".join(one) for one in re.findall(pattern, (root / file).read_text())]
    others += [f"{file}: {one or 'none'}" for one in found or [""] if one != version]
print("\n".join(others) or f"all have {version}")
