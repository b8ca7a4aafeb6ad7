#!/usr/bin/env python3
"""Prints the repository's Stack sources whose text is right: those that `stackc fmt` takes.

    right.py STACKC FOLDER

Blocks of the documentation are written to files in FOLDER, and those that are right are among them.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHUNK = 32  # files
BLOCK = re.compile(r"^```stack[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks_of_docs(folder):
    """Paths of the blocks of all pages, written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]):
        for number, block in enumerate(BLOCK.findall(page.read_text())):
            name = str(page.relative_to(ROOT)).replace("/", "-").removesuffix(".md")
            path = folder / f"{name}-{number}.stack"
            path.write_text(block)
            yield path


def wrong_of(stackc, files):
    """Those of the files that are refused. A run tells a hundred errors at most; then each half has its own."""
    done = subprocess.run([stackc, "fmt", "--check", *files], capture_output=True, text=True, check=False)
    if re.search(r"^stackc: and \d+ more errors?$", done.stderr, re.MULTILINE) and len(files) > 1:
        half = len(files) // 2
        return wrong_of(stackc, files[:half]) | wrong_of(stackc, files[half:])
    return set(re.findall(r"^error.*\n +--> (.*?)(?::\d+)*$", done.stderr, re.MULTILINE))


def main():
    stackc, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    files = [file for name in ("bench", "examples", "stdlib", "test") for file in sorted((ROOT / name).rglob("*.stack"))]
    files = [file for file in files if file.is_file()] + list(blocks_of_docs(folder))
    wrong = set()
    for begin in range(0, len(files), CHUNK):
        wrong |= wrong_of(stackc, files[begin : begin + CHUNK])
    if len(wrong) == len(files):
        sys.exit("nothing is right")
    for file in files:
        if str(file) not in wrong:
            print(file)


if __name__ == "__main__":
    main()
