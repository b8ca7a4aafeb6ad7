{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "nexus.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.autoscaling).enabled }}
{{- $autoscaling := .Values.orchestrator.autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "orchestrator.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.autoscaling).enabled }}
{{- $autoscaling := .Values.orchestrator.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "orchestrator.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.pdb).enabled }}
{{- $pdb := .Values.orchestrator.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "orchestrator.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.externalSecrets).enabled }}
{{- if not .Values.orchestrator.externalSecrets.data }}
{{- fail "orchestrator.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.ingress).enabled }}
{{- if not .Values.orchestrator.ingress.hosts }}
{{- fail "orchestrator.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.jiraAgent.autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "jiraAgent.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.jiraAgent.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "jiraAgent.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.pdb).enabled }}
{{- $pdb := .Values.jiraAgent.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "jiraAgent.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.externalSecrets).enabled }}
{{- if not .Values.jiraAgent.externalSecrets.data }}
{{- fail "jiraAgent.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.ingress).enabled }}
{{- if not .Values.jiraAgent.ingress.hosts }}
{{- fail "jiraAgent.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.gitCiAgent.autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "gitCiAgent.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.gitCiAgent.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "gitCiAgent.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.pdb).enabled }}
{{- $pdb := .Values.gitCiAgent.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "gitCiAgent.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.externalSecrets).enabled }}
{{- if not .Values.gitCiAgent.externalSecrets.data }}
{{- fail "gitCiAgent.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.ingress).enabled }}
{{- if not .Values.gitCiAgent.ingress.hosts }}
{{- fail "gitCiAgent.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.reportingAgent.autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "reportingAgent.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.reportingAgent.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "reportingAgent.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.pdb).enabled }}
{{- $pdb := .Values.reportingAgent.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "reportingAgent.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.externalSecrets).enabled }}
{{- if not .Values.reportingAgent.externalSecrets.data }}
{{- fail "reportingAgent.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.ingress).enabled }}
{{- if not .Values.reportingAgent.ingress.hosts }}
{{- fail "reportingAgent.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.slackAgent.autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "slackAgent.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.slackAgent.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "slackAgent.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.pdb).enabled }}
{{- $pdb := .Values.slackAgent.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "slackAgent.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.externalSecrets).enabled }}
{{- if not .Values.slackAgent.externalSecrets.data }}
{{- fail "slackAgent.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.ingress).enabled }}
{{- if not .Values.slackAgent.ingress.hosts }}
{{- fail "slackAgent.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.jiraHygieneAgent.autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "jiraHygieneAgent.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.jiraHygieneAgent.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "jiraHygieneAgent.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.pdb).enabled }}
{{- $pdb := .Values.jiraHygieneAgent.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "jiraHygieneAgent.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.externalSecrets).enabled }}
{{- if not .Values.jiraHygieneAgent.externalSecrets.data }}
{{- fail "jiraHygieneAgent.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.ingress).enabled }}
{{- if not .Values.jiraHygieneAgent.ingress.hosts }}
{{- fail "jiraHygieneAgent.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.autoscaling).enabled }}
{{- if gt (int64 .Values.rcaAgent.autoscaling.minReplicas) (int64 .Values.rcaAgent.autoscaling.maxReplicas) }}
{{- fail "rcaAgent.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.autoscaling).enabled }}
{{- $autoscaling := .Values.rcaAgent.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "rcaAgent.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.pdb).enabled }}
{{- $pdb := .Values.rcaAgent.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "rcaAgent.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.externalSecrets).enabled }}
{{- if not .Values.rcaAgent.externalSecrets.data }}
{{- fail "rcaAgent.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.ingress).enabled }}
{{- if not .Values.rcaAgent.ingress.hosts }}
{{- fail "rcaAgent.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.autoscaling).enabled }}
{{- $autoscaling := .Values.analytics.autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "analytics.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.autoscaling).enabled }}
{{- $autoscaling := .Values.analytics.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "analytics.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.pdb).enabled }}
{{- $pdb := .Values.analytics.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "analytics.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.externalSecrets).enabled }}
{{- if not .Values.analytics.externalSecrets.data }}
{{- fail "analytics.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.ingress).enabled }}
{{- if not .Values.analytics.ingress.hosts }}
{{- fail "analytics.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.autoscaling).enabled }}
{{- if gt (int64 .Values.webhooks.autoscaling.minReplicas) (int64 .Values.webhooks.autoscaling.maxReplicas) }}
{{- fail "webhooks.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.autoscaling).enabled }}
{{- $autoscaling := .Values.webhooks.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "webhooks.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.pdb).enabled }}
{{- $pdb := .Values.webhooks.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "webhooks.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.externalSecrets).enabled }}
{{- if not .Values.webhooks.externalSecrets.data }}
{{- fail "webhooks.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.ingress).enabled }}
{{- if not .Values.webhooks.ingress.hosts }}
{{- fail "webhooks.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.autoscaling).enabled }}
{{- $autoscaling := .Values.adminDashboard.autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "adminDashboard.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.autoscaling).enabled }}
{{- $autoscaling := .Values.adminDashboard.autoscaling }}
{{- if kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage }}
{{- if kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage }}
{{- if not $autoscaling.customMetrics }}
{{- fail "adminDashboard.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.pdb).enabled }}
{{- $pdb := .Values.adminDashboard.pdb }}
{{- if not (has (toString $pdb.minAvailable) (list "" "<nil>")) }}
{{- if not (has (toString $pdb.maxUnavailable) (list "" "<nil>")) }}
{{- fail "adminDashboard.pdb.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.externalSecrets).enabled }}
{{- if not .Values.adminDashboard.externalSecrets.data }}
{{- fail "adminDashboard.externalSecrets.data needs a key" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.ingress).enabled }}
{{- if not .Values.adminDashboard.ingress.hosts }}
{{- fail "adminDashboard.ingress.hosts needs a host" }}
{{- end }}
{{- end }}
{{- if .Values.ingress.enabled }}
{{- if not .Values.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if .Values.redis.enabled }}
{{- if not (or (eq .Values.redis.architecture "standalone") .Values.redis.sentinel.enabled) }}
{{- fail "redis.architecture replication needs redis.sentinel.enabled: sentinels choose the master" }}
{{- end }}
{{- end }}
{{- if .Values.redis.enabled }}
{{- if not (or (eq .Values.redis.architecture "replication") (not .Values.redis.sentinel.enabled)) }}
{{- fail "redis.sentinel needs redis.architecture replication" }}
{{- end }}
{{- end }}
{{- if .Values.redis.enabled }}
{{- $sentinel := .Values.redis.sentinel }}
{{- if and (gt (int64 $sentinel.quorum) (int64 .Values.redis.replica.replicaCount)) $sentinel.enabled }}
{{- fail "redis.sentinel.quorum must not be above redis.replica.replicaCount" }}
{{- end }}
{{- end }}
{{- if and .Values.redis.enabled (eq (toString .Values.redis.architecture) "standalone") }}
{{- if (.Values.redis.auth).enabled }}
{{- $password := .Values.redis.auth.password }}
{{- if hasKey (ternary $password dict (kindIs "map" $password)) "required" }}
{{- fail "redis-master: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.redis.enabled (eq (toString .Values.redis.architecture) "replication") }}
{{- if (.Values.redis.auth).enabled }}
{{- $password := .Values.redis.auth.password }}
{{- if hasKey (ternary $password dict (kindIs "map" $password)) "required" }}
{{- fail "redis: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- end }}
{{- if not .Values.postgresql.enabled }}
{{- $password := .Values.externalPostgresql.password }}
{{- if or (eq (toString $password) "") (hasKey (ternary $password dict (kindIs "map" $password)) "required") }}
{{- fail "external-postgresql: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.postgresql.enabled }}
{{- $password := .Values.postgresql.auth.password }}
{{- if or (eq (toString $password) "") (hasKey (ternary $password dict (kindIs "map" $password)) "required") }}
{{- fail "postgresql: the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.orchestrator.enabled }}
{{- $all := include "nexus.all-extraContainers" (dict "root" . "values" .Values.orchestrator "text" "orchestrator")
    | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "orchestrator: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $pdb := .Values.orchestrator.pdb }}
{{- if and .Values.orchestrator.enabled .Values.global.highAvailability.enabled ($pdb).enabled }}
{{- if not (has (toString ($pdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.orchestrator.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.orchestrator.autoscaling.minReplicas) (int64 .Values.orchestrator.replicas)
    .Values.orchestrator.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "orchestrator: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.vpa).enabled }}
{{- $autoscaling := .Values.orchestrator.autoscaling }}
{{- if ne .Values.orchestrator.vpa.updateMode "Off" }}
{{- if or (not .Values.orchestrator.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.orchestrator "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.orchestrator "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.orchestrator "text" "cpu")) }}
{{- fail
    "orchestrator: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.vpa).enabled }}
{{- $autoscaling := .Values.orchestrator.autoscaling }}
{{- if ne .Values.orchestrator.vpa.updateMode "Off" }}
{{- if or (not .Values.orchestrator.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.orchestrator "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.orchestrator "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.orchestrator "text" "memory")) }}
{{- fail
    "orchestrator: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.jiraAgent.enabled }}
{{- $all := include "nexus.all-extraContainers-2" (dict "root" . "values" .Values.jiraAgent "text" "jira-agent")
    | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "jira-agent: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $jiraAgentPdb := .Values.jiraAgent.pdb }}
{{- if and .Values.jiraAgent.enabled .Values.global.highAvailability.enabled ($jiraAgentPdb).enabled }}
{{- if not (has (toString ($jiraAgentPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.jiraAgent.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.jiraAgent.autoscaling.minReplicas) (int64 .Values.jiraAgent.replicas)
    .Values.jiraAgent.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "jira-agent: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.vpa).enabled }}
{{- $autoscaling := .Values.jiraAgent.autoscaling }}
{{- if ne .Values.jiraAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.jiraAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.jiraAgent "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.jiraAgent "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.jiraAgent "text" "cpu")) }}
{{- fail
    "jira-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.vpa).enabled }}
{{- $autoscaling := .Values.jiraAgent.autoscaling }}
{{- if ne .Values.jiraAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.jiraAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.jiraAgent "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.jiraAgent "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.jiraAgent "text" "memory")) }}
{{- fail
    "jira-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.gitCiAgent.enabled }}
{{- $all := include "nexus.all-extraContainers-2" (dict "root" . "values" .Values.gitCiAgent "text" "git-ci-agent")
    | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "git-ci-agent: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $gitCiAgentPdb := .Values.gitCiAgent.pdb }}
{{- if and .Values.gitCiAgent.enabled .Values.global.highAvailability.enabled ($gitCiAgentPdb).enabled }}
{{- if not (has (toString ($gitCiAgentPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.gitCiAgent.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.gitCiAgent.autoscaling.minReplicas) (int64 .Values.gitCiAgent.replicas)
    .Values.gitCiAgent.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "git-ci-agent: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.vpa).enabled }}
{{- $autoscaling := .Values.gitCiAgent.autoscaling }}
{{- if ne .Values.gitCiAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.gitCiAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.gitCiAgent "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.gitCiAgent "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.gitCiAgent "text" "cpu")) }}
{{- fail
    "git-ci-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.vpa).enabled }}
{{- $autoscaling := .Values.gitCiAgent.autoscaling }}
{{- if ne .Values.gitCiAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.gitCiAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.gitCiAgent "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.gitCiAgent "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.gitCiAgent "text" "memory")) }}
{{- fail
    "git-ci-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.reportingAgent.enabled }}
{{- $all := include "nexus.all-extraContainers-2"
    (dict "root" . "values" .Values.reportingAgent "text" "reporting-agent") | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "reporting-agent: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $reportingAgentPdb := .Values.reportingAgent.pdb }}
{{- if and .Values.reportingAgent.enabled .Values.global.highAvailability.enabled }}
{{- if ($reportingAgentPdb).enabled }}
{{- if not (has (toString ($reportingAgentPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.reportingAgent.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.reportingAgent.autoscaling.minReplicas) (int64 .Values.reportingAgent.replicas)
    .Values.reportingAgent.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "reporting-agent: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.vpa).enabled }}
{{- $autoscaling := .Values.reportingAgent.autoscaling }}
{{- if ne .Values.reportingAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.reportingAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.reportingAgent "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.reportingAgent "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.reportingAgent "text" "cpu")) }}
{{- fail
    "reporting-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.vpa).enabled }}
{{- $autoscaling := .Values.reportingAgent.autoscaling }}
{{- if ne .Values.reportingAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.reportingAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.reportingAgent "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.reportingAgent "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.reportingAgent "text" "memory")) }}
{{- fail
    "reporting-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.slackAgent.enabled }}
{{- $all := include "nexus.all-extraContainers-2" (dict "root" . "values" .Values.slackAgent "text" "slack-agent")
    | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "slack-agent: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $slackAgentPdb := .Values.slackAgent.pdb }}
{{- if and .Values.slackAgent.enabled .Values.global.highAvailability.enabled ($slackAgentPdb).enabled }}
{{- if not (has (toString ($slackAgentPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.slackAgent.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.slackAgent.autoscaling.minReplicas) (int64 .Values.slackAgent.replicas)
    .Values.slackAgent.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "slack-agent: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.vpa).enabled }}
{{- $autoscaling := .Values.slackAgent.autoscaling }}
{{- if ne .Values.slackAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.slackAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.slackAgent "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.slackAgent "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.slackAgent "text" "cpu")) }}
{{- fail
    "slack-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.vpa).enabled }}
{{- $autoscaling := .Values.slackAgent.autoscaling }}
{{- if ne .Values.slackAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.slackAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.slackAgent "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.slackAgent "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.slackAgent "text" "memory")) }}
{{- fail
    "slack-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.jiraHygieneAgent.enabled }}
{{- $all := include "nexus.all-extraContainers-2"
    (dict "root" . "values" .Values.jiraHygieneAgent "text" "hygiene-agent") | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "hygiene-agent: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $jiraHygieneAgentPdb := .Values.jiraHygieneAgent.pdb }}
{{- if and .Values.jiraHygieneAgent.enabled .Values.global.highAvailability.enabled }}
{{- if ($jiraHygieneAgentPdb).enabled }}
{{- if not (has (toString ($jiraHygieneAgentPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.jiraHygieneAgent.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.jiraHygieneAgent.autoscaling.minReplicas) (int64 .Values.jiraHygieneAgent.replicas)
    .Values.jiraHygieneAgent.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "hygiene-agent: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.vpa).enabled }}
{{- $autoscaling := .Values.jiraHygieneAgent.autoscaling }}
{{- if ne .Values.jiraHygieneAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.jiraHygieneAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.jiraHygieneAgent "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.jiraHygieneAgent "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.jiraHygieneAgent "text" "cpu")) }}
{{- fail
    "hygiene-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.vpa).enabled }}
{{- $autoscaling := .Values.jiraHygieneAgent.autoscaling }}
{{- if ne .Values.jiraHygieneAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.jiraHygieneAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.jiraHygieneAgent "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.jiraHygieneAgent "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.jiraHygieneAgent "text" "memory")) }}
{{- fail
    "hygiene-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.rcaAgent.enabled }}
{{- $all := include "nexus.all-extraContainers" (dict "root" . "values" .Values.rcaAgent "text" "rca-agent")
    | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "rca-agent: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $rcaAgentPdb := .Values.rcaAgent.pdb }}
{{- if and .Values.rcaAgent.enabled .Values.global.highAvailability.enabled ($rcaAgentPdb).enabled }}
{{- if not (has (toString ($rcaAgentPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.rcaAgent.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.rcaAgent.autoscaling.minReplicas) (int64 .Values.rcaAgent.replicas)
    .Values.rcaAgent.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "rca-agent: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.vpa).enabled }}
{{- $autoscaling := .Values.rcaAgent.autoscaling }}
{{- if ne .Values.rcaAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.rcaAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.rcaAgent "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.rcaAgent "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.rcaAgent "text" "cpu")) }}
{{- fail
    "rca-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.vpa).enabled }}
{{- $autoscaling := .Values.rcaAgent.autoscaling }}
{{- if ne .Values.rcaAgent.vpa.updateMode "Off" }}
{{- if or (not .Values.rcaAgent.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.rcaAgent "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.rcaAgent "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.rcaAgent "text" "memory")) }}
{{- fail
    "rca-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.analytics.enabled }}
{{- $all := include "nexus.all-extraContainers" (dict "root" . "values" .Values.analytics "text" "analytics")
    | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "analytics: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $analyticsPdb := .Values.analytics.pdb }}
{{- if and .Values.analytics.enabled .Values.global.highAvailability.enabled ($analyticsPdb).enabled }}
{{- if not (has (toString ($analyticsPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.analytics.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.analytics.autoscaling.minReplicas) (int64 .Values.analytics.replicas)
    .Values.analytics.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "analytics: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.vpa).enabled }}
{{- $autoscaling := .Values.analytics.autoscaling }}
{{- if ne .Values.analytics.vpa.updateMode "Off" }}
{{- if or (not .Values.analytics.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.analytics "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.analytics "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.analytics "text" "cpu")) }}
{{- fail
    "analytics: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.vpa).enabled }}
{{- $autoscaling := .Values.analytics.autoscaling }}
{{- if ne .Values.analytics.vpa.updateMode "Off" }}
{{- if or (not .Values.analytics.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.analytics "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.analytics "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.analytics "text" "memory")) }}
{{- fail
    "analytics: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.webhooks.enabled }}
{{- $all := include "nexus.all-extraContainers-2" (dict "root" . "values" .Values.webhooks "text" "webhooks")
    | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "webhooks: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $webhooksPdb := .Values.webhooks.pdb }}
{{- if and .Values.webhooks.enabled .Values.global.highAvailability.enabled ($webhooksPdb).enabled }}
{{- if not (has (toString ($webhooksPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.webhooks.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.webhooks.autoscaling.minReplicas) (int64 .Values.webhooks.replicas)
    .Values.webhooks.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "webhooks: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.vpa).enabled }}
{{- $autoscaling := .Values.webhooks.autoscaling }}
{{- if ne .Values.webhooks.vpa.updateMode "Off" }}
{{- if or (not .Values.webhooks.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.webhooks "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.webhooks "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.webhooks "text" "cpu")) }}
{{- fail
    "webhooks: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.vpa).enabled }}
{{- $autoscaling := .Values.webhooks.autoscaling }}
{{- if ne .Values.webhooks.vpa.updateMode "Off" }}
{{- if or (not .Values.webhooks.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.webhooks "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.webhooks "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.webhooks "text" "memory")) }}
{{- fail
    "webhooks: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.adminDashboard.enabled }}
{{- $all := include "nexus.all-extraContainers-2"
    (dict "root" . "values" .Values.adminDashboard "text" "admin-dashboard") | fromJsonArray | toJson | fromJsonArray }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- fail "admin-dashboard: two containers have the same name" }}
{{- end }}
{{- end }}
{{- $adminDashboardPdb := .Values.adminDashboard.pdb }}
{{- if and .Values.adminDashboard.enabled .Values.global.highAvailability.enabled }}
{{- if ($adminDashboardPdb).enabled }}
{{- if not (has (toString ($adminDashboardPdb).minAvailable) (list "" "<nil>")) }}
{{- $minAvailable := .Values.adminDashboard.pdb.minAvailable }}
{{- $limit := ternary (int64 .Values.adminDashboard.autoscaling.minReplicas) (int64 .Values.adminDashboard.replicas)
    .Values.adminDashboard.autoscaling.enabled }}
{{- if ge (ternary (int64 $minAvailable) -1 (not (kindIs "string" $minAvailable))) $limit }}
{{- fail "admin-dashboard: minAvailable of the PodDisruptionBudget must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.vpa).enabled }}
{{- $autoscaling := .Values.adminDashboard.autoscaling }}
{{- if ne .Values.adminDashboard.vpa.updateMode "Off" }}
{{- if or (not .Values.adminDashboard.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.adminDashboard "text" "cpu")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetCPUUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.adminDashboard "text" "cpu"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.adminDashboard "text" "cpu")) }}
{{- fail
    "admin-dashboard: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.vpa).enabled }}
{{- $autoscaling := .Values.adminDashboard.autoscaling }}
{{- if ne .Values.adminDashboard.vpa.updateMode "Off" }}
{{- if or (not .Values.adminDashboard.vpa.policy.controlledResources)
    (include "nexus.any-controlledResources" (dict "values" .Values.adminDashboard "text" "memory")) }}
{{- if $autoscaling.enabled }}
{{- if or (not (kindIs "invalid" $autoscaling.targetMemoryUtilizationPercentage))
    (include "nexus.any-customMetrics" (dict "values" .Values.adminDashboard "text" "memory"))
    (include "nexus.any-customMetrics-2" (dict "values" .Values.adminDashboard "text" "memory")) }}
{{- fail
    "admin-dashboard: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.prometheus.enabled }}
{{- fail
    "`prometheus` is on, but the chart `kube-prometheus-stack` 55.5.0 of https://prometheus-community.github.io/helm-charts is not here" }}
{{- end }}
{{- end }}
