{{/*
What the checksum of `keeps` is made of.
Takes `values`.
*/}}
{{- define "nexus.hashed.keeps" -}}
password: {{ (.values.auth).password | toRawJson }}
{{ end }}

{{/*
What the checksum of `kept` is made of.
*/}}
{{- define "nexus.hashed.kept.redisMaster" -}}
REDIS_PASSWORD: {{ (.Values.redis.auth).password | toRawJson }}
{{ end }}

{{/*
Like `nexus.hashed.kept.redisMaster`, of `postgresql`.
*/}}
{{- define "nexus.hashed.kept.postgresql" -}}
POSTGRES_PASSWORD: {{ (.Values.postgresql.auth).password | toRawJson }}
{{ end }}

{{/*
What the checksum of `env` is made of.
Takes `root`, `values`.
*/}}
{{- define "nexus.hashed.env" -}}
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

{{/*
Like `nexus.hashed.kept.redisMaster`, of `orchestrator`.
*/}}
{{- define "nexus.hashed.kept.orchestrator" -}}
{{ $enabled := .Values.postgresql.enabled -}}
{{ $password := (.Values.postgresql.auth).password -}}
{{ $externalPostgresqlPassword := .Values.externalPostgresql.password -}}
{{ $redisEnabled := .Values.redis.enabled -}}
{{ $externalRedisPassword := .Values.externalRedis.password -}}
{{ $authPassword := (.Values.redis.auth).password -}}
{{ if or (not $enabled) (not $password) (kindIs "map" $password) -}}
{{ if or $enabled (not $externalPostgresqlPassword) (kindIs "map" $externalPostgresqlPassword) -}}
{{ if or (and $redisEnabled (not (.Values.redis.auth).enabled)) (not (or $redisEnabled $externalRedisPassword))
    (and $redisEnabled (or (not $authPassword) (kindIs "map" $authPassword)))
    (and (not $redisEnabled) (kindIs "map" $externalRedisPassword)) -}}
{}
{{ end -}}
{{ end -}}
{{ end -}}
{{ if or (and $enabled $password (not (kindIs "map" $password)))
    (and (not $enabled) $externalPostgresqlPassword (not (kindIs "map" $externalPostgresqlPassword))) -}}
{{ if .Values.postgresql.enabled -}}
POSTGRES_PASSWORD: {{ .Values.postgresql.auth.password | toRawJson }}
{{ else -}}
POSTGRES_PASSWORD: {{ .Values.externalPostgresql.password | toRawJson }}
{{ end -}}
{{ end -}}
{{ if or (and $redisEnabled (.Values.redis.auth).enabled) (and (not $redisEnabled) $externalRedisPassword) -}}
{{ if or (and $redisEnabled $authPassword (not (kindIs "map" $authPassword)))
    (and (not $redisEnabled) (not (kindIs "map" $externalRedisPassword))) -}}
{{ if .Values.redis.enabled -}}
REDIS_PASSWORD: {{ .Values.redis.auth.password | toRawJson }}
{{ else -}}
REDIS_PASSWORD: {{ .Values.externalRedis.password | toRawJson }}
{{ end -}}
{{ end -}}
{{ end -}}
{{ end }}

{{/*
Like `nexus.hashed.kept.redisMaster`, of `jiraAgent`.
*/}}
{{- define "nexus.hashed.kept.jiraAgent" -}}
{{ if and .Values.redis.enabled (or (not (.Values.redis.auth).enabled) (.Values.redis.auth).password) -}}
REDIS_PASSWORD: {{ .Values.redis.auth.password | toRawJson }}
{{ else -}}
REDIS_PASSWORD: {{ .Values.externalRedis.password | toRawJson }}
{{ end -}}
{{ end }}
