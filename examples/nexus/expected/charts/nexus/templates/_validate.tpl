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
{{- if include "nexus.repeated" (include "nexus.targets" . | fromJsonArray) }}
{{- fail
    "externalSecrets of two components fill the same Secret: let one of them do it, or give the other a target of its own" }}
{{- end }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.orchestrator "name" "orchestrator") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.orchestrator "name" "orchestrator") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.jiraAgent "name" "jiraAgent") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.jiraAgent "name" "jiraAgent") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.gitCiAgent "name" "gitCiAgent") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.gitCiAgent "name" "gitCiAgent") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.reportingAgent "name" "reportingAgent") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.reportingAgent "name" "reportingAgent") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.slackAgent "name" "slackAgent") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.slackAgent "name" "slackAgent") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.jiraHygieneAgent "name" "jiraHygieneAgent") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.jiraHygieneAgent "name" "jiraHygieneAgent") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.rcaAgent "name" "rcaAgent") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.rcaAgent "name" "rcaAgent") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.analytics "name" "analytics") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.analytics "name" "analytics") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.webhooks "name" "webhooks") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.webhooks "name" "webhooks") }}
{{- include "nexus.validate.autoscaling" (dict "values" .Values.adminDashboard "name" "adminDashboard") }}
{{- include "nexus.validate.ingress" (dict "values" .Values.adminDashboard "name" "adminDashboard") }}
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
{{- if include "nexus.setsSelectorLabels" . }}
{{- fail
    "redis-master: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by" }}
{{- end }}
{{- with include "nexus.unfittingRequests" (dict "values" .Values.redis) }}
{{- fail (printf
    "redis-master: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if .Values.redis.auth.enabled }}
{{- if eq (include "nexus.caseOf" .Values.redis.auth.password) "required" }}
{{- fail "redis-master: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- end }}
{{- if eq .Values.redis.architecture "replication" }}
{{- if include "nexus.setsSelectorLabels" . }}
{{- fail "redis: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by" }}
{{- end }}
{{- with include "nexus.unfittingRequests" (dict "values" .Values.redis) }}
{{- fail (printf
    "redis: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if .Values.redis.resources }}
{{- with include "nexus.unfittingRequests" (dict "values" .Values.redis) }}
{{- fail (printf
    "redis: the requests of sentinel must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- end }}
{{- if .Values.redis.auth.enabled }}
{{- if eq (include "nexus.caseOf" .Values.redis.auth.password) "required" }}
{{- fail "redis: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.postgresql.enabled }}
{{- if include "nexus.setsSelectorLabels" . }}
{{- fail
    "postgresql: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by" }}
{{- end }}
{{- with include "nexus.unfittingRequests" (dict "values" .Values.postgresql.primary) }}
{{- fail (printf
    "postgresql: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- $password := .Values.postgresql.auth.password }}
{{- if or (not $password) (eq (include "nexus.caseOf" $password) "required") }}
{{- fail "postgresql: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- if gt (int64 .Values.postgresql.readReplicas.replicaCount) 0 }}
{{- if include "nexus.setsSelectorLabels" . }}
{{- fail
    "postgresql-read: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by" }}
{{- end }}
{{- with include "nexus.unfittingRequests" (dict "values" .Values.postgresql.primary) }}
{{- fail (printf
    "postgresql-read: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if .Values.postgresql.primary.resources }}
{{- with include "nexus.unfittingRequests" (dict "values" .Values.postgresql.primary) }}
{{- fail (printf
    "postgresql-read: the requests of copy must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- end }}
{{- end }}
{{- else }}
{{- $password := .Values.externalPostgresql.password }}
{{- if or (not $password) (eq (include "nexus.caseOf" $password) "required") }}
{{- fail "external-postgresql: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- include "nexus.validate.initContainers" (dict "root" . "values" .Values.orchestrator "text" "orchestrator") }}
{{- include "nexus.validate.extraContainers" (dict "root" . "values" .Values.jiraAgent "text" "jira-agent") }}
{{- include "nexus.validate.extraContainers" (dict "root" . "values" .Values.gitCiAgent "text" "git-ci-agent") }}
{{- include "nexus.validate.extraContainers" (dict "root" . "values" .Values.reportingAgent "text" "reporting-agent") }}
{{- include "nexus.validate.extraContainers" (dict "root" . "values" .Values.slackAgent "text" "slack-agent") }}
{{- include "nexus.validate.extraContainers" (dict "root" . "values" .Values.jiraHygieneAgent "text" "hygiene-agent") }}
{{- include "nexus.validate.initContainers" (dict "root" . "values" .Values.rcaAgent "text" "rca-agent") }}
{{- include "nexus.validate.initContainers" (dict "root" . "values" .Values.analytics "text" "analytics") }}
{{- include "nexus.validate.extraContainers" (dict "root" . "values" .Values.webhooks "text" "webhooks") }}
{{- include "nexus.validate.extraContainers" (dict "root" . "values" .Values.adminDashboard "text" "admin-dashboard") }}
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
Refuses what the schema can't refuse of `autoscaling` and more, in each part of the values that has them.
Takes `name`, `values`.
*/}}
{{- define "nexus.validate.autoscaling" -}}
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
Refuses what the schema can't refuse of `ingress`.
Takes `name`, `values`.
*/}}
{{- define "nexus.validate.ingress" -}}
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
Refuses what the schema can't refuse of `initContainers` and more, in each part of the values that has them.
Takes `root`, `text`, `values`.
*/}}
{{- define "nexus.validate.initContainers" -}}
{{- if .values.enabled }}
{{- $url := .root.Values.externalRedis.url }}
{{- if and (not .root.Values.redis.enabled) .root.Values.externalRedis.password $url }}
{{- if or (regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" (toString $url))
    (regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" (toString $url)) }}
{{- fail (printf "%s: %s" .text (join ", " (include "nexus.urlMessages" .root | fromJsonArray))) }}
{{- end }}
{{- end }}
{{- if include "nexus.setsSelectorLabels" .root }}
{{- fail (printf "%s: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by"
    .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.extraContainerNames.orchestrator" . | fromJsonArray) }}
{{- fail (printf "%s: two containers have the same name" .text) }}
{{- end }}
{{- if include "nexus.anyToleration" . }}
{{- fail (printf "%s: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute"
    .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.extraVolumeNames" . | fromJsonArray) }}
{{- fail (printf "%s: two volumes of extraVolumes have the same name" .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.extraVolumeMountPaths" . | fromJsonArray) }}
{{- fail (printf "%s: two mounts of extraVolumeMounts have the same path" .text) }}
{{- end }}
{{- with include "nexus.unfittingRequests" . }}
{{- fail (printf
    "%s: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $.text .) }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- if include "nexus.repeated" (include "nexus.elementTexts" (dict "root" $.root "c" $c) | fromJsonArray) }}
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
{{- if join ", " (include "nexus.requestKeys" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf
    "%s: the requests of %s must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $.text $c.name (include "nexus.lets.resources" (dict "root" $.root "c" $c))) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .values.extraContainers }}
{{- if include "nexus.repeated" (include "nexus.elementTexts" (dict "root" $.root "c" $c) | fromJsonArray) }}
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
{{- if join ", " (include "nexus.requestKeys" (dict "root" $.root "c" $c) | fromJsonArray) }}
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
{{- if or (and (not (kindIs "string" $minAvailable)) (ge (int64 $minAvailable) $replicas) (ne $replicas 0))
    (eq (toString $minAvailable) "100%") }}
{{- fail (printf "%s: minAvailable of the PodDisruptionBudget must be below the number of replicas" .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- if .root.Values.serviceMonitor.enabled }}
{{- if include "nexus.setsCommonLabels" .root }}
{{- fail (printf
    "%s: metrics.serviceMonitor.labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by"
    .text) }}
{{- end }}
{{- end }}
{{- if .values.vpa.enabled }}
{{- if include "nexus.changesRequests" (dict "values" .values "text" "cpu") }}
{{- if include "nexus.followsUse"
    (dict "values" .values "text" "cpu" "values2" ((.values).autoscaling).targetCPUUtilizationPercentage) }}
{{- fail (printf
    "%s: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else"
    .text) }}
{{- end }}
{{- end }}
{{- if include "nexus.changesRequests" (dict "values" .values "text" "memory") }}
{{- if include "nexus.followsUse"
    (dict "values" .values "text" "memory" "values2" ((.values).autoscaling).targetMemoryUtilizationPercentage) }}
{{- fail (printf
    "%s: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else"
    .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Like `nexus.validate.initContainers`, of `extraContainers`.
Takes `root`, `text`, `values`.
*/}}
{{- define "nexus.validate.extraContainers" -}}
{{- if .values.enabled }}
{{- $url := .root.Values.externalRedis.url }}
{{- if and (not .root.Values.redis.enabled) .root.Values.externalRedis.password $url }}
{{- if or (regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" (toString $url))
    (regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" (toString $url)) }}
{{- fail (printf "%s: %s" .text (join ", " (include "nexus.urlMessages" .root | fromJsonArray))) }}
{{- end }}
{{- end }}
{{- if include "nexus.setsSelectorLabels" .root }}
{{- fail (printf "%s: podLabels can't set app.kubernetes.io/name, instance and component, which the pods are found by"
    .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.extraContainerNames" . | fromJsonArray) }}
{{- fail (printf "%s: two containers have the same name" .text) }}
{{- end }}
{{- if include "nexus.anyToleration" . }}
{{- fail (printf "%s: a toleration has a key, or the operator Exists; tolerationSeconds is for the effect NoExecute"
    .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.extraVolumeNames" . | fromJsonArray) }}
{{- fail (printf "%s: two volumes of extraVolumes have the same name" .text) }}
{{- end }}
{{- if include "nexus.repeated" (include "nexus.extraVolumeMountPaths" . | fromJsonArray) }}
{{- fail (printf "%s: two mounts of extraVolumeMounts have the same path" .text) }}
{{- end }}
{{- with include "nexus.unfittingRequests" . }}
{{- fail (printf
    "%s: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $.text .) }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- if include "nexus.repeated" (include "nexus.elementTexts" (dict "root" $.root "c" $c) | fromJsonArray) }}
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
{{- if join ", " (include "nexus.requestKeys" (dict "root" $.root "c" $c) | fromJsonArray) }}
{{- fail (printf
    "%s: the requests of %s must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    $.text $c.name (include "nexus.lets.resources" (dict "root" $.root "c" $c))) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $c := .values.extraContainers }}
{{- if include "nexus.repeated" (include "nexus.elementTexts" (dict "root" $.root "c" $c) | fromJsonArray) }}
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
{{- if join ", " (include "nexus.requestKeys" (dict "root" $.root "c" $c) | fromJsonArray) }}
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
{{- if or (and (not (kindIs "string" $minAvailable)) (ge (int64 $minAvailable) $replicas) (ne $replicas 0))
    (eq (toString $minAvailable) "100%") }}
{{- fail (printf "%s: minAvailable of the PodDisruptionBudget must be below the number of replicas" .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- if .root.Values.serviceMonitor.enabled }}
{{- if include "nexus.setsCommonLabels" .root }}
{{- fail (printf
    "%s: metrics.serviceMonitor.labels can't set the labels that all resources have: helm.sh/chart and app.kubernetes.io/name, instance, component, version and managed-by"
    .text) }}
{{- end }}
{{- end }}
{{- if .values.vpa.enabled }}
{{- if include "nexus.changesRequests" (dict "values" .values "text" "cpu") }}
{{- if include "nexus.followsUse"
    (dict "values" .values "text" "cpu" "values2" ((.values).autoscaling).targetCPUUtilizationPercentage) }}
{{- fail (printf
    "%s: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else"
    .text) }}
{{- end }}
{{- end }}
{{- if include "nexus.changesRequests" (dict "values" .values "text" "memory") }}
{{- if include "nexus.followsUse"
    (dict "values" .values "text" "memory" "values2" ((.values).autoscaling).targetMemoryUtilizationPercentage) }}
{{- fail (printf
    "%s: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else"
    .text) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
