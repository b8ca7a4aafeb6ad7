{{/*
Takes `values`.
*/}}
{{- define "nexus.files.text" -}}
password: {{ (.values.auth).password | toRawJson }}
{{ end }}

{{- define "nexus.files.text-2" -}}
REDIS_PASSWORD: {{ (.Values.redis.auth).password | toRawJson }}
{{ end }}

{{- define "nexus.files.text-3" -}}
POSTGRES_PASSWORD: {{ (.Values.postgresql.auth).password | toRawJson }}
{{ end }}

{{/*
Takes `root`, `values`.
*/}}
{{- define "nexus.files.text-5" -}}
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

{{- define "nexus.files.text-6" -}}
{{ $enabled := .Values.postgresql.enabled -}}
{{ $password := (.Values.postgresql.auth).password -}}
{{ $externalPostgresqlPassword := .Values.externalPostgresql.password -}}
{{ $redisEnabled := .Values.redis.enabled -}}
{{ $externalRedisPassword := .Values.externalRedis.password -}}
{{ $authPassword := (.Values.redis.auth).password -}}
{{ if not (and $enabled $password (not (kindIs "map" $password))) -}}
{{ if not (and (not $enabled) $externalPostgresqlPassword (not (kindIs "map" $externalPostgresqlPassword))) -}}
{{ if not (and (or (and $redisEnabled (.Values.redis.auth).enabled) (and (not $redisEnabled) $externalRedisPassword))
    (or (and $redisEnabled $authPassword (not (kindIs "map" $authPassword)))
    (and (not $redisEnabled) (not (kindIs "map" $externalRedisPassword))))) -}}
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

{{- define "nexus.files.text-7" -}}
{{ if and .Values.redis.enabled (not (and (.Values.redis.auth).enabled (not (.Values.redis.auth).password))) -}}
REDIS_PASSWORD: {{ .Values.redis.auth.password | toRawJson }}
{{ else -}}
REDIS_PASSWORD: {{ .Values.externalRedis.password | toRawJson }}
{{ end -}}
{{ end }}
