{{/*
Refuses values that the schema can't refuse.
*/}}
{{- define "xerv.validate" -}}
{{- if eq .Values.dispatch.backend "raft" }}
{{- if lt (int64 .Values.replicaCount) 1 }}
{{- fail (printf "raft needs at least one replica, not %d" (int64 .Values.replicaCount)) }}
{{- end }}
{{- end }}
{{- end }}
