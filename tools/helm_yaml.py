"""YAML streams read the way Helm reads them.

PyYAML and others differ from go-yaml on `y`, `0o14`, `1e+06` and `<<`, so the text goes through a small Go program
(test/helm/yamljson, built by tools/setup, named by $STACKC_YAMLJSON) or, without Go, through a scratch chart whose one
template reads each document with Helm's own `fromYaml`. The second way has Helm's float64 numbers: integers above 2^53
lose their last digits in it.
"""

import base64
import decimal
import json
import os
import pathlib
import re
import subprocess
import tempfile

_SEPARATOR = re.compile(r"(?:^|\s*\n)---\s*")

_SCRATCH_TEMPLATE = """\
{{- $documents := list }}
{{- range $path, $_ := .Files.Glob "documents/*" }}
{{- $documents = append $documents ($.Files.Get $path | fromYaml) }}
{{- end }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: scratch
data:
  documents: {{ $documents | toJson | b64enc }}
"""


class Unreadable(Exception):
    """The stream is no YAML for Helm, or there is nothing here to read it with."""


def helms():
    """Paths of the Helm binaries in $STACKC_HELMS."""
    return [path for path in os.environ.get("STACKC_HELMS", "").split(":") if path]


def read_stream(text):
    """The documents of a YAML stream as Python values; numbers are int or Decimal. Raises Unreadable."""
    program = os.environ.get("STACKC_YAMLJSON", "")
    if program and os.access(program, os.X_OK):
        done = subprocess.run([program], input=text.encode(), capture_output=True, check=False)
        if done.returncode != 0:
            raise Unreadable(done.stderr.decode().strip())
        return _load(done.stdout)
    if helms():
        return _read_with_helm(helms()[-1], text)
    raise Unreadable("neither $STACKC_YAMLJSON nor $STACKC_HELMS is set: run tools/setup and source its env.sh")


def _load(text):
    return json.loads(text, parse_float=decimal.Decimal)


def _read_with_helm(helm, text):
    with tempfile.TemporaryDirectory() as folder:
        chart = pathlib.Path(folder, "scratch")
        (chart / "documents").mkdir(parents=True)
        (chart / "templates").mkdir()
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: scratch\nversion: 0.0.0\n")
        (chart / "templates" / "scratch.yaml").write_text(_SCRATCH_TEMPLATE)
        documents = [part for part in _SEPARATOR.split(text.strip()) if part.strip()]
        for number, document in enumerate(documents):
            (chart / "documents" / f"{number:06}.yaml").write_text(document)
        done = subprocess.run([helm, "template", "scratch", str(chart)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Unreadable(done.stderr.strip())
    read = _load(base64.b64decode(re.search(r"^  documents: (\S*)$", done.stdout, re.MULTILINE).group(1)))
    for number, document in enumerate(read):
        if set(document) == {"Error"}:
            raise Unreadable(f"document {number}: {document['Error']}")
    return [document for document in read if document]
