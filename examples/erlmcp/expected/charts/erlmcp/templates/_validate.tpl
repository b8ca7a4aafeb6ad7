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
{{- if ne (len (include "erlmcp.all-targetPort" . | fromJsonArray | toJson | fromJsonArray)) (len (uniq (include "erlmcp.all-targetPort" . | fromJsonArray | toJson | fromJsonArray))) }}
{{- fail "service.ports: the target ports must differ from each other, and from 4369, 9090 and 9100" }}
{{- end }}
{{- if .Values.autoscaling.enabled }}
{{- if gt (int64 .Values.autoscaling.minReplicas) (int64 .Values.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if .Values.autoscaling.enabled }}
{{- if not (or (not (kindIs "invalid" .Values.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.autoscaling.targetMemoryUtilizationPercentage)) .Values.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if .Values.podDisruptionBudget.enabled }}
{{- if and (not (has (toString .Values.podDisruptionBudget.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.podDisruptionBudget.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
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
{{- if ne (len (include "erlmcp.all-targetPort-2" . | fromJsonArray | toJson | fromJsonArray)) (len (uniq (include "erlmcp.all-targetPort-2" . | fromJsonArray | toJson | fromJsonArray))) }}
{{- fail "erlmcp: two ports of the pods have the same number" }}
{{- end }}
{{- end }}
{{- if .Values.deployment.enabled }}
{{- if ne (len (include "erlmcp.all-port" . | fromJsonArray | toJson | fromJsonArray)) (len (uniq (include "erlmcp.all-port" . | fromJsonArray | toJson | fromJsonArray))) }}
{{- fail "erlmcp: two ports of the Service have the same number" }}
{{- end }}
{{- end }}
{{- if .Values.deployment.enabled }}
{{- if ne (len (include "erlmcp.all-nodePort" . | fromJsonArray | toJson | fromJsonArray)) (len (uniq (include "erlmcp.all-nodePort" . | fromJsonArray | toJson | fromJsonArray))) }}
{{- fail "erlmcp: two ports of the Service have the same port of the nodes" }}
{{- end }}
{{- end }}
{{- if and .Values.deployment.enabled .Values.podDisruptionBudget.enabled (not (has (toString .Values.podDisruptionBudget.minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.podDisruptionBudget.minAvailable) -1 (not (kindIs "string" .Values.podDisruptionBudget.minAvailable))) (ternary (int64 .Values.autoscaling.minReplicas) (int64 .Values.deployment.replicas) .Values.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if .Values.statefulset.enabled }}
{{- if ne (len (include "erlmcp.all-targetPort-2" . | fromJsonArray | toJson | fromJsonArray)) (len (uniq (include "erlmcp.all-targetPort-2" . | fromJsonArray | toJson | fromJsonArray))) }}
{{- fail "cluster: two ports of the pods have the same number" }}
{{- end }}
{{- end }}
{{- if .Values.security.secrets.enabled }}
{{- if hasKey (ternary .Values.security.secrets.encryptionKey dict (kindIs "map" .Values.security.secrets.encryptionKey)) "required" }}
{{- fail "the secret `encryption-key` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.security.secrets.enabled }}
{{- if or (and (not (has (toString .Values.app.erlang.cookie) (list "" "<nil>"))) (hasKey (ternary .Values.app.erlang.cookie dict (kindIs "map" .Values.app.erlang.cookie)) "required")) (and (has (toString .Values.app.erlang.cookie) (list "" "<nil>")) (ne (toString .Values.security.secrets.erlangCookie) "") (hasKey (ternary .Values.security.secrets.erlangCookie dict (kindIs "map" .Values.security.secrets.erlangCookie)) "required")) }}
{{- fail "the secret `erlang-cookie` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.security.secrets.enabled }}
{{- if hasKey (ternary .Values.security.secrets.jwtSecret dict (kindIs "map" .Values.security.secrets.jwtSecret)) "required" }}
{{- fail "the secret `jwt-secret` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.externalSecrets.enabled }}
{{- range $s := .Values.externalSecrets.secrets }}
{{- if not (or (and (kindIs "map" $s.secretStoreRef) (ne (toString ($s.secretStoreRef).enabled) "false")) $.Values.externalSecrets.secretStore.aws.enabled $.Values.externalSecrets.secretStore.azure.enabled $.Values.externalSecrets.secretStore.gcp.enabled $.Values.externalSecrets.secretStore.vault.enabled) }}
{{- fail (printf "externalSecrets: `%s` needs a store: switch one of secretStore on, or name one in secretStoreRef" $s.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
