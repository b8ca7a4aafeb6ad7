"""deep_values.py SCHEMA: how many records stand inside one another below `t`, and a bound of the file's size."""

import json
import pathlib
import sys

sys.setrecursionlimit(100_000)
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
at = json.loads(text)["properties"]["t"]
levels = 0
while at["type"] == "object":
    at = at["properties"]["a"]
    levels += 1
print(f"{levels} levels in {'less than' if len(text) < 100_000 else 'at least'} 100000 bytes")
