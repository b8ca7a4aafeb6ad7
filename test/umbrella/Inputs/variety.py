"""Random values for the nested charts, the same to stackc and to every Helm: conditions, environments, `global`, and what is set below aliases."""

import os
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools"))

import agreement

stackc, source = sys.argv[1:3]
ALIASES = ["db", "shop", "left-store.db", "right-store.db", "left-store.cache-db", "right-store.cache-db"]
CONDITIONS = ["left.enabled", "right.enabled", "left-store.cache.enabled", "right-store.cache.enabled"]


def draw(chance):
    sets = [f"{key}={chance.choice(['true', 'false'])}" for key in CONDITIONS if chance.random() < 0.5]
    if chance.random() < 0.5:
        sets.append(f"global.domain={chance.choice(['a.example.org', 'b.example.org'])}")
    if chance.random() < 0.3:
        sets.append("global.region=east")
    for alias in ALIASES:
        if chance.random() < 0.4:
            sets.append(f"{alias}.size={chance.choice([1, 3, 5, 7, 8, 8, 9])}")
        if chance.random() < 0.3:
            sets.append(f"{alias}.labels.x=y")
        if chance.random() < 0.3:
            sets.append(f"{alias}.backup.enabled={chance.choice(['true', 'false'])}")
        if chance.random() < 0.15:
            sets.append(f"{alias}.backup.keep={chance.choice([0, 3, 9])}")
        if chance.random() < 0.1:
            sets.append(f"{alias}.global.domain=other.example.org")
        if chance.random() < 0.03:
            sets.append(f"{alias}.size=null")
    return sets


kinds = {"equal": 0, "refused": 0}
with tempfile.TemporaryDirectory() as folder:
    chart = agreement.build_chart(stackc, source, folder)
    for seed in range(20):
        chance = random.Random(seed)
        environment = chance.choice([None, "production", "half"])
        given = [part for one in draw(chance) for part in ("--set", one)]
        ours = (["--env", environment] if environment else []) + given
        theirs = (["-f", f"{chart}/values-{environment}.yaml"] if environment else []) + given
        outcome = agreement.judge(
            agreement.manifests_command(stackc, source, "r", ["--namespace", "n", *ours]),
            [agreement.helm_command(helm, chart, "r", ["--namespace", "n", *theirs]) for helm in os.environ["STACKC_HELMS"].split(":")],
            by_source=False,
        )
        if outcome.kind not in kinds:
            sys.exit(f"seed {seed}:\n" + "\n".join(outcome.lines[:30]))
        kinds[outcome.kind] += 1
print(kinds)
if 0 in kinds.values():
    sys.exit("the values are all of one kind")
