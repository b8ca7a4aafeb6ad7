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
{{ include "erlmcp.yamlKey" $key }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}
