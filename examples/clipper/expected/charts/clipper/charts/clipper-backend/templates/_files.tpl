{{/*
What the checksum of `env` is made of.
*/}}
{{- define "clipper-backend.hashed.env" -}}
{{ if not (hasKey (.Values.config | default dict) "DB_HOST") -}}
DB_HOST: {{ .Values.database.host | default
    (include "clipper-backend.fullnameOf" (dict "root" . "component" "clipper-postgres")) | toRawJson }}
{{ end -}}
{{ if .Values.database.host -}}
{{ if not (hasKey (.Values.config | default dict) "DB_NAME") -}}
DB_NAME: {{ .Values.database.name | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "DB_USER") -}}
DB_USER: {{ .Values.database.username | toRawJson }}
{{ end -}}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "REDIS_HOST") -}}
REDIS_HOST: {{ .Values.cache.host | default
    (include "clipper-backend.fullnameOf" (dict "root" . "component" "clipper-redis")) | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "PORT") -}}
PORT: {{ .Values.service.targetPort | quote }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "ENVIRONMENT") -}}
ENVIRONMENT: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "SENTRY_ENVIRONMENT") -}}
SENTRY_ENVIRONMENT: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "BASE_URL") -}}
BASE_URL: {{ printf "https://%s" .Values.global.domain | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "CORS_ALLOWED_ORIGINS") -}}
CORS_ALLOWED_ORIGINS: {{ printf "https://%s" .Values.global.domain | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "TWITCH_REDIRECT_URI") -}}
TWITCH_REDIRECT_URI: {{ printf "https://%s/api/v1/auth/twitch/callback" .Values.global.domain | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "STRIPE_SUCCESS_URL") -}}
STRIPE_SUCCESS_URL: {{ printf "https://%s/subscription/success" .Values.global.domain | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "STRIPE_CANCEL_URL") -}}
STRIPE_CANCEL_URL: {{ printf "https://%s/subscription/cancel" .Values.global.domain | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "DB_PORT") -}}
DB_PORT: {{ .Values.database.port | quote }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "REDIS_PORT") -}}
REDIS_PORT: {{ .Values.cache.port | quote }}
{{ end -}}
{{ if not (hasKey (.Values.config | default dict) "OPENSEARCH_URL") -}}
OPENSEARCH_URL: {{ .Values.search.url | toRawJson }}
{{ end -}}
{{ range $key, $item := .Values.config -}}
{{ include "clipper-backend.yamlKey" $key }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}
