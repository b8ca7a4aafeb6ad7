{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "erlmcp.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- if eq (int64 .Values.service.ports.http.port) (int64 .Values.service.ports.https.port) }}
{{- fail "service.ports: http and https need different ports" }}
{{- end }}
{{- $all := include "erlmcp.all-targetPort" . | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "service.ports: the target ports must differ from each other, and from 4369, 9090 and 9100" }}
{{- end }}
{{- if .Values.autoscaling.enabled }}
{{- if gt (int64 .Values.autoscaling.minReplicas) (int64 .Values.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if .Values.autoscaling.enabled }}
{{- if kindIs "invalid" .Values.autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" .Values.autoscaling.targetMemoryUtilizationPercentage }}
{{- if not .Values.autoscaling.customMetrics }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.podDisruptionBudget.enabled }}
{{- if not (has (toString .Values.podDisruptionBudget.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString .Values.podDisruptionBudget.maxUnavailable) (list "" "<nil>")) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.ingress.enabled }}
{{- if not .Values.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if .Values.externalSecrets.enabled }}
{{- range $item := .Values.externalSecrets.secrets }}
{{- if not $item.data }}
{{- fail (printf "externalSecrets.secrets: `%s` needs a key in data" $item.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.deployment.enabled }}
{{- $all := include "erlmcp.all-targetPort-2" . | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "erlmcp: two ports of the pods have the same number" }}
{{- end }}
{{- end }}
{{- if .Values.deployment.enabled }}
{{- $all := include "erlmcp.all-port" . | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "erlmcp: two ports of the Service have the same number" }}
{{- end }}
{{- end }}
{{- if .Values.deployment.enabled }}
{{- $all := include "erlmcp.all-nodePort" . | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "erlmcp: two ports of the Service have the same port of the nodes" }}
{{- end }}
{{- end }}
{{- if and .Values.deployment.enabled .Values.podDisruptionBudget.enabled }}
{{- if not (has (toString .Values.podDisruptionBudget.minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.podDisruptionBudget.minAvailable }}
{{- $limit := ternary (int64 .Values.autoscaling.minReplicas) (int64 .Values.deployment.replicas)
    .Values.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.statefulset.enabled }}
{{- $all := include "erlmcp.all-targetPort-2" . | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "cluster: two ports of the pods have the same number" }}
{{- end }}
{{- end }}
{{- if .Values.security.secrets.enabled }}
{{- $encryptionKey := .Values.security.secrets.encryptionKey }}
{{- if hasKey (ternary $encryptionKey dict (kindIs "map" $encryptionKey)) "required" }}
{{- fail "the secret `encryption-key` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.security.secrets.enabled }}
{{- $cookie := .Values.app.erlang.cookie }}
{{- $erlangCookie := .Values.security.secrets.erlangCookie }}
{{- if or (and (not (has (toString $cookie) (list "" "<nil>")))
    (hasKey (ternary $cookie dict (kindIs "map" $cookie)) "required")) (and (has (toString $cookie) (list "" "<nil>"))
    (hasKey (ternary $erlangCookie dict (kindIs "map" $erlangCookie)) "required")) }}
{{- fail "the secret `erlang-cookie` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.security.secrets.enabled }}
{{- $jwtSecret := .Values.security.secrets.jwtSecret }}
{{- if hasKey (ternary $jwtSecret dict (kindIs "map" $jwtSecret)) "required" }}
{{- fail "the secret `jwt-secret` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.externalSecrets.enabled }}
{{- range $s := .Values.externalSecrets.secrets }}
{{- if not (and (kindIs "map" $s.secretStoreRef) (ne (toString ($s.secretStoreRef).enabled) "false")) }}
{{- if not $.Values.externalSecrets.secretStore.aws.enabled }}
{{- if not $.Values.externalSecrets.secretStore.azure.enabled }}
{{- if not $.Values.externalSecrets.secretStore.gcp.enabled }}
{{- if not $.Values.externalSecrets.secretStore.vault.enabled }}
{{- fail (printf "externalSecrets: `%s` needs a store: switch one of secretStore on, or name one in secretStoreRef"
    $s.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
