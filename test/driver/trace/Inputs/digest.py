#!/usr/bin/env python3
"""Whether the digest in a source map is that of a chart's files."""

import hashlib
import json
import pathlib
import sys


def sha256(data):
    return hashlib.sha256(data).hexdigest()


source_map, chart = json.loads(pathlib.Path(sys.argv[1]).read_text()), pathlib.Path(sys.argv[2])
files = sorted((str(file.relative_to(chart)), file) for file in chart.rglob("*") if file.is_file())
lines = "".join(f"{path}\n{sha256(file.read_bytes())}\n" for path, file in files)
expected = {"name": "shop", "version": "1.2.0", "digest": "sha256:" + sha256(lines.encode())}
assert source_map["chart"] == expected, (source_map["chart"], expected)
