"""What it takes to start: `stackc check` of a file with five kinds, and of one with a `service`, beside other programs."""

import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SERVICE = """\
chart demo { version = "0.1.0" }
service demo { image = { repository = "nginx", tag = "1.27" }, ports { http = 8080 } }
"""


def measured(command):
    """(milliseconds of one run, milliseconds of the processor)."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"bench: {command}: exit status {process.returncode}")
    return took * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def resident(command):
    """Peak of resident memory in MiB, as time(1) says; what is forked from Python would count Python's."""
    time_program = shutil.which("time")
    if time_program is None:
        return "?"
    done = subprocess.run([time_program, "-f", "%M", *command], check=True, capture_output=True, text=True)
    return f"{int(done.stderr.splitlines()[-1]) / 1024:.0f}"


def commands(stackc, helm, folder):
    """Name -> command; the chart is that of the five kinds."""
    five, service = HERE / "five-kinds.stack", folder / "service.stack"
    service.write_text(SERVICE)
    subprocess.run([stackc, "build", five, "--target", "helm", "-o", folder / "out"], check=True, stdout=subprocess.DEVNULL)
    found = {
        "`/bin/true`": ["/bin/true"],
        "`stackc --help`": [stackc, "--help"],
        "`stackc check`, five kinds": [stackc, "check", five],
        "`stackc check`, a `service`": [stackc, "check", service],
    }
    if helm:
        found["`helm template`, the five kinds' chart"] = [helm, "template", "r", folder / "out/charts/five"]
    return found


def table(stackc, helm, runs):
    """Prints medians of runs by turns, as a Markdown table; the ratio is to the check of five kinds."""
    with tempfile.TemporaryDirectory(prefix="stackc-bench-") as folder:
        chosen = commands(stackc, helm, pathlib.Path(folder))
        memory = {name: resident(command) for name, command in chosen.items()}
        results = {name: [] for name in chosen}
        for turn in range(runs + 1):
            for name, command in chosen.items():
                result = measured(command)
                if turn > 0:
                    results[name].append(result)
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}
    five = medians["`stackc check`, five kinds"]
    print("| | wall clock (ms) | processor (ms) | processor / five kinds | resident (MiB) |\n| --- | --- | --- | --- | --- |")
    for name, (wall, processor) in medians.items():
        print(f"| {name} | {wall:.1f} | {processor:.1f} | {processor / five[1]:.2f} | {memory[name]} |")
