"""With each Helm: a wrong value gives one line, at its path; XERV's schema has at most 2,400 lines."""

import pathlib
import subprocess
import sys

helms, chart = sys.argv[1].split(":"), sys.argv[2]
WRONG = {
    "image.tag=a/b": ("image", "tag"),
    "replicaCount=many": ("replicaCount",),
    "storage.size=big": ("storage", "size"),
    "storage.class=3": ("storage", "class"),
    "image.pullPolicy=Sometimes": ("image", "pullPolicy"),
    "service.annotations.a=1": ("service", "annotations", "a"),
}

lines = len(pathlib.Path(chart, "values.schema.json").read_text().splitlines())
if lines > 2400:
    sys.exit(f"the schema has {lines} lines")
for helm in helms:
    for setting, path in WRONG.items():
        done = subprocess.run([helm, "template", "r", chart, "--set", setting], capture_output=True, text=True, check=False)
        said = [line for line in done.stderr.splitlines() if line.startswith(("- ", " "))]
        places = (".".join(path) + ":", "'/" + "/".join(path) + "'")
        if done.returncode == 0 or len(said) != 1 or not any(place in said[0] for place in places):
            sys.exit(f"{helm}: {setting}: {done.stderr}")
