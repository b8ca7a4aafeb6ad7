{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "hotswap.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Chart.Name) }}
{{- fail (printf "the alias `%s` of the chart is not a DNS label, in small letters" .Chart.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- if .Values.config.prometheus.enabled }}
{{- if eq (int64 .Values.service.port) (int64 .Values.service.metricsPort) }}
{{- fail "service.port and service.metricsPort must differ" }}
{{- end }}
{{- end }}
{{- if not (or .Values.postgresql.enabled .Values.externalDatabase.host) }}
{{- fail "externalDatabase.host must name a database where postgresql.enabled is false" }}
{{- end }}
{{- if not (or .Values.postgresql.enabled .Values.externalDatabase.existingSecret) }}
{{- fail "externalDatabase.existingSecret must name a Secret where postgresql.enabled is false" }}
{{- end }}
{{- if .Values.ingress.enabled }}
{{- range $index, $item := .Values.ingress.hosts }}
{{- if eq ($item.host | upper) $item.host }}
{{- if eq (sub (len $item.host) (len ($item.host | replace "." ""))) 3 }}
{{- fail (printf "ingress.hosts[%d].host is a name, not an address" $index) }}
{{- end }}
{{- end }}
{{- else }}
{{- fail "ingress.hosts needs a host" }}
{{- end }}
{{- range $index, $item := .Values.ingress.hosts }}
{{- range $index2, $item2 := $item.paths }}
{{- if ne ($item2.pathType | default "Prefix") "ImplementationSpecific" }}
{{- if regexMatch `//|/\.\.?(/|$)|%2[fF]` ($item2.path | default "/") }}
{{- fail (printf
    "ingress.hosts[%d].paths[%d].path has nothing like //, /../ and %%2F in it, unless pathType is ImplementationSpecific"
    $index $index2) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.autoscaling.enabled }}
{{- if gt (int64 .Values.autoscaling.minReplicas) (int64 .Values.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- if not .Values.autoscaling.targetCPUUtilizationPercentage }}
{{- if not .Values.autoscaling.targetMemoryUtilizationPercentage }}
{{- if not .Values.autoscaling.customMetrics }}
{{- fail "autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.podDisruptionBudget.enabled }}
{{- if include "hotswap.isSet" .Values.podDisruptionBudget.minAvailable }}
{{- if include "hotswap.isSet" .Values.podDisruptionBudget.maxUnavailable }}
{{- fail "podDisruptionBudget.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.vault.enabled }}
{{- if eq .Values.vault.authMethod "token" }}
{{- if or (not .Values.vault.token) (eq (include "hotswap.caseOf" .Values.vault.token) "required") }}
{{- fail "vault.token needs a text or a Secret where vault.authMethod is token" }}
{{- end }}
{{- end }}
{{- $roleId := .Values.vault.appRole.roleId }}
{{- if eq .Values.vault.authMethod "approle" }}
{{- if or (not $roleId) (eq (include "hotswap.caseOf" $roleId) "required") }}
{{- fail "vault.appRole.roleId needs a text or a Secret where vault.authMethod is approle" }}
{{- end }}
{{- end }}
{{- $secretId := .Values.vault.appRole.secretId }}
{{- if eq .Values.vault.authMethod "approle" }}
{{- if or (not $secretId) (eq (include "hotswap.caseOf" $secretId) "required") }}
{{- fail "vault.appRole.secretId needs a text or a Secret where vault.authMethod is approle" }}
{{- end }}
{{- end }}
{{- end }}
{{- if include "hotswap.repeated" (include "hotswap.imagePullSecretNames.global" . | fromJsonArray) }}
{{- fail "global.imagePullSecrets names a Secret twice" }}
{{- end }}
{{- $livenessProbe := .Values.healthChecks.livenessProbe }}
{{- if and $livenessProbe (ne (int64 (include "hotswap.httpGetCount" (dict "values" $livenessProbe))) 1) }}
{{- fail "hotswap: the liveness probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- $readinessProbe := .Values.healthChecks.readinessProbe }}
{{- if and $readinessProbe (ne (int64 (include "hotswap.httpGetCount" (dict "values" $readinessProbe))) 1) }}
{{- fail "hotswap: the readiness probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- if include "hotswap.repeated" (include "hotswap.servicePorts" . | fromJsonArray) }}
{{- fail (printf "hotswap: two ports of the Service have the same number, of %s"
    (join ", " (include "hotswap.servicePortTexts" . | fromJsonArray))) }}
{{- end }}
{{- if include "hotswap.anyToleration" . }}
{{- fail "hotswap: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute" }}
{{- end }}
{{- if include "hotswap.repeated" (include "hotswap.envNames" . | fromJsonArray) }}
{{- fail "hotswap: two variables of extraEnv have the same name" }}
{{- end }}
{{- if include "hotswap.repeated" (include "hotswap.volumeNames" . | fromJsonArray) }}
{{- fail "hotswap: two volumes of extraVolumes have the same name" }}
{{- end }}
{{- if include "hotswap.repeated" (include "hotswap.volumeMountPaths" . | fromJsonArray) }}
{{- fail "hotswap: two mounts of extraVolumeMounts have the same path" }}
{{- end }}
{{- if include "hotswap.repeated" (include "hotswap.imagePullSecretNames" . | fromJsonArray) }}
{{- fail "hotswap: pullSecrets names a Secret twice" }}
{{- end }}
{{- with include "hotswap.unfittingRequests" (dict "values" .Values) }}
{{- fail (printf
    "hotswap: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if (.Values.securityContext).privileged }}
{{- if eq (toString (.Values.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail "hotswap: a privileged container can't have allowPrivilegeEscalation = false: let security say true" }}
{{- end }}
{{- end }}
{{- range $key, $source := include "hotswap.allExtraSecrets" . | fromJson }}
{{- if or (not $source) (eq (include "hotswap.caseOf" $source) "required") }}
{{- fail (printf "hotswap: the secret `%s` needs its text, or the name of a Secret that exists" $key) }}
{{- end }}
{{- end }}
{{- if .Values.podDisruptionBudget.enabled }}
{{- if include "hotswap.isSet" .Values.podDisruptionBudget.minAvailable }}
{{- $replicaCount := ternary (int64 .Values.autoscaling.minReplicas) (int64 .Values.replicaCount)
    .Values.autoscaling.enabled }}
{{- $minAvailable := .Values.podDisruptionBudget.minAvailable }}
{{- if or (and (not (kindIs "string" $minAvailable)) (ge (int64 $minAvailable) $replicaCount) (ne $replicaCount 0))
    (eq (toString $minAvailable) "100%") }}
{{- fail "hotswap: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.config.prometheus.enabled .Values.serviceMonitor.enabled }}
{{- if include "hotswap.setsCommonLabels" . }}
{{- fail
    "hotswap: metrics.serviceMonitor.labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by" }}
{{- end }}
{{- end }}
{{- if .Values.postgresql.enabled }}
{{- with include "hotswap.unfittingRequests" (dict "values" .Values.postgresql.primary) }}
{{- fail (printf
    "postgresql: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if eq (include "hotswap.caseOf" .Values.postgresql.auth.password) "required" }}
{{- fail "postgresql: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- end }}
