#!/usr/bin/env python3
"""examples.py FOLDER -o FILE: the examples as JSON for the page, {"name": {"path": "text"}}.

What a build reads of an example is in it: not what tests expect of it, nor what is written about it.
"""

import argparse
import json
import pathlib

NO_SOURCE = ("expected", "snapshots", "values", "README.md")


def sources(folder):
    """The texts of an example by their paths, main.stack first."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    paths = [file.relative_to(folder) for file in files]
    wanted = [path for path in paths if path.parts[0] not in NO_SOURCE and not path.name.endswith(".test.stack")]
    wanted.sort(key=lambda path: (str(path) != "main.stack", path.suffix != ".stack", str(path)))
    return {path.as_posix(): (folder / path).read_text() for path in wanted}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("-o", dest="output", type=pathlib.Path, required=True)
    options = parser.parse_args()
    folders = sorted(file.parent for file in options.folder.glob("*/main.stack"))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps({folder.name: sources(folder) for folder in folders}))


if __name__ == "__main__":
    main()
