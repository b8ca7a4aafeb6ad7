"""What `values.schema.json` costs: `helm template` of a chart with it, with parts of it, and without it, for each Helm."""

import json
import pathlib
import shutil
import statistics
import subprocess
import tempfile

import start

SCHEMA = "values.schema.json"


def variants(chart, folder):
    """Name -> a copy of the chart; the first is the one without a schema."""
    schema = json.loads((chart / SCHEMA).read_text())
    texts = {
        "none": None,
        "`true`": json.dumps({"$schema": schema["$schema"]}),
        "no natives": json.dumps({**schema, "definitions": {name: {} for name in schema.get("definitions", {})}}),
        "all": (chart / SCHEMA).read_text(),
    }
    copies = {}
    for number, (name, text) in enumerate(texts.items()):
        copies[name] = folder / str(number) / chart.name
        shutil.copytree(chart, copies[name])
        (copies[name] / SCHEMA).unlink()
        if text is not None:
            (copies[name] / SCHEMA).write_text(text)
    return copies


def table(chart, helms, runs):
    """Prints the processor's time without a schema, medians of runs by turns, and the ratios to it, as a Markdown table."""
    with tempfile.TemporaryDirectory(prefix="stackc-bench-") as folder:
        copies = variants(chart, pathlib.Path(folder))
        print("| `helm template` by | no schema (ms) | " + " | ".join(list(copies)[1:]) + " |\n| --- | --- |" + " --- |" * (len(copies) - 1))
        for helm in helms:
            version = subprocess.run([helm, "version", "--short"], check=True, capture_output=True, text=True).stdout.strip()
            times = {name: [] for name in copies}
            for _ in range(runs):
                for name, copy in copies.items():
                    times[name].append(start.measured([helm, "template", "r", copy, "--kube-version", "1.29.0"])[1])
            medians = {name: statistics.median(all_of) for name, all_of in times.items()}
            ratios = " | ".join(f"{medians[name] / medians['none']:.2f}" for name in list(copies)[1:])
            print(f"| {version.split('+')[0]} | {medians['none']:.0f} | {ratios} |")
