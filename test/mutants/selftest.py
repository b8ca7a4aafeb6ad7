#!/usr/bin/env python3
"""What mutants.py makes of templates."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from templates import mutants  # noqa: E402


def made(text):
    return {what.split(": ", 1)[1]: changed for what, changed in mutants(text)}


def check(text, **expected):
    found = made(text)
    assert sorted(found) == sorted(expected["of"]), f"{text!r}: {sorted(found)}"
    for what, changed in expected["of"].items():
        assert found[what] == changed, f"{text!r}: {what}: {found[what]!r}"


check("a: {{ .Values.a }}\n", of={"dropped: a: {{ .Values.a }}": ""})
check("{{- if .a }}\nb: 1\n{{- end }}\n", of={
    "negated: if .a": "{{- if not (.a) }}\nb: 1\n{{- end }}\n",
    "dropped: b: 1": "{{- if .a }}\n{{- end }}\n",
})
check('{{ if eq .a "if not eq" }}{{ end }}', of={
    'negated: if eq .a "if not eq"': '{{ if not (eq .a "if not eq") }}{{ end }}',
    'eq → ne: if eq .a "if not eq"': '{{ if ne .a "if not eq" }}{{ end }}',
})
check("{{ if .a }}x{{ else if .b }}y{{ else }}z{{ end }}", of={
    "negated: if .a": "{{ if not (.a) }}x{{ else if .b }}y{{ else }}z{{ end }}",
    "negated: else if .b": "{{ if .a }}x{{ else if not (.b) }}y{{ else }}z{{ end }}",
    "arms swapped: if .a": "{{ if .a }}y{{ else if .b }}x{{ else }}z{{ end }}",
    "arms swapped: else if .b": "{{ if .a }}x{{ else if .b }}z{{ else }}y{{ end }}",
})
check("{{- range $k, $v := .m }}{{ end }}", of={"emptied: range $k, $v := .m": "{{- range $k, $v := list }}{{ end }}"})
check('{{ $x := .a | default "b" }}', of={'default dropped: $x := .a | default "b"': "{{ $x := .a }}"})
check("{{/*\nif and not\n*/}}\n", of={})
