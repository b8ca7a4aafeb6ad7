{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "xerv.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Chart.Name) }}
{{- fail (printf "the alias `%s` of the chart is not a DNS label, in small letters" .Chart.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- if and (eq .Values.dispatch.backend "raft") (ne (mod .Values.replicaCount 2) 1) }}
{{- fail "replicaCount must be odd where dispatch.backend is raft, so that a majority can be found" }}
{{- end }}
{{- if eq .Values.dispatch.backend "raft" }}
{{- if eq (int64 .Values.server.grpcPort) (int64 .Values.server.apiPort) }}
{{- fail "server.grpcPort and server.apiPort must differ" }}
{{- end }}
{{- if ge (int64 .Values.dispatch.raft.heartbeatIntervalMs) (int64 .Values.dispatch.raft.electionTimeoutMs) }}
{{- fail "dispatch.raft.heartbeatIntervalMs must be below dispatch.raft.electionTimeoutMs" }}
{{- end }}
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
{{- if .Values.serviceMesh.enabled }}
{{- if and (eq .Values.serviceMesh.provider "linkerd") ((.Values.serviceMesh.linkerd).trafficSplit).enabled }}
{{- if eq .Values.serviceMesh.linkerd.trafficSplit.canary.canarySuffix "-stable" }}
{{- fail
    "serviceMesh.linkerd.trafficSplit.canary.canarySuffix can't be \"-stable\": that is the suffix of the stable Service" }}
{{- end }}
{{- $canary := .Values.serviceMesh.linkerd.trafficSplit.canary }}
{{- if le (add $canary.stableWeight $canary.canaryWeight) 0 }}
{{- fail "serviceMesh.linkerd.trafficSplit.canary.stableWeight or canary.canaryWeight must be above 0" }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.podDisruptionBudget.enabled }}
{{- if include "xerv.isSet" .Values.podDisruptionBudget.minAvailable }}
{{- if include "xerv.isSet" .Values.podDisruptionBudget.maxUnavailable }}
{{- fail "podDisruptionBudget.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.federation.enabled }}
{{- if not .Values.federation.clusters }}
{{- fail "federation.clusters needs a cluster where federation.enabled is true" }}
{{- end }}
{{- end }}
{{- if include "xerv.repeated" (include "xerv.imagePullSecretNames.global" . | fromJsonArray) }}
{{- fail "global.imagePullSecrets names a Secret twice" }}
{{- end }}
{{- $backend := .Values.dispatch.backend }}
{{- $existingSecret := (.Values.dispatch.redis).existingSecret }}
{{- $url := (.Values.dispatch.redis).url }}
{{- $natsExistingSecret := (.Values.dispatch.nats).existingSecret }}
{{- $natsUrl := (.Values.dispatch.nats).url }}
{{- if has $backend (list "redis" "nats") }}
{{- if or (and (eq $backend "redis") $existingSecret (regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" (toString $url))) (and
    (ne $backend "redis") $natsExistingSecret (regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" (toString $natsUrl))) (and
    (eq $backend "redis") $existingSecret (regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" (toString $url))) (and
    (ne $backend "redis") $natsExistingSecret (regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" (toString $natsUrl))) }}
{{- fail (printf "xerv: %s" (join ", " (include "xerv.dispatchMessages" . | fromJsonArray))) }}
{{- end }}
{{- end }}
{{- if include "xerv.repeated" (include "xerv.ports" . | fromJsonArray) }}
{{- fail (printf "xerv: two ports of the pods have the same number, of %s"
    (join ", " (include "xerv.portTexts" . | fromJsonArray))) }}
{{- end }}
{{- if include "xerv.anyToleration" . }}
{{- fail "xerv: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute" }}
{{- end }}
{{- if include "xerv.repeated" (include "xerv.extraEnvNames" . | fromJsonArray) }}
{{- fail "xerv: two variables of extraEnv have the same name" }}
{{- end }}
{{- if include "xerv.repeated" (include "xerv.extraVolumeNames" . | fromJsonArray) }}
{{- fail "xerv: two volumes of extraVolumes have the same name" }}
{{- end }}
{{- if include "xerv.repeated" (include "xerv.extraVolumeMountPaths" . | fromJsonArray) }}
{{- fail "xerv: two mounts of extraVolumeMounts have the same path" }}
{{- end }}
{{- if include "xerv.repeated" (include "xerv.imagePullSecretNames" . | fromJsonArray) }}
{{- fail "xerv: pullSecrets names a Secret twice" }}
{{- end }}
{{- with include "xerv.unfittingRequests" . }}
{{- fail (printf
    "xerv: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if (.Values.securityContext).privileged }}
{{- if eq (toString (.Values.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail "xerv: a privileged container can't have allowPrivilegeEscalation = false: let security say true" }}
{{- end }}
{{- end }}
{{- if .Values.podDisruptionBudget.enabled }}
{{- if include "xerv.isSet" .Values.podDisruptionBudget.minAvailable }}
{{- $minAvailable := .Values.podDisruptionBudget.minAvailable }}
{{- if or (and (not (kindIs "string" $minAvailable)) (ge (int64 $minAvailable) (int64 .Values.replicaCount))
    (ne (int64 .Values.replicaCount) 0)) (eq (toString $minAvailable) "100%") }}
{{- fail "xerv: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.metrics.enabled (.Values.metrics.serviceMonitor).enabled }}
{{- if include "xerv.setsCommonLabels" . }}
{{- fail
    "xerv: metrics.serviceMonitor.labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by" }}
{{- end }}
{{- end }}
{{- if .Values.serviceMesh.enabled }}
{{- if and (eq .Values.serviceMesh.provider "linkerd") ((.Values.serviceMesh.linkerd).trafficSplit).enabled }}
{{- if eq .Values.dispatch.backend "raft" }}
{{- fail
    "xerv: trafficSplit needs pods that are alike, and those of a StatefulSet are not: switch it off, or let a Deployment keep them" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
