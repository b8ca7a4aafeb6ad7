"""packages.py ROOT: the Debian packages of the Containerfile's first stage against those of tools/setup."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
stage = (root / "Containerfile").read_text().split("\nFROM ")[1].replace("\\\n", " ")
wanted = re.search(r"--no-install-recommends([^&]*)&&", stage)[1].split()
there = re.search(r"^packages=\((.*?)\)", (root / "tools" / "setup").read_text(), re.MULTILINE | re.DOTALL)[1].split()
assert len(wanted) > 10 and "libyaml-dev" in wanted, wanted
print(f"missing: {set(wanted) - set(there)}" if set(wanted) - set(there) else "all of them are among those of tools/setup")
