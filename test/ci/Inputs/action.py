"""action.py ROOT FOLDER: runs the steps of action.yml with the release in FOLDER/release."""

import os
import pathlib
import re
import subprocess
import sys

import yaml
from runner import Runner, composite

root, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
action = yaml.safe_load((root / "action.yml").read_text())
page = (root / "docs" / "ci.md").read_text()
source = re.search(r"^```stack file=deploy/main.stack\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1]
example = yaml.safe_load(re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1])["steps"][-1]["with"]


def run(title, text, release, **inputs):
    """Runs the action in a folder with a stack; the folder."""
    print(f"== {title}", flush=True)
    place = folder / title.replace(" ", "-")
    (place / "deploy").mkdir(parents=True)
    (place / "deploy" / "main.stack").write_text(text)
    (place / "temp").mkdir()
    steps, context = composite(action, {"release-url": f"file://{release}", **inputs})
    context |= {"github.server_url": "https://unused.invalid", "github.action_repository": "acme/stackc"}
    Runner(place, place / "temp", context, os.environ).steps(steps)
    return place


release = folder / "release"
place = run("the step of the page", source, release, **example)
manifests = place / "dist" / "manifests"
deployment = yaml.safe_load((manifests / "production" / "deployment-shop.yaml").read_text())
print(f"manifests of {' '.join(sorted(os.listdir(manifests)))}, with {deployment['spec']['replicas']} replicas")
run("no command", source, release)
run("a source with an error", "chartt" + source[5:], release, command="check", source="deploy")
subprocess.run(["cp", "-r", str(release), str(folder / "other")], check=True)
with open(next((folder / "other").glob("*.tar.gz")), "ab") as archive:
    archive.write(b"more")
run("another digest", source, folder / "other", command="check", source="deploy")
