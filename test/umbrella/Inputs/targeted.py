"""With each Helm: `--set shop-api.image.tag=v3` changes the images of that chart, and nothing else."""

import subprocess
import sys

for helm in sys.argv[1].split(":"):
    command = [helm, "template", "r", sys.argv[2]]
    before, after = (
        subprocess.run(command + more, capture_output=True, text=True, check=True).stdout.splitlines()
        for more in ([], ["--set", "shop-api.image.tag=v3"])
    )
    changed = [new.strip() for old, new in zip(before, after) if old != new]
    if len(before) != len(after) or sorted(changed) != ['image: "acme/api:v3"', 'image: "acme/worker:v3"']:
        sys.exit(f"{helm}: {changed}")
