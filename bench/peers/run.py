#!/usr/bin/env python3
"""Times stackc beside other configuration languages on the workloads of workloads.py.

    bench/peers/run.py [--only WORKLOAD]... [--runs N] [--stackc PATH]

The peers are looked for in $STACKC_PEERS (a folder) and on the PATH: jrsonnet, jsonnet (go-jsonnet), cue. Those that are
missing are named. First each makes the workload in a small size, and what comes out is compared as data; then all run by
turns. Printed are medians of the processor's time, user and system together, the largest resident memory, and the ratio
of each peer's time to stackc's: above 1 stackc is the faster one. The peers check no Kubernetes fields.

Where there is one environment stackc writes a stream, as the others do; of five it writes a file for each resource, and
the others one for each environment.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import start
import workloads

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SMALL = 7
PEERS = {"jrsonnet": "jsonnet", "jsonnet": "jsonnet", "cue": "cue"}  # program -> language


def found_peers():
    path = os.pathsep.join(filter(None, [os.environ.get("STACKC_PEERS"), os.environ.get("PATH", "")]))
    return {name: shutil.which(name, path=path) for name in PEERS}


def command(program, language, folder, out, single):
    """What makes the workload whose source lies in `folder`, and writes into `out`."""
    if language == "stackc":
        made = ["-o", "-"] if single else ["-o", str(out)]
        return [program, "build", str(folder / "main.stack"), "--target", "manifests", *made]
    if language == "jsonnet":
        return [program, "-m", str(out), str(folder / "main.jsonnet")]
    return [program, "export", "--outfile", str(out / "all.json"), "--force", str(folder / "main.cue")]


def resources(language, out, text):
    """{environment: {(kind, name): resource}} of what was made."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if language == "jsonnet":
        made = {file.name: json.loads(file.read_text()) for file in out.iterdir()}
    elif language == "cue":
        made = json.loads((out / "all.json").read_text())
    elif text:
        made = {"default": list(yaml.load_all(text, Loader=loader))}
    else:
        made = {folder.name: [yaml.load(file.read_text(), Loader=loader) for file in folder.iterdir() if file.name != "kustomization.yaml"]
                for folder in (out / "manifests").iterdir()}
    return {name: {(one["kind"], one["metadata"]["name"]): one for one in all_} for name, all_ in made.items()}


def write(files, folder):
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def check_equal(name, make, programs, folder):
    """Ends the program where two make different resources."""
    sources = make(SMALL)
    expected = None
    for program, (path, language) in programs.items():
        source = write(sources[language], folder / f"{name}-small" / program)
        out = folder / f"{name}-small" / f"{program}-out"
        out.mkdir()
        text = subprocess.run(command(path, language, source, out, name in ("apps", "keys")), check=True, capture_output=True, text=True).stdout
        made = resources(language, out, text if language == "stackc" and name in ("apps", "keys") else "")
        if expected is None:
            expected = made
        elif made != expected:
            raise SystemExit(f"bench: {program} makes other resources of `{name}`")
    count = sum(len(one) for one in expected.values())
    print(f"{name}: {count} resources of a small size are equal by {', '.join(programs)}", file=sys.stderr)


def measure(name, make, size, programs, folder, runs):
    """{program: (milliseconds of the processor, MiB)}"""
    sources = make(size)
    commands = {}
    for program, (path, language) in programs.items():
        source = write(sources[language], folder / name / program)
        out = folder / name / f"{program}-out"
        out.mkdir()
        commands[program] = command(path, language, source, out, name in ("apps", "keys"))
    memory = {program: start.resident(one) for program, one in commands.items()}
    times = {program: [] for program in commands}
    for _ in range(runs):
        for program, one in commands.items():
            times[program].append(start.measured(one)[1])
    return {program: (statistics.median(times[program]), memory[program]) for program in commands}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stackc", default=str(ROOT / "build/release/bin/stackc"))
    arguments.add_argument("--only", action="append", choices=workloads.WORKLOADS)
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    peers = found_peers()
    missing = [name for name, path in peers.items() if path is None]
    if missing:
        print(f"not on this machine: {', '.join(missing)}", file=sys.stderr)
    programs = {"stackc": (options.stackc, "stackc")}
    programs |= {name: (path, PEERS[name]) for name, path in peers.items() if path is not None}
    print("| workload | " + " | ".join(programs) + " |\n| --- |" + " --- |" * len(programs))
    with tempfile.TemporaryDirectory(prefix="stackc-bench-") as folder:
        for name in options.only or workloads.WORKLOADS:
            make, size, title = workloads.WORKLOADS[name]
            check_equal(name, make, programs, pathlib.Path(folder))
            results = measure(name, make, size, programs, pathlib.Path(folder), options.runs)
            ours = results["stackc"][0]
            cells = [f"{time:.0f} ms, {memory} MiB" + ("" if program == "stackc" else f"; {time / ours:.2f}")
                     for program, (time, memory) in results.items()]
            print(f"| {title} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
