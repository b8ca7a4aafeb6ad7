"""whole.py killed|pairs STACKC FOLDER SOURCE OUT: the output is always that of one build or of the other.

killed: builds that are killed (SIGKILL) at moments of which most lie where they write. pairs: two builds at once.
"""

import pathlib
import random
import shutil
import subprocess
import sys
import time

mode, stackc, folder, source, out = sys.argv[1:]
folder = pathlib.Path(folder)
shutil.rmtree(folder, ignore_errors=True)
sources = {}
for state in ("old", "new"):
    sources[state] = folder / state / "main.stack"
    sources[state].parent.mkdir(parents=True)
    text = pathlib.Path(source).read_text(encoding="utf-8")
    sources[state].write_text(text.replace('"old"', f'"{state}"'), encoding="utf-8")
# `new` has an environment less and a resource more.
text = sources["new"].read_text(encoding="utf-8")
sources["new"].write_text(
    text.replace('environment staging { values { name = "two" } }', "") + text[text.index("resource second") :].replace("second", "third"),
    encoding="utf-8",
)
dist = folder / out


def command(state):
    return [stackc, "build", str(sources[state]), "-o", str(dist)]


def build(state):
    subprocess.run(command(state), check=True, capture_output=True)


def tree():
    """Relative path → text, without what the compiler keeps for itself."""
    files = (path for path in dist.rglob("*") if path.is_file() and path.relative_to(dist).parts[0][:8] != ".stackc-")
    return {str(path.relative_to(dist)): path.read_text(encoding="utf-8") for path in files}


def others():
    """Files of others: in the folder itself, in a chart, and a folder of theirs in it."""
    for path in ("README.md", "charts/shop/Chart.lock", "charts/shop/charts/cache.tgz"):
        (dist / path).parent.mkdir(parents=True, exist_ok=True)
        (dist / path).write_text("not stackc's", encoding="utf-8")


def told(state, seen):
    different = sorted(path for path in set(seen) | set(whole["old"]) if seen.get(path) != whole["old"].get(path))
    sys.exit(f"{state}: neither the old state nor the new one; other than in the old one: {different}")


whole = {}
build("old")
others()
for state in ("old", "new", "old"):
    begin = time.monotonic()
    build(state)
    duration = time.monotonic() - begin
    whole[state] = tree()
assert whole["old"] != whole["new"] and all(len([p for p in whole[s] if "not stackc's" in whole[s][p]]) == 3 for s in whole)

random.seed(1)
seen = {"old": 0, "new": 0}
if mode == "killed":
    for _ in range(60):
        wanted = random.choice(["old", "new"])
        with subprocess.Popen(command(wanted), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(duration * random.uniform(0.5, 1.2))
            process.kill()
        found = tree()
        state = next((state for state in whole if whole[state] == found), None)
        if state is None:
            told("killed", found)
        seen[state] += 1
else:
    for _ in range(15):
        running = [subprocess.Popen(command(state), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for state in ("new", "old")]
        for process in running:
            _, error = process.communicate()
            if process.returncode != 0:
                sys.exit(f"exit {process.returncode}: {error.decode()}")
        found = tree()
        state = next((state for state in whole if whole[state] == found), None)
        if state is None:
            told("pairs", found)
        seen[state] += 1
# What killed runs left is gone after the next one.
build("old")
build("new")
left = [str(path) for path in list(dist.iterdir()) + list(dist.parent.iterdir()) if ".stackc-" in path.name and path.name != ".stackc-files"]
if left or tree() != whole["new"]:
    sys.exit(f"left: {left}")
print(f"{mode}: whole")
