{{- define "erlmcp.files.text" -}}
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
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key)
    (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}
