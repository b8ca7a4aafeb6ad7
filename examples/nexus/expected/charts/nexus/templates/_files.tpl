{{/*
Takes `values`.
*/}}
{{- define "nexus.files.text" -}}
password: {{ (.values.auth).password | toRawJson }}
{{ end }}

{{/*
Takes `root`, `values`.
*/}}
{{- define "nexus.files.text-2" -}}
{{ if not (hasKey (.values.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .root.Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.values.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .root.Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.values.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .root.Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.values.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .root.Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .values.env -}}
{{ include "nexus.yamlKey" $key }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}
