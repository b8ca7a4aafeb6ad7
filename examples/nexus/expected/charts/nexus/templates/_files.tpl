{{- define "nexus.files.text" -}}
password: {{ (.Values.redis.auth).password | toRawJson }}
{{ end }}

{{- define "nexus.files.text-2" -}}
password: {{ (.Values.postgresql.auth).password | toRawJson }}
{{ end }}

{{- define "nexus.files.text-3" -}}
{{ if not (hasKey (.Values.orchestrator.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.orchestrator.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.orchestrator.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.orchestrator.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.orchestrator.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-4" -}}
{{ if not (hasKey (.Values.jiraAgent.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.jiraAgent.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.jiraAgent.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.jiraAgent.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.jiraAgent.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-5" -}}
{{ if not (hasKey (.Values.gitCiAgent.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.gitCiAgent.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.gitCiAgent.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.gitCiAgent.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.gitCiAgent.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-6" -}}
{{ if not (hasKey (.Values.reportingAgent.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.reportingAgent.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.reportingAgent.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.reportingAgent.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.reportingAgent.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-7" -}}
{{ if not (hasKey (.Values.slackAgent.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.slackAgent.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.slackAgent.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.slackAgent.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.slackAgent.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-8" -}}
{{ if not (hasKey (.Values.jiraHygieneAgent.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.jiraHygieneAgent.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.jiraHygieneAgent.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.jiraHygieneAgent.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.jiraHygieneAgent.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-9" -}}
{{ if not (hasKey (.Values.rcaAgent.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.rcaAgent.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.rcaAgent.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.rcaAgent.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.rcaAgent.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-10" -}}
{{ if not (hasKey (.Values.analytics.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.analytics.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.analytics.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.analytics.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.analytics.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-11" -}}
{{ if not (hasKey (.Values.webhooks.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.webhooks.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.webhooks.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.webhooks.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.webhooks.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}

{{- define "nexus.files.text-12" -}}
{{ if not (hasKey (.Values.adminDashboard.env | default dict) "NEXUS_ENV") -}}
NEXUS_ENV: {{ .Values.global.environment | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.adminDashboard.env | default dict) "LOG_LEVEL") -}}
LOG_LEVEL: {{ .Values.observability.logging.level | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.adminDashboard.env | default dict) "LOG_FORMAT") -}}
LOG_FORMAT: {{ .Values.observability.logging.format | toRawJson }}
{{ end -}}
{{ if not (hasKey (.Values.adminDashboard.env | default dict) "LOG_INCLUDE_TRACE") -}}
LOG_INCLUDE_TRACE: {{ .Values.observability.logging.includeTrace | quote }}
{{ end -}}
{{ range $key, $item := .Values.adminDashboard.env -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key) (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $item | toRawJson }}
{{ end -}}
{{ end }}
