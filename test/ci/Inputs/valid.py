"""valid.py FOLDER SCHEMA FILES...: holds JSON files against a schema of the folder, which may refer to others of it."""

import json
import pathlib
import sys
import warnings

import jsonschema

warnings.simplefilter("ignore")  # newer jsonschema would have another resolver, which Debian's doesn't know

folder, name, files = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
schemas = [json.loads(file.read_text()) for file in folder.glob("*.json")]
schema = json.loads((folder / name).read_text())
known = {one.get("$id", one.get("id", "")): one for one in schemas}
validator = jsonschema.validators.validator_for(schema)
judge = validator(schema, resolver=jsonschema.RefResolver(schema.get("$id", ""), schema, store=known))
faults = 0
for file in files:
    for error in judge.iter_errors(json.loads(pathlib.Path(file).read_text())):
        print(f"{file}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
        faults += 1
print(f"{len(files)} valid" if faults == 0 else f"{faults} faults")
sys.exit(1 if faults else 0)
