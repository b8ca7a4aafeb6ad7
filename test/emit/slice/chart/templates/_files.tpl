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

{{- define "xerv.files.flags" -}}
{{ if eq .Values.dispatch.backend "redis" -}}
redis:
  url: {{ .Values.dispatch.redis.url | toRawJson }}
{{ else if eq .Values.dispatch.backend "raft" -}}
labels:
  {{- if not .Values.podLabels }} {}
  {{- end }}
  {{- range $name, $value := .Values.podLabels }}
  {{ ternary $name (toRawJson $name) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $name)
      (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $name))) }}: {{ $value | toRawJson }}
  {{- end }}
{{ end -}}
{{ if ne .Values.dispatch.backend "redis" -}}
steps:
  {{- if eq .Values.dispatch.backend "redis" }}
  - url: {{ (.Values.dispatch.redis).url | toRawJson }}
  {{- end }}
  {{- if eq .Values.dispatch.backend "raft" }}
  {{ ternary "  " "- " (eq .Values.dispatch.backend "redis") }}timeout: {{ int64 (.Values.dispatch.raft).electionTimeoutMs }}
  {{- end }}
  {{ ternary "  " (ternary "  " "- " (eq .Values.dispatch.backend "redis")) (eq .Values.dispatch.backend "raft") }}metrics: {{ .Values.metrics.enabled }}
{{ end -}}
{{ end }}

{{- define "xerv.files.settings" -}}
{
  {{- $sep := "" }}
  {{- if eq .Values.dispatch.backend "redis" }}
  {{- $sep }}
  "redis": {
    "url": {{ .Values.dispatch.redis.url | toRawJson }}
  }
  {{- $sep = "," }}
  {{- end }}
  {{- $sep }}
  "labels": {
    {{- $sep2 := "" }}
    {{- range $name, $value := .Values.podLabels }}
    {{- $sep2 }}
    {{ $name | toRawJson }}: {{ $value | toRawJson }}
    {{- $sep2 = "," }}
    {{- end }}
    {{- if $sep2 }}
  }
    {{- end }}
    {{- if not $sep2 }}}
    {{- end }}
  {{- $sep = "," }}
  {{- $sep }}
  "steps": [
    {{- $sep3 := "" }}
    {{- $sep3 }}
    "<a>"
    {{- $sep3 = "," }}
    {{- if eq .Values.dispatch.backend "raft" }}
    {{- $sep3 }}
    {{ int64 .Values.replicaCount }}
    {{- $sep3 = "," }}
    {{- end }}
  ]
  {{- $sep = "," }}
}
{{ end }}
