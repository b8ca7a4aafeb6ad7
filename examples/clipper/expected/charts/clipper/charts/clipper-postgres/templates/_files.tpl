{{- define "clipper-postgres.hashed.env" -}}
POSTGRES_DB: {{ .Values.config.database | toRawJson }}
POSTGRES_USER: {{ .Values.config.username | toRawJson }}
{{ end }}

{{- define "clipper-postgres.hashed.config" -}}
pgvector.sql: "CREATE EXTENSION IF NOT EXISTS vector;\n"
postgresql.conf: {{ printf "%s\n" (join "\n" (include "clipper-postgres.all-parameters" . | fromJsonArray))
    | toRawJson }}
{{ end }}
