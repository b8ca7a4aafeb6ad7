{{- define "clipper-postgres.files.text" -}}
POSTGRES_DB: {{ .Values.config.database | toRawJson }}
POSTGRES_USER: {{ .Values.config.username | toRawJson }}
{{ end }}

{{- define "clipper-postgres.files.text-2" -}}
pgvector.sql: "CREATE EXTENSION IF NOT EXISTS vector;\n"
postgresql.conf: {{ printf "%s\n" (join "\n" (include "clipper-postgres.all-parameters" . | fromJsonArray))
    | toRawJson }}
{{ end }}
