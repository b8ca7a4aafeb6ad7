{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "erlmcp.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Chart.Name) }}
{{- fail (printf "the alias `%s` of the chart is not a DNS label, in small letters" .Chart.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- if include "erlmcp.repeated" (include "erlmcp.storageNames" . | fromJsonArray) }}
{{- fail "storage: the two claims have the same name" }}
{{- end }}
{{- if eq (int64 .Values.service.ports.http.port) (int64 .Values.service.ports.https.port) }}
{{- fail "service.ports: http and https need different ports" }}
{{- end }}
{{- if include "erlmcp.repeated" (include "erlmcp.targetPorts.service-ports" . | fromJsonArray) }}
{{- fail "service.ports: the target ports must differ from each other, and from 4369, 9100 and, for metrics, 9090" }}
{{- end }}
{{- if and (not .Values.deployment.enabled) .Values.ingress.enabled }}
{{- fail "ingress leads to the stateless nodes: deployment.enabled is false" }}
{{- end }}
{{- if and .Values.app.erlang.cookie (not .Values.security.secrets.enabled) }}
{{- fail "app.erlang.cookie is kept beside the keys of security.secrets: security.secrets.enabled is false" }}
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
{{- if include "erlmcp.isSet" .Values.podDisruptionBudget.minAvailable }}
{{- if include "erlmcp.isSet" .Values.podDisruptionBudget.maxUnavailable }}
{{- fail "podDisruptionBudget.minAvailable must be empty where maxUnavailable is given" }}
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
{{- if .Values.externalSecrets.enabled }}
{{- range $item := .Values.externalSecrets.secrets }}
{{- if not $item.data }}
{{- fail (printf "externalSecrets.secrets: `%s` needs a key in data" $item.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.deployment.enabled }}
{{- if include "erlmcp.repeated" (include "erlmcp.sidecarNames" . | fromJsonArray) }}
{{- fail "erlmcp: two containers have the same name" }}
{{- end }}
{{- $livenessProbe := .Values.deployment.livenessProbe }}
{{- if and $livenessProbe (ne (int64 (include "erlmcp.httpGetCount" (dict "values" $livenessProbe))) 1) }}
{{- fail "erlmcp: the liveness probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- $readinessProbe := .Values.deployment.readinessProbe }}
{{- if and $readinessProbe (ne (int64 (include "erlmcp.httpGetCount" (dict "values" $readinessProbe))) 1) }}
{{- fail "erlmcp: the readiness probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- $startupProbe := .Values.deployment.startupProbe }}
{{- if and $startupProbe (ne (int64 (include "erlmcp.httpGetCount" (dict "values" $startupProbe))) 1) }}
{{- fail "erlmcp: the startup probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- if include "erlmcp.repeated" (include "erlmcp.targetPorts.service-ports-2" . | fromJsonArray) }}
{{- fail (printf "erlmcp: two ports of the pods have the same number, of %s"
    (join ", " (include "erlmcp.targetPortTexts" . | fromJsonArray))) }}
{{- end }}
{{- if include "erlmcp.repeated" (include "erlmcp.ports" . | fromJsonArray) }}
{{- fail (printf "erlmcp: two ports of the Service have the same number, of %s"
    (join ", " (include "erlmcp.portTexts" . | fromJsonArray))) }}
{{- end }}
{{- if include "erlmcp.repeated" (include "erlmcp.nodePorts" . | fromJsonArray) }}
{{- fail (printf "erlmcp: two ports of the Service have the same port of the nodes, of %s"
    (join ", " (include "erlmcp.nodePortTexts" . | fromJsonArray))) }}
{{- end }}
{{- if eq .Values.service.type "ClusterIP" }}
{{- if or .Values.service.ports.http.nodePort .Values.service.ports.https.nodePort }}
{{- fail "erlmcp: a Service of type ClusterIP has no nodePorts and no externalTrafficPolicy" }}
{{- end }}
{{- end }}
{{- if and (ne .Values.service.type "LoadBalancer") .Values.service.loadBalancerSourceRanges }}
{{- fail "erlmcp: only a Service of type LoadBalancer has loadBalancerSourceRanges and loadBalancerClass" }}
{{- end }}
{{- if include "erlmcp.anyToleration" . }}
{{- fail "erlmcp: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute" }}
{{- end }}
{{- if include "erlmcp.repeated" (include "erlmcp.imagePullSecretNames" . | fromJsonArray) }}
{{- fail "erlmcp: pullSecrets names a Secret twice" }}
{{- end }}
{{- with include "erlmcp.unfittingRequests" . }}
{{- fail (printf
    "erlmcp: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if (.Values.securityContext).privileged }}
{{- if eq (toString (.Values.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail "erlmcp: a privileged container can't have allowPrivilegeEscalation = false: let security say true" }}
{{- end }}
{{- end }}
{{- range $c := .Values.deployment.initContainers }}
{{- if include "erlmcp.repeated" (include "erlmcp.elementTexts" (dict "root" $ "c" $c) | fromJsonArray) }}
{{- fail (printf "erlmcp: an element of env, volumeMounts, ports or resizePolicy of %s is there twice" $c.name) }}
{{- end }}
{{- end }}
{{- range $c := .Values.deployment.initContainers }}
{{- if not (kindIs "invalid" $c.securityContext) }}
{{- if ($c.securityContext).privileged }}
{{- if eq (toString ($c.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail (printf "erlmcp: %s is privileged, and can't have allowPrivilegeEscalation = false: let it be true" $c.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .Values.deployment.initContainers }}
{{- if not (kindIs "invalid" $c.resources) }}
{{- if join ", " (include "erlmcp.requestKeys" (dict "root" $ "c" $c) | fromJsonArray) }}
{{- fail (printf
    "erlmcp: the requests of %s must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $c.name (include "erlmcp.lets.resources" (dict "root" $ "c" $c))) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .Values.deployment.sidecars }}
{{- if include "erlmcp.repeated" (include "erlmcp.elementTexts" (dict "root" $ "c" $c) | fromJsonArray) }}
{{- fail (printf "erlmcp: an element of env, volumeMounts, ports or resizePolicy of %s is there twice" $c.name) }}
{{- end }}
{{- end }}
{{- range $c := .Values.deployment.sidecars }}
{{- if not (kindIs "invalid" $c.securityContext) }}
{{- if ($c.securityContext).privileged }}
{{- if eq (toString ($c.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail (printf "erlmcp: %s is privileged, and can't have allowPrivilegeEscalation = false: let it be true" $c.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .Values.deployment.sidecars }}
{{- if not (kindIs "invalid" $c.resources) }}
{{- if join ", " (include "erlmcp.requestKeys" (dict "root" $ "c" $c) | fromJsonArray) }}
{{- fail (printf
    "erlmcp: the requests of %s must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $c.name (include "erlmcp.lets.resources" (dict "root" $ "c" $c))) }}
{{- end }}
{{- end }}
{{- end }}
{{- if has (.Values.deployment.maxSurge | toJson | trimAll "\"") (list "0" "0%" "00%") }}
{{- if has (.Values.deployment.maxUnavailable | toJson | trimAll "\"") (list "0" "0%" "00%") }}
{{- fail "erlmcp: maxSurge and maxUnavailable can't both be 0" }}
{{- end }}
{{- end }}
{{- if .Values.podDisruptionBudget.enabled }}
{{- if include "erlmcp.isSet" .Values.podDisruptionBudget.minAvailable }}
{{- $replicas := ternary (int64 .Values.autoscaling.minReplicas) (int64 .Values.deployment.replicas)
    .Values.autoscaling.enabled }}
{{- $minAvailable := .Values.podDisruptionBudget.minAvailable }}
{{- if or (and (not (kindIs "string" $minAvailable)) (ge (int64 $minAvailable) $replicas) (ne $replicas 0))
    (eq (toString $minAvailable) "100%") }}
{{- fail "erlmcp: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.monitoring.prometheus.enabled .Values.global.monitoring.enabled }}
{{- if .Values.global.monitoring.prometheus.enabled }}
{{- if (.Values.monitoring.prometheus.serviceMonitor).enabled }}
{{- if include "erlmcp.setsCommonLabels" (dict "values" .Values.monitoring.prometheus.serviceMonitor) }}
{{- fail
    "erlmcp: metrics.serviceMonitor.labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.statefulset.enabled }}
{{- $livenessProbe := .Values.statefulset.livenessProbe }}
{{- if and $livenessProbe (ne (int64 (include "erlmcp.httpGetCount" (dict "values" $livenessProbe))) 1) }}
{{- fail "cluster: the liveness probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- $readinessProbe := .Values.statefulset.readinessProbe }}
{{- if and $readinessProbe (ne (int64 (include "erlmcp.httpGetCount" (dict "values" $readinessProbe))) 1) }}
{{- fail "cluster: the readiness probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- $startupProbe := .Values.statefulset.startupProbe }}
{{- if and $startupProbe (ne (int64 (include "erlmcp.httpGetCount" (dict "values" $startupProbe))) 1) }}
{{- fail "cluster: the startup probe has one of httpGet, tcpSocket, exec and grpc" }}
{{- end }}
{{- if include "erlmcp.repeated" (include "erlmcp.targetPorts.service-ports-2" . | fromJsonArray) }}
{{- fail (printf "cluster: two ports of the pods have the same number, of %s"
    (join ", " (include "erlmcp.targetPortTexts" . | fromJsonArray))) }}
{{- end }}
{{- if include "erlmcp.anyToleration" . }}
{{- fail "cluster: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute" }}
{{- end }}
{{- if include "erlmcp.repeated" (include "erlmcp.imagePullSecretNames" . | fromJsonArray) }}
{{- fail "cluster: pullSecrets names a Secret twice" }}
{{- end }}
{{- with include "erlmcp.unfittingRequests" . }}
{{- fail (printf
    "cluster: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if (.Values.securityContext).privileged }}
{{- if eq (toString (.Values.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail "cluster: a privileged container can't have allowPrivilegeEscalation = false: let security say true" }}
{{- end }}
{{- end }}
{{- if and .Values.monitoring.prometheus.enabled .Values.global.monitoring.enabled }}
{{- if .Values.global.monitoring.prometheus.enabled }}
{{- if (.Values.monitoring.prometheus.serviceMonitor).enabled }}
{{- if include "erlmcp.setsCommonLabels" (dict "values" .Values.monitoring.prometheus.serviceMonitor) }}
{{- fail
    "cluster: metrics.serviceMonitor.labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.security.secrets.enabled }}
{{- if eq (include "erlmcp.caseOf" .Values.security.secrets.encryptionKey) "required" }}
{{- fail "secrets: the secret `encryption-key` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- $cookie := .Values.app.erlang.cookie }}
{{- if or (eq (include "erlmcp.caseOf" $cookie) "required")
    (and (not $cookie) (eq (include "erlmcp.caseOf" .Values.security.secrets.erlangCookie) "required")) }}
{{- fail "secrets: the secret `erlang-cookie` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- if eq (include "erlmcp.caseOf" .Values.security.secrets.jwtSecret) "required" }}
{{- fail "secrets: the secret `jwt-secret` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.externalSecrets.enabled }}
{{- if include "erlmcp.repeated" (include "erlmcp.secretNames" . | fromJsonArray) }}
{{- fail "externalSecrets.secrets: two of them, or the chart and one of them, fill the same Secret" }}
{{- end }}
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
{{- range $s := .Values.externalSecrets.secrets }}
{{- if or (and (kindIs "map" $s.secretStoreRef) (ne (toString ($s.secretStoreRef).enabled) "false"))
    $.Values.externalSecrets.secretStore.aws.enabled $.Values.externalSecrets.secretStore.azure.enabled
    $.Values.externalSecrets.secretStore.gcp.enabled $.Values.externalSecrets.secretStore.vault.enabled }}
{{- if not $s.data }}
{{- fail "data needs a key" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.resourceQuota.enabled }}
{{- range $key, $t := .Values.resourceQuota.types }}
{{- if ne (toString $t.enabled) "false" }}
{{- if include "erlmcp.anyScope" (dict "root" $ "t" $t "text" "Terminating") }}
{{- if include "erlmcp.anyScope" (dict "root" $ "t" $t "text" "NotTerminating") }}
{{- fail "scopes can't have both Terminating and NotTerminating" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $t := .Values.resourceQuota.types }}
{{- if ne (toString $t.enabled) "false" }}
{{- if include "erlmcp.anyScope" (dict "root" $ "t" $t "text" "BestEffort") }}
{{- if include "erlmcp.anyScope" (dict "root" $ "t" $t "text" "NotBestEffort") }}
{{- fail "scopes can't have both BestEffort and NotBestEffort" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $t := .Values.resourceQuota.types }}
{{- if ne (toString $t.enabled) "false" }}
{{- if join ", " (include "erlmcp.hardKeys" (dict "root" $ "t" $t) | fromJsonArray) }}
{{- fail (printf "quota-%s: its scopes don't count what hard limits: %s" $key
    (join ", " (include "erlmcp.hardKeys" (dict "root" $ "t" $t) | fromJsonArray))) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.limitRange.enabled }}
{{- $container := (.Values.limitRange).container }}
{{- with include "erlmcp.amountsAbove" (dict "values" ($container).min "values2" ($container).defaultRequest) }}
{{- fail (printf "limits: of a container min is above defaultRequest: %s" .) }}
{{- end }}
{{- with include "erlmcp.amountsAbove" (dict "values" ($container).min "values2" ($container).default) }}
{{- fail (printf "limits: of a container min is above default: %s" .) }}
{{- end }}
{{- with include "erlmcp.amountsAbove" (dict "values" ($container).min "values2" ($container).max) }}
{{- fail (printf "limits: of a container min is above max: %s" .) }}
{{- end }}
{{- with include "erlmcp.amountsAbove" (dict "values" ($container).defaultRequest "values2" ($container).default) }}
{{- fail (printf "limits: of a container defaultRequest is above default: %s" .) }}
{{- end }}
{{- with include "erlmcp.amountsAbove" (dict "values" ($container).defaultRequest "values2" ($container).max) }}
{{- fail (printf "limits: of a container defaultRequest is above max: %s" .) }}
{{- end }}
{{- with include "erlmcp.amountsAbove" (dict "values" ($container).default "values2" ($container).max) }}
{{- fail (printf "limits: of a container default is above max: %s" .) }}
{{- end }}
{{- $persistentVolumeClaim := (.Values.limitRange).persistentVolumeClaim }}
{{- with include "erlmcp.amountsAbove"
    (dict "values" ($persistentVolumeClaim).min "values2" ($persistentVolumeClaim).max) }}
{{- fail (printf "limits: of a claim min is above max: %s" .) }}
{{- end }}
{{- end }}
{{- if and .Values.monitoring.prometheus.enabled (.Values.monitoring.prometheus.prometheusRule).enabled }}
{{- if and .Values.global.monitoring.enabled .Values.global.monitoring.prometheus.enabled }}
{{- if include "erlmcp.setsCommonLabels" (dict "values" .Values.monitoring.prometheus.prometheusRule) }}
{{- fail
    "alerts: further labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
