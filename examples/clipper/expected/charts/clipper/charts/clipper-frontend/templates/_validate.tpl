{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "clipper-frontend.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Chart.Name) }}
{{- fail (printf "the alias `%s` of the chart is not a DNS label, in small letters" .Chart.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
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
{{- if .Values.ingress.enabled }}
{{- range $index, $item := .Values.ingress.hosts }}
{{- if eq ($item.host | upper) $item.host }}
{{- if eq (sub (len $item.host) (len ($item.host | replace "." ""))) 3 }}
{{- fail (printf "ingress.hosts[%d].host is a name, not an address" $index) }}
{{- end }}
{{- end }}
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
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
{{- $domain := .Values.global.domain }}
{{- if and (eq ($domain | upper) $domain) (eq (sub (len $domain) (len ($domain | replace "." ""))) 3) }}
{{- fail "ingress.hosts.host is a name, not an address" }}
{{- end }}
{{- end }}
{{- if .Values.livenessProbe }}
{{- if ne (int64 (include "clipper-frontend.httpGetCount" (dict "values" .Values.livenessProbe))) 1 }}
{{- fail "clipper-frontend: the liveness probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- end }}
{{- if .Values.readinessProbe }}
{{- if ne (int64 (include "clipper-frontend.httpGetCount" (dict "values" .Values.readinessProbe))) 1 }}
{{- fail "clipper-frontend: the readiness probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- end }}
{{- if include "clipper-frontend.anyToleration" . }}
{{- fail
    "clipper-frontend: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute" }}
{{- end }}
{{- if include "clipper-frontend.repeated" (include "clipper-frontend.imagePullSecretNames" . | fromJsonArray) }}
{{- fail "clipper-frontend: pullSecrets names a Secret twice" }}
{{- end }}
{{- with include "clipper-frontend.unfittingRequests" . }}
{{- fail (printf
    "clipper-frontend: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if (.Values.securityContext).privileged }}
{{- if eq (toString (.Values.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail
    "clipper-frontend: a privileged container can't have allowPrivilegeEscalation = false: let security say true" }}
{{- end }}
{{- end }}
{{- end }}
