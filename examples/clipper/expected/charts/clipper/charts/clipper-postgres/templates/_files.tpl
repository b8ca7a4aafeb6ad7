{{/*
What the checksum of `env` is made of.
*/}}
{{- define "clipper-postgres.hashed.env" -}}
POSTGRES_DB: {{ .Values.config.database | toRawJson }}
POSTGRES_USER: {{ .Values.config.username | toRawJson }}
{{ end }}

{{/*
What the checksum of `config` is made of.
*/}}
{{- define "clipper-postgres.hashed.config" -}}
pgvector.sql: "CREATE EXTENSION IF NOT EXISTS vector;\n"
postgresql.conf: {{ printf "%s\n" (join "\n" (include "clipper-postgres.parameterTexts" . | fromJsonArray))
    | toRawJson }}
{{ end }}
