"""Changes a record of instructions in each of its builds: FILE versions|options NAME TEXT, or FILE WORKLOAD count FACTOR."""
import json
import pathlib
import sys

path, part, name, text = sys.argv[1:]
record = json.loads(pathlib.Path(path).read_text())
for entry in record.values():
    if name == "count":
        entry["instructions"][part][name] = int(entry["instructions"][part][name] * float(text))
    else:
        entry[part][name] = text
pathlib.Path(path).write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n")
