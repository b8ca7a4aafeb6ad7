#!/usr/bin/env python3
"""Writes a minimal and a full resource of each kind of Kubernetes 1.36, as `.stack` source and as plain manifests.

    test/kinds/generate.py --out DIR [--kind Deployment]...

DIR/minimal.stack and DIR/full.stack hold one resource of each kind; DIR/minimal.json and DIR/full.json are lists of what
they mean. The same command writes the same bytes.
"""

import argparse
import json
import pathlib

import values
from definitions import kinds
from stack_writer import Writer

HEADER = 'chart kinds { version = "0.1.0", kubeVersion = ">=1.36.0-0" }\n\n'


def source(resources):
    """Source of (kind, resource) pairs, and its writer."""
    writer = Writer()
    writer.lines = HEADER.split("\n")[:-1]
    for number, (kind, resource) in enumerate(resources):
        writer.resource(f"r{number}", kind.path, resource)
    return writer


def write(folder, name, resources):
    (folder / f"{name}.stack").write_text(source(resources).text())
    manifests = [resource for _, resource in resources]
    (folder / f"{name}.json").write_text(json.dumps(manifests, indent=1, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--kind", action="append", help="only these kinds")
    options = parser.parse_args()
    chosen = [kind for kind in kinds() if not options.kind or kind.kind in options.kind]
    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out, "minimal", [(kind, values.minimal(kind)) for kind in chosen])
    write(options.out, "full", [(kind, values.full(kind)) for kind in chosen])


if __name__ == "__main__":
    main()
