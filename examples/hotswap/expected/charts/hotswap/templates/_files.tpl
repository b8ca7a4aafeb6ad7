{{- define "hotswap.files.appsettings" -}}
{
  {{- $sep := "" }}
  {{- $sep }}
  "Logging": {
    "LogLevel": {
      "Default": {{ .Values.config.logging.logLevel.default | toRawJson }},
      "Microsoft": {{ .Values.config.logging.logLevel.microsoft | toRawJson }},
      "System": {{ .Values.config.logging.logLevel.system | toRawJson }}
    }
  }
  {{- $sep = "," }}
  {{- $sep }}
  "AllowedHosts": "*"
  {{- $sep = "," }}
  {{- $sep }}
  "CorsOrigins": [
    {{- $sep2 := "" }}
    {{- range $item := .Values.config.corsOrigins }}
    {{- $sep2 }}
    {{ $item | toRawJson }}
    {{- $sep2 = "," }}
    {{- end }}
    {{- if $sep2 }}
  ]
    {{- end }}
    {{- if not $sep2 }}]
    {{- end }}
  {{- $sep = "," }}
  {{- $sep }}
  "RateLimiting": {
    {{- $sep3 := "" }}
    {{- $sep3 }}
    "Enabled": {{ .Values.config.rateLimiting.enabled }}
    {{- $sep3 = "," }}
    {{- if .Values.config.rateLimiting.enabled }}
    {{- $sep3 }}
    "RequestsPerMinute": {{ int64 .Values.config.rateLimiting.requestsPerMinute }}
    {{- $sep3 = "," }}
    {{- $sep3 }}
    "RequestsPerHour": {{ int64 .Values.config.rateLimiting.requestsPerHour }}
    {{- $sep3 = "," }}
    {{- end }}
  }
  {{- $sep = "," }}
  {{- $sep }}
  "PipelineConfiguration": {
    "QaMaxConcurrentNodes": {{ int64 .Values.config.pipeline.qaMaxConcurrentNodes }},
    "RollingHealthCheckDelaySeconds": {{ int64 .Values.config.pipeline.rollingHealthCheckDelaySeconds }},
    "StagingSmokeTestTimeoutSeconds": {{ int64 .Values.config.pipeline.stagingSmokeTestTimeoutSeconds }},
    "CanaryInitialPercentage": {{ int64 .Values.config.pipeline.canaryInitialPercentage }},
    "CanaryIncrementPercentage": {{ .Values.config.pipeline.canaryIncrementPercentage }},
    "CanaryWaitDurationSeconds": {{ int64 .Values.config.pipeline.canaryWaitDurationSeconds }}
  }
  {{- $sep = "," }}
  {{- if .Values.vault.enabled }}
  {{- $sep }}
  "VaultConfiguration": {
    {{- $sep4 := "" }}
    {{- $sep4 }}
    "Address": {{ .Values.vault.address | toRawJson }}
    {{- $sep4 = "," }}
    {{- if .Values.vault.namespace }}
    {{- $sep4 }}
    "Namespace": {{ .Values.vault.namespace | toRawJson }}
    {{- $sep4 = "," }}
    {{- end }}
    {{- $sep4 }}
    "AuthMethod": {{ .Values.vault.authMethod | toRawJson }}
    {{- $sep4 = "," }}
    {{- $sep4 }}
    "Role": {{ .Values.vault.role | toRawJson }}
    {{- $sep4 = "," }}
    {{- $sep4 }}
    "Secrets": {
      "JwtSigningKey": {{ .Values.vault.secrets.jwtSigningKey | toRawJson }},
      "DbPassword": {{ .Values.vault.secrets.dbPassword | toRawJson }}
    }
    {{- $sep4 = "," }}
  }
  {{- $sep = "," }}
  {{- end }}
  {{- if .Values.secretRotation.enabled }}
  {{- $sep }}
  "SecretRotation": {
    "Enabled": true,
    "CheckIntervalMinutes": {{ int64 .Values.secretRotation.checkIntervalMinutes }},
    "Policies": {
      "DefaultRotationPolicy": {
        "RotationIntervalDays": {{ int64 .Values.secretRotation.defaultRotationIntervalDays }},
        "NotificationThresholdDays": {{ int64 .Values.secretRotation.notificationThresholdDays }}
      }
    }
  }
  {{- $sep = "," }}
  {{- end }}
  {{- $sep }}
  "PrometheusMetrics": {
    {{- $sep5 := "" }}
    {{- $sep5 }}
    "Enabled": {{ .Values.config.prometheus.enabled }}
    {{- $sep5 = "," }}
    {{- if .Values.config.prometheus.enabled }}
    {{- $sep5 }}
    "Endpoint": {{ .Values.config.prometheus.endpoint | toRawJson }}
    {{- $sep5 = "," }}
    {{- end }}
  }
  {{- $sep = "," }}
}
{{ end }}

{{- define "hotswap.files.text" -}}
appsettings.json: {{ include "hotswap.files.appsettings" . | toRawJson }}
{{ end }}

{{- define "hotswap.files.text-2" -}}
{{ if not (include "hotswap.any-items" .) -}}
{}
{{ end -}}
{{ range $key, $source := include "hotswap.all-extraSecrets" . | fromJson -}}
{{ if and (ne (toString $source) "") (not (kindIs "map" $source)) -}}
{{ ternary $key (toRawJson $key) (and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" $key)
    (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" $key))) }}: {{ $source | toRawJson }}
{{ end -}}
{{ end -}}
{{ end }}

{{- define "hotswap.files.text-3" -}}
password: {{ (.Values.postgresql.auth).password | toRawJson }}
{{ end }}
