#!/usr/bin/env python3
"""Whether `stackc trace` says the same by the source and by its map, as text and as JSON, of each line of a file.

With --whole the file is one message.
"""

import subprocess
import sys


def said(stackc, where, message, form):
    run = subprocess.run([stackc, "trace", *where, message, f"--format={form}"], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def main():
    whole = "--whole" in sys.argv
    stackc, source, source_map, file = [word for word in sys.argv[1:] if word != "--whole"]
    with open(file, encoding="utf-8") as text:
        messages = [text.read()] if whole else text.read().splitlines()
    # The list of values that a schema refuses has a line for each.
    messages = [message.replace("schema(s): - ", "schema(s):\n- ") for message in messages]
    for message in messages:
        for form in ("text", "json"):
            by_source = said(stackc, [source], message, form)
            by_map = said(stackc, ["--source-map", source_map], message, form)
            if by_source != by_map:
                sys.exit(f"{message}\nby the source: {by_source}\nby the map: {by_map}")
        print(message, *said(stackc, ["--source-map", source_map], message, "text")[1:], sep="\n")


main()
