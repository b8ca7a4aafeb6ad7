{{/*
The text of `peers`.
*/}}
{{- define "xerv.files.peers" -}}
cluster:
  name: {{ include "xerv.fullname" . | toRawJson }}
peers:
  {{- if le (int64 .Values.replicaCount) 0 }} []
  {{- end }}
  {{- range $i := until (int .Values.replicaCount) }}
  - node_id: {{ add $i 1 }}
    address: {{ printf "%s-%d.%s-headless:%d" (include "xerv.fullname" $) $i (include "xerv.fullname" $)
        (int64 $.Values.server.grpcPort) | toRawJson }}
  {{- end }}
{{ end }}

{{/*
The text of `flags`.
*/}}
{{- define "xerv.files.flags" -}}
{{ if eq .Values.dispatch.backend "redis" -}}
redis:
  url: {{ .Values.dispatch.redis.url | toRawJson }}
{{ else if eq .Values.dispatch.backend "raft" -}}
labels:
  {{- if not .Values.podLabels }} {}
  {{- end }}
  {{- range $name, $value := .Values.podLabels }}
  {{ include "xerv.yamlKey" $name }}: {{ $value | toRawJson }}
  {{- end }}
{{ end -}}
{{ if ne .Values.dispatch.backend "redis" -}}
steps:
  {{- if eq .Values.dispatch.backend "raft" }}
  {{ ternary "  " "- " (eq .Values.dispatch.backend "redis") }}timeout: {{ int64 (.Values.dispatch.raft).electionTimeoutMs }}
  {{- end }}
  {{ ternary "  " (ternary "  " "- " (eq .Values.dispatch.backend "redis")) (eq .Values.dispatch.backend "raft") }}metrics: {{ .Values.metrics.enabled }}
{{ end -}}
{{ end }}

{{/*
The text of `settings`.
*/}}
{{- define "xerv.files.settings" -}}
{
  {{- if eq .Values.dispatch.backend "redis" }}
  "redis": {
    "url": {{ .Values.dispatch.redis.url | toRawJson }}
  },
  {{- end }}
  "labels": {
    {{- $sep := "" }}
    {{- range $name, $value := .Values.podLabels }}
    {{- $sep }}
    {{ $name | toRawJson }}: {{ $value | toRawJson }}
    {{- $sep = "," }}
    {{- end }}
    {{- if $sep }}
  }
    {{- else }}}
    {{- end }},
  "steps": [
    "<a>"
    {{- if eq .Values.dispatch.backend "raft" }},
    {{ int64 .Values.replicaCount }}
    {{- end }}
  ]
}
{{ end }}
