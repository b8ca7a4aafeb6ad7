{{/*
The text of `appsettings`.
*/}}
{{- define "hotswap.files.appsettings" -}}
{
  "Logging": {
    "LogLevel": {
      "Default": {{ .Values.config.logging.logLevel.default | toRawJson }},
      "Microsoft": {{ .Values.config.logging.logLevel.microsoft | toRawJson }},
      "System": {{ .Values.config.logging.logLevel.system | toRawJson }}
    }
  },
  "AllowedHosts": "*",
  "CorsOrigins": [
    {{- range $i, $item := .Values.config.corsOrigins }}
    {{- if $i }},{{ end }}
    {{ $item | toRawJson }}
    {{- end }}
    {{- if .Values.config.corsOrigins }}
  ]
    {{- else }}]
    {{- end }},
  "RateLimiting": {
    "Enabled": {{ .Values.config.rateLimiting.enabled }}
    {{- if .Values.config.rateLimiting.enabled }},
    "RequestsPerMinute": {{ int64 .Values.config.rateLimiting.requestsPerMinute }},
    "RequestsPerHour": {{ int64 .Values.config.rateLimiting.requestsPerHour }}
    {{- end }}
  },
  "PipelineConfiguration": {
    "QaMaxConcurrentNodes": {{ int64 .Values.config.pipeline.qaMaxConcurrentNodes }},
    "RollingHealthCheckDelaySeconds": {{ int64 .Values.config.pipeline.rollingHealthCheckDelaySeconds }},
    "StagingSmokeTestTimeoutSeconds": {{ int64 .Values.config.pipeline.stagingSmokeTestTimeoutSeconds }},
    "CanaryInitialPercentage": {{ int64 .Values.config.pipeline.canaryInitialPercentage }},
    "CanaryIncrementPercentage": {{ .Values.config.pipeline.canaryIncrementPercentage }},
    "CanaryWaitDurationSeconds": {{ int64 .Values.config.pipeline.canaryWaitDurationSeconds }}
  }
  {{- if .Values.vault.enabled }},
  "VaultConfiguration": {
    "Address": {{ .Values.vault.address | toRawJson }}
    {{- if .Values.vault.namespace }},
    "Namespace": {{ .Values.vault.namespace | toRawJson }}
    {{- end }},
    "AuthMethod": {{ .Values.vault.authMethod | toRawJson }},
    "Role": {{ .Values.vault.role | toRawJson }},
    "Secrets": {
      "JwtSigningKey": {{ .Values.vault.secrets.jwtSigningKey | toRawJson }},
      "DbPassword": {{ .Values.vault.secrets.dbPassword | toRawJson }}
    }
  }
  {{- end }}
  {{- if .Values.secretRotation.enabled }},
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
  {{- end }},
  "PrometheusMetrics": {
    "Enabled": {{ .Values.config.prometheus.enabled }}
    {{- if .Values.config.prometheus.enabled }},
    "Endpoint": {{ .Values.config.prometheus.endpoint | toRawJson }}
    {{- end }}
  }
}
{{ end }}

{{/*
What the checksum of `config` is made of.
*/}}
{{- define "hotswap.hashed.config" -}}
appsettings.json: {{ include "hotswap.files.appsettings" . | toRawJson }}
{{ end }}

{{/*
What the checksum of `secrets` is made of.
*/}}
{{- define "hotswap.hashed.secrets" -}}
{{ if not (include "hotswap.anyExtraSecretGiven" .) -}}
{}
{{ end -}}
{{ range $key, $source := include "hotswap.allExtraSecrets" . | fromJson -}}
{{ if and $source (not (kindIs "map" $source)) -}}
{{ include "hotswap.yamlKey" $key }}: {{ $source | toRawJson }}
{{ end -}}
{{ end -}}
{{ end }}

{{/*
What the checksum of `kept` is made of.
*/}}
{{- define "hotswap.hashed.kept.hotswap" -}}
DATABASE_PASSWORD: {{ (.Values.postgresql.auth).password | toRawJson }}
{{ end }}

{{/*
What the checksum of `keeps` is made of.
*/}}
{{- define "hotswap.hashed.keeps" -}}
password: {{ (.Values.postgresql.auth).password | toRawJson }}
{{ end }}

{{/*
Like `hotswap.hashed.kept.hotswap`, of `postgresql`.
*/}}
{{- define "hotswap.hashed.kept.postgresql" -}}
POSTGRES_PASSWORD: {{ (.Values.postgresql.auth).password | toRawJson }}
{{ end }}
