{{/*
What the checksum of `env` is made of.
*/}}
{{- define "erlmcp.hashed.env" -}}
{{ if not (hasKey (.Values.app.erlang.env | default dict) "ERLMCP_CLUSTER_NAME") -}}
ERLMCP_CLUSTER_NAME: {{ .Values.global.cluster.name | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.app.erlang.env | default dict) "ERLMCP_REGION") -}}
ERLMCP_REGION: {{ .Values.global.cluster.region | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.app.erlang.env | default dict) "ERLMCP_ENVIRONMENT") -}}
ERLMCP_ENVIRONMENT: {{ .Values.global.cluster.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.app.erlang.env | default dict) "ERLMCP_METRICS_ENABLED") -}}
ERLMCP_METRICS_ENABLED: {{ .Values.monitoring.prometheus.enabled | quote }}
{{ end -}}
{{ if not (hasKey (.Values.app.erlang.env | default dict) "ERLMCP_CONFIG_PATH") -}}
ERLMCP_CONFIG_PATH: "/etc/erlmcp"
{{ end -}}
{{ range $key, $item := .Values.app.erlang.env -}}
{{ include "erlmcp.yamlKey" $key }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{/*
What the checksum of `kept` is made of.
*/}}
{{- define "erlmcp.hashed.kept" -}}
{{ $cookie := .Values.app.erlang.cookie -}}
{{ $erlangCookie := .Values.security.secrets.erlangCookie -}}
{{ $encryptionKey := .Values.security.secrets.encryptionKey -}}
{{ $jwtSecret := .Values.security.secrets.jwtSecret -}}
{{ if or (not $cookie) (kindIs "map" $cookie) -}}
{{ if or $cookie (not $erlangCookie) (kindIs "map" $erlangCookie) -}}
{{ if or (not $encryptionKey) (kindIs "map" $encryptionKey) -}}
{{ if or (not $jwtSecret) (kindIs "map" $jwtSecret) -}}
{}
{{ end -}}
{{ end -}}
{{ end -}}
{{ end -}}
{{ if or (and $cookie (not (kindIs "map" $cookie)))
    (and (not $cookie) $erlangCookie (not (kindIs "map" $erlangCookie))) -}}
ERLANG_COOKIE: {{ .Values.app.erlang.cookie | default .Values.security.secrets.erlangCookie | toRawJson }}
{{ end -}}
{{ if and $encryptionKey (not (kindIs "map" $encryptionKey)) -}}
ERLMCP_ENCRYPTION_KEY: {{ .Values.security.secrets.encryptionKey | toRawJson }}
{{ end -}}
{{ if and .Values.security.secrets.jwtSecret (not (kindIs "map" .Values.security.secrets.jwtSecret)) -}}
ERLMCP_JWT_SECRET: {{ .Values.security.secrets.jwtSecret | toRawJson }}
{{ end -}}
{{ end }}
