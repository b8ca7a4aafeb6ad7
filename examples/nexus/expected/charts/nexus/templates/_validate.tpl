{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "nexus.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Chart.Name) }}
{{- fail (printf "the alias `%s` of the chart is not a DNS label, in small letters" .Chart.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- if not (or .Values.redis.enabled .Values.externalRedis.url) }}
{{- fail "externalRedis.url must name a Redis where redis.enabled is false" }}
{{- end }}
{{- if not (or .Values.postgresql.enabled .Values.externalPostgresql.host) }}
{{- fail "externalPostgresql.host must name a PostgreSQL where postgresql.enabled is false" }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.all-orchestrator" . | fromJsonArray) }}
{{- fail
    "externalSecrets of two components fill the same Secret: let one of them do it, or give the other a target of its own" }}
{{- end }}
{{- include "nexus.validate-values" (dict "values" .Values.orchestrator "name" "orchestrator") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.orchestrator "name" "orchestrator") }}
{{- include "nexus.validate-values" (dict "values" .Values.jiraAgent "name" "jiraAgent") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.jiraAgent "name" "jiraAgent") }}
{{- include "nexus.validate-values" (dict "values" .Values.gitCiAgent "name" "gitCiAgent") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.gitCiAgent "name" "gitCiAgent") }}
{{- include "nexus.validate-values" (dict "values" .Values.reportingAgent "name" "reportingAgent") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.reportingAgent "name" "reportingAgent") }}
{{- include "nexus.validate-values" (dict "values" .Values.slackAgent "name" "slackAgent") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.slackAgent "name" "slackAgent") }}
{{- include "nexus.validate-values" (dict "values" .Values.jiraHygieneAgent "name" "jiraHygieneAgent") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.jiraHygieneAgent "name" "jiraHygieneAgent") }}
{{- include "nexus.validate-values" (dict "values" .Values.rcaAgent "name" "rcaAgent") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.rcaAgent "name" "rcaAgent") }}
{{- include "nexus.validate-values" (dict "values" .Values.analytics "name" "analytics") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.analytics "name" "analytics") }}
{{- include "nexus.validate-values" (dict "values" .Values.webhooks "name" "webhooks") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.webhooks "name" "webhooks") }}
{{- include "nexus.validate-values" (dict "values" .Values.adminDashboard "name" "adminDashboard") }}
{{- include "nexus.validate-ingress" (dict "values" .Values.adminDashboard "name" "adminDashboard") }}
{{- if .Values.ingress.enabled }}
{{- if not .Values.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if .Values.redis.enabled }}
{{- if and (ne .Values.redis.architecture "standalone") (not .Values.redis.sentinel.enabled) }}
{{- fail "redis.architecture replication needs redis.sentinel.enabled: sentinels choose the master" }}
{{- end }}
{{- if and (ne .Values.redis.architecture "replication") .Values.redis.sentinel.enabled }}
{{- fail "redis.sentinel needs redis.architecture replication" }}
{{- end }}
{{- $sentinel := .Values.redis.sentinel }}
{{- if and (gt (int64 $sentinel.quorum) (int64 .Values.redis.replica.replicaCount)) $sentinel.enabled }}
{{- fail "redis.sentinel.quorum must not be above redis.replica.replicaCount" }}
{{- end }}
{{- else if .Values.externalRedis.password }}
{{- if has (include "nexus.caseOf" .Values.externalRedis.password) (list "generated" "required") }}
{{- fail "external-redis: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.redis.enabled }}
{{- if eq .Values.redis.architecture "standalone" }}
{{- if pick (.Values.global.podLabels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" }}
{{- fail
    "redis-master: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by" }}
{{- end }}
{{- if include "nexus.unfittingRequests" (dict "values" .Values.redis) }}
{{- fail (printf
    "redis-master: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    (include "nexus.unfittingRequests" (dict "values" .Values.redis))) }}
{{- end }}
{{- if .Values.redis.auth.enabled }}
{{- if eq (include "nexus.caseOf" .Values.redis.auth.password) "required" }}
{{- fail "redis-master: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- end }}
{{- if eq .Values.redis.architecture "replication" }}
{{- if pick (.Values.global.podLabels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" }}
{{- fail "redis: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by" }}
{{- end }}
{{- if include "nexus.unfittingRequests" (dict "values" .Values.redis) }}
{{- fail (printf
    "redis: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    (include "nexus.unfittingRequests" (dict "values" .Values.redis))) }}
{{- end }}
{{- if .Values.redis.auth.enabled }}
{{- if eq (include "nexus.caseOf" .Values.redis.auth.password) "required" }}
{{- fail "redis: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.postgresql.enabled }}
{{- if pick (.Values.global.podLabels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" }}
{{- fail
    "postgresql: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by" }}
{{- end }}
{{- if include "nexus.unfittingRequests" (dict "values" .Values.postgresql.primary) }}
{{- fail (printf
    "postgresql: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    (include "nexus.unfittingRequests" (dict "values" .Values.postgresql.primary))) }}
{{- end }}
{{- $password := .Values.postgresql.auth.password }}
{{- if or (not $password) (eq (include "nexus.caseOf" $password) "required") }}
{{- fail "postgresql: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- else }}
{{- $password := .Values.externalPostgresql.password }}
{{- if or (not $password) (eq (include "nexus.caseOf" $password) "required") }}
{{- fail "external-postgresql: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- include "nexus.validate-values-2" (dict "root" . "values" .Values.orchestrator "text" "orchestrator") }}
{{- include "nexus.validate-values-3" (dict "root" . "values" .Values.jiraAgent "text" "jira-agent") }}
{{- include "nexus.validate-values-3" (dict "root" . "values" .Values.gitCiAgent "text" "git-ci-agent") }}
{{- include "nexus.validate-values-3" (dict "root" . "values" .Values.reportingAgent "text" "reporting-agent") }}
{{- include "nexus.validate-values-3" (dict "root" . "values" .Values.slackAgent "text" "slack-agent") }}
{{- include "nexus.validate-values-3" (dict "root" . "values" .Values.jiraHygieneAgent "text" "hygiene-agent") }}
{{- include "nexus.validate-values-2" (dict "root" . "values" .Values.rcaAgent "text" "rca-agent") }}
{{- include "nexus.validate-values-2" (dict "root" . "values" .Values.analytics "text" "analytics") }}
{{- include "nexus.validate-values-3" (dict "root" . "values" .Values.webhooks "text" "webhooks") }}
{{- include "nexus.validate-values-3" (dict "root" . "values" .Values.adminDashboard "text" "admin-dashboard") }}
{{- if .Values.ingress.enabled }}
{{- range $h := .Values.ingress.hosts }}
{{- if and (eq ($h.host | upper) $h.host) (eq (sub (len $h.host) (len ($h.host | replace "." ""))) 3) }}
{{- fail "hosts.host is a name, not an address" }}
{{- end }}
{{- else }}
{{- fail "hosts needs a host" }}
{{- end }}
{{- end }}
{{- if .Values.prometheus.enabled }}
{{- fail
    "`prometheus` is on, but the chart `kube-prometheus-stack` 55.5.0 of https://prometheus-community.github.io/helm-charts is not here" }}
{{- end }}
{{- end }}

{{/*
Refuses what the schema can't refuse, in each of several parts of the values.
Takes `name`, `values`.
*/}}
{{- define "nexus.validate-values" -}}
{{- if .values.enabled }}
{{- if .values.autoscaling.enabled }}
{{- if gt (int64 .values.autoscaling.minReplicas) (int64 .values.autoscaling.maxReplicas) }}
{{- fail (printf "%s.autoscaling.minReplicas must not be above maxReplicas" .name) }}
{{- end }}
{{- if not .values.autoscaling.targetCPUUtilizationPercentage }}
{{- if not .values.autoscaling.targetMemoryUtilizationPercentage }}
{{- if not .values.autoscaling.customMetrics }}
{{- fail (printf "%s.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" .name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .values.pdb.enabled }}
{{- if include "nexus.isSet" .values.pdb.minAvailable }}
{{- if include "nexus.isSet" .values.pdb.maxUnavailable }}
{{- fail (printf "%s.pdb.minAvailable must be empty where maxUnavailable is given" .name) }}
{{- end }}
{{- end }}
{{- end }}
{{- if .values.externalSecrets.enabled }}
{{- if not .values.externalSecrets.data }}
{{- fail (printf "%s.externalSecrets.data needs a key" .name) }}
{{- end }}
{{- end }}
{{- if .values.ingress.enabled }}
{{- if not .values.ingress.hosts }}
{{- fail (printf "%s.ingress.hosts needs a host" .name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Takes `name`, `values`.
*/}}
{{- define "nexus.validate-ingress" -}}
{{- if and .values.enabled (.values.ingress).enabled }}
{{- range $index, $item := .values.ingress.hosts }}
{{- if eq ($item.host | upper) $item.host }}
{{- if eq (sub (len $item.host) (len ($item.host | replace "." ""))) 3 }}
{{- fail (printf "%s.ingress.hosts[%d].host is a name, not an address" $.name $index) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $index, $item := .values.ingress.hosts }}
{{- range $index2, $item2 := $item.paths }}
{{- if ne ($item2.pathType | default "Prefix") "ImplementationSpecific" }}
{{- if regexMatch `//|/\.\.?(/|$)|%2[fF]` ($item2.path | default "/") }}
{{- fail (printf
    "%s.ingress.hosts[%d].paths[%d].path has nothing like //, /../ and %%2F in it, unless pathType is ImplementationSpecific"
    $.name $index $index2) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Takes `root`, `text`, `values`.
*/}}
{{- define "nexus.validate-values-2" -}}
{{- if .values.enabled }}
{{- $enabled := .root.Values.redis.enabled }}
{{- $password := .root.Values.externalRedis.password }}
{{- $url := .root.Values.externalRedis.url }}
{{- if or (and (not $enabled) $password $url (regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" (toString $url)))
    (and (not $enabled) $password $url (regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" (toString $url))) }}
{{- fail (printf "%s: %s" .text (join ", " (include "nexus.all-redis" .root | fromJsonArray))) }}
{{- end }}
{{- if pick (.root.Values.global.podLabels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" }}
{{- fail (printf "%s: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by"
    .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.all-extraContainers" . | fromJsonArray) }}
{{- fail (printf "%s: two containers have the same name" .text) }}
{{- end }}
{{- if include "nexus.any-tolerations" . }}
{{- fail (printf "%s: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute"
    .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.all-extraVolumes" . | fromJsonArray) }}
{{- fail (printf "%s: two volumes of extraVolumes have the same name" .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.all-extraVolumeMounts" . | fromJsonArray) }}
{{- fail (printf "%s: two mounts of extraVolumeMounts have the same path" .text) }}
{{- end }}
{{- if include "nexus.unfittingRequests" . }}
{{- fail (printf
    "%s: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .text (include "nexus.unfittingRequests" .)) }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- if include "nexus.repeated" (include "nexus.all-env" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf "%s: an element of env, volumeMounts, ports or resizePolicy of %s is there twice" $.text $c.name) }}
{{- end }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- if not (kindIs "invalid" $c.securityContext) }}
{{- if ($c.securityContext).privileged }}
{{- if eq (toString ($c.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail
    (printf "%s: %s is privileged, and can't have allowPrivilegeEscalation = false: let it be true" $.text $c.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- if not (kindIs "invalid" $c.resources) }}
{{- if join ", " (include "nexus.all-requests-2" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf
    "%s: the requests of %s must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $.text $c.name (include "nexus.lets.resources" (dict "root" $.root "c" $c))) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .values.extraContainers }}
{{- if include "nexus.repeated" (include "nexus.all-env" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf "%s: an element of env, volumeMounts, ports or resizePolicy of %s is there twice" $.text $c.name) }}
{{- end }}
{{- end }}
{{- range $c := .values.extraContainers }}
{{- if not (kindIs "invalid" $c.securityContext) }}
{{- if ($c.securityContext).privileged }}
{{- if eq (toString ($c.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail
    (printf "%s: %s is privileged, and can't have allowPrivilegeEscalation = false: let it be true" $.text $c.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .values.extraContainers }}
{{- if not (kindIs "invalid" $c.resources) }}
{{- if join ", " (include "nexus.all-requests-2" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf
    "%s: the requests of %s must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $.text $c.name (include "nexus.lets.resources" (dict "root" $.root "c" $c))) }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .root.Values.global.highAvailability.enabled .values.pdb.enabled }}
{{- if include "nexus.isSet" .values.pdb.minAvailable }}
{{- $replicas := ternary (int64 .values.autoscaling.minReplicas) (int64 .values.replicas) .values.autoscaling.enabled }}
{{- $minAvailable := .values.pdb.minAvailable }}
{{- if or (not (or (kindIs "string" $minAvailable) (lt (int64 $minAvailable) $replicas) (eq $replicas 0)))
    (eq (toString $minAvailable) "100%") }}
{{- fail (printf "%s: minAvailable of the PodDisruptionBudget must be below the number of replicas" .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- if .root.Values.serviceMonitor.enabled }}
{{- if pick (.root.Values.serviceMonitor.labels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" "helm.sh/chart" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- fail (printf
    "%s: metrics.serviceMonitor.labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by"
    .text) }}
{{- end }}
{{- end }}
{{- if .values.vpa.enabled }}
{{- if ne .values.vpa.updateMode "Off" }}
{{- if or (not .values.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .values "text" "cpu")) }}
{{- if .values.autoscaling.enabled }}
{{- if or .values.autoscaling.targetCPUUtilizationPercentage
    (include "nexus.any-customMetrics" (dict "values" .values "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .values "text" "cpu")) }}
{{- fail (printf
    "%s: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else"
    .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- if or (not .values.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .values "text" "memory")) }}
{{- if .values.autoscaling.enabled }}
{{- if or .values.autoscaling.targetMemoryUtilizationPercentage
    (include "nexus.any-customMetrics" (dict "values" .values "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .values "text" "memory")) }}
{{- fail (printf
    "%s: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else"
    .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Takes `root`, `text`, `values`.
*/}}
{{- define "nexus.validate-values-3" -}}
{{- if .values.enabled }}
{{- $enabled := .root.Values.redis.enabled }}
{{- $password := .root.Values.externalRedis.password }}
{{- $url := .root.Values.externalRedis.url }}
{{- if or (and (not $enabled) $password $url (regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" (toString $url)))
    (and (not $enabled) $password $url (regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" (toString $url))) }}
{{- fail (printf "%s: %s" .text (join ", " (include "nexus.all-redis" .root | fromJsonArray))) }}
{{- end }}
{{- if pick (.root.Values.global.podLabels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" }}
{{- fail (printf "%s: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by"
    .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.all-extraContainers-2" . | fromJsonArray) }}
{{- fail (printf "%s: two containers have the same name" .text) }}
{{- end }}
{{- if include "nexus.any-tolerations" . }}
{{- fail (printf "%s: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute"
    .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.all-extraVolumes" . | fromJsonArray) }}
{{- fail (printf "%s: two volumes of extraVolumes have the same name" .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.all-extraVolumeMounts" . | fromJsonArray) }}
{{- fail (printf "%s: two mounts of extraVolumeMounts have the same path" .text) }}
{{- end }}
{{- if include "nexus.unfittingRequests" . }}
{{- fail (printf
    "%s: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .text (include "nexus.unfittingRequests" .)) }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- if include "nexus.repeated" (include "nexus.all-env" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf "%s: an element of env, volumeMounts, ports or resizePolicy of %s is there twice" $.text $c.name) }}
{{- end }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- if not (kindIs "invalid" $c.securityContext) }}
{{- if ($c.securityContext).privileged }}
{{- if eq (toString ($c.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail
    (printf "%s: %s is privileged, and can't have allowPrivilegeEscalation = false: let it be true" $.text $c.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- if not (kindIs "invalid" $c.resources) }}
{{- if join ", " (include "nexus.all-requests-2" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf
    "%s: the requests of %s must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $.text $c.name (include "nexus.lets.resources" (dict "root" $.root "c" $c))) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .values.extraContainers }}
{{- if include "nexus.repeated" (include "nexus.all-env" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf "%s: an element of env, volumeMounts, ports or resizePolicy of %s is there twice" $.text $c.name) }}
{{- end }}
{{- end }}
{{- range $c := .values.extraContainers }}
{{- if not (kindIs "invalid" $c.securityContext) }}
{{- if ($c.securityContext).privileged }}
{{- if eq (toString ($c.securityContext).allowPrivilegeEscalation) "false" }}
{{- fail
    (printf "%s: %s is privileged, and can't have allowPrivilegeEscalation = false: let it be true" $.text $c.name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .values.extraContainers }}
{{- if not (kindIs "invalid" $c.resources) }}
{{- if join ", " (include "nexus.all-requests-2" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf
    "%s: the requests of %s must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $.text $c.name (include "nexus.lets.resources" (dict "root" $.root "c" $c))) }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .root.Values.global.highAvailability.enabled .values.pdb.enabled }}
{{- if include "nexus.isSet" .values.pdb.minAvailable }}
{{- $replicas := ternary (int64 .values.autoscaling.minReplicas) (int64 .values.replicas) .values.autoscaling.enabled }}
{{- $minAvailable := .values.pdb.minAvailable }}
{{- if or (not (or (kindIs "string" $minAvailable) (lt (int64 $minAvailable) $replicas) (eq $replicas 0)))
    (eq (toString $minAvailable) "100%") }}
{{- fail (printf "%s: minAvailable of the PodDisruptionBudget must be below the number of replicas" .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- if .root.Values.serviceMonitor.enabled }}
{{- if pick (.root.Values.serviceMonitor.labels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" "helm.sh/chart" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- fail (printf
    "%s: metrics.serviceMonitor.labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by"
    .text) }}
{{- end }}
{{- end }}
{{- if .values.vpa.enabled }}
{{- if ne .values.vpa.updateMode "Off" }}
{{- if or (not .values.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .values "text" "cpu")) }}
{{- if .values.autoscaling.enabled }}
{{- if or .values.autoscaling.targetCPUUtilizationPercentage
    (include "nexus.any-customMetrics" (dict "values" .values "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .values "text" "cpu")) }}
{{- fail (printf
    "%s: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else"
    .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- if or (not .values.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .values "text" "memory")) }}
{{- if .values.autoscaling.enabled }}
{{- if or .values.autoscaling.targetMemoryUtilizationPercentage
    (include "nexus.any-customMetrics" (dict "values" .values "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .values "text" "memory")) }}
{{- fail (printf
    "%s: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else"
    .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
