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
{{- if gt (int64 .Values.orchestrator.autoscaling.minReplicas) (int64 .Values.orchestrator.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.orchestrator.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.orchestrator.autoscaling.targetMemoryUtilizationPercentage)) .Values.orchestrator.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.pdb).enabled }}
{{- if and (not (has (toString .Values.orchestrator.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.orchestrator.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.externalSecrets).enabled }}
{{- if not .Values.orchestrator.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.ingress).enabled }}
{{- if not .Values.orchestrator.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.autoscaling).enabled }}
{{- if gt (int64 .Values.jiraAgent.autoscaling.minReplicas) (int64 .Values.jiraAgent.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.jiraAgent.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.jiraAgent.autoscaling.targetMemoryUtilizationPercentage)) .Values.jiraAgent.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.pdb).enabled }}
{{- if and (not (has (toString .Values.jiraAgent.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.jiraAgent.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.externalSecrets).enabled }}
{{- if not .Values.jiraAgent.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.ingress).enabled }}
{{- if not .Values.jiraAgent.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.autoscaling).enabled }}
{{- if gt (int64 .Values.gitCiAgent.autoscaling.minReplicas) (int64 .Values.gitCiAgent.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.gitCiAgent.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.gitCiAgent.autoscaling.targetMemoryUtilizationPercentage)) .Values.gitCiAgent.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.pdb).enabled }}
{{- if and (not (has (toString .Values.gitCiAgent.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.gitCiAgent.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.externalSecrets).enabled }}
{{- if not .Values.gitCiAgent.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.ingress).enabled }}
{{- if not .Values.gitCiAgent.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.autoscaling).enabled }}
{{- if gt (int64 .Values.reportingAgent.autoscaling.minReplicas) (int64 .Values.reportingAgent.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.reportingAgent.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.reportingAgent.autoscaling.targetMemoryUtilizationPercentage)) .Values.reportingAgent.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.pdb).enabled }}
{{- if and (not (has (toString .Values.reportingAgent.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.reportingAgent.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.externalSecrets).enabled }}
{{- if not .Values.reportingAgent.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.ingress).enabled }}
{{- if not .Values.reportingAgent.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.autoscaling).enabled }}
{{- if gt (int64 .Values.slackAgent.autoscaling.minReplicas) (int64 .Values.slackAgent.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.slackAgent.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.slackAgent.autoscaling.targetMemoryUtilizationPercentage)) .Values.slackAgent.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.pdb).enabled }}
{{- if and (not (has (toString .Values.slackAgent.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.slackAgent.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.externalSecrets).enabled }}
{{- if not .Values.slackAgent.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.ingress).enabled }}
{{- if not .Values.slackAgent.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.autoscaling).enabled }}
{{- if gt (int64 .Values.jiraHygieneAgent.autoscaling.minReplicas) (int64 .Values.jiraHygieneAgent.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.jiraHygieneAgent.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.jiraHygieneAgent.autoscaling.targetMemoryUtilizationPercentage)) .Values.jiraHygieneAgent.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.pdb).enabled }}
{{- if and (not (has (toString .Values.jiraHygieneAgent.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.jiraHygieneAgent.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.externalSecrets).enabled }}
{{- if not .Values.jiraHygieneAgent.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.ingress).enabled }}
{{- if not .Values.jiraHygieneAgent.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.autoscaling).enabled }}
{{- if gt (int64 .Values.rcaAgent.autoscaling.minReplicas) (int64 .Values.rcaAgent.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.rcaAgent.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.rcaAgent.autoscaling.targetMemoryUtilizationPercentage)) .Values.rcaAgent.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.pdb).enabled }}
{{- if and (not (has (toString .Values.rcaAgent.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.rcaAgent.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.externalSecrets).enabled }}
{{- if not .Values.rcaAgent.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.ingress).enabled }}
{{- if not .Values.rcaAgent.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.autoscaling).enabled }}
{{- if gt (int64 .Values.analytics.autoscaling.minReplicas) (int64 .Values.analytics.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.analytics.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.analytics.autoscaling.targetMemoryUtilizationPercentage)) .Values.analytics.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.pdb).enabled }}
{{- if and (not (has (toString .Values.analytics.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.analytics.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.externalSecrets).enabled }}
{{- if not .Values.analytics.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.ingress).enabled }}
{{- if not .Values.analytics.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.autoscaling).enabled }}
{{- if gt (int64 .Values.webhooks.autoscaling.minReplicas) (int64 .Values.webhooks.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.webhooks.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.webhooks.autoscaling.targetMemoryUtilizationPercentage)) .Values.webhooks.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.pdb).enabled }}
{{- if and (not (has (toString .Values.webhooks.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.webhooks.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.externalSecrets).enabled }}
{{- if not .Values.webhooks.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.ingress).enabled }}
{{- if not .Values.webhooks.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.autoscaling).enabled }}
{{- if gt (int64 .Values.adminDashboard.autoscaling.minReplicas) (int64 .Values.adminDashboard.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.autoscaling).enabled }}
{{- if not (or (not (kindIs "invalid" .Values.adminDashboard.autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" .Values.adminDashboard.autoscaling.targetMemoryUtilizationPercentage)) .Values.adminDashboard.autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.pdb).enabled }}
{{- if and (not (has (toString .Values.adminDashboard.pdb.minAvailable) (list "" "<nil>"))) (not (has (toString .Values.adminDashboard.pdb.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.externalSecrets).enabled }}
{{- if not .Values.adminDashboard.externalSecrets.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.ingress).enabled }}
{{- if not .Values.adminDashboard.ingress.hosts }}
{{- fail "ingress.hosts needs a host where ingress.enabled is true" }}
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
{{- if not (or (le (int64 .Values.redis.sentinel.quorum) (int64 .Values.redis.replica.replicaCount)) (not .Values.redis.sentinel.enabled)) }}
{{- fail "redis.sentinel.quorum must not be above redis.replica.replicaCount" }}
{{- end }}
{{- end }}
{{- if and .Values.redis.enabled (eq (toString .Values.redis.architecture) "standalone") (.Values.redis.auth).enabled }}
{{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "required") }}
{{- fail "the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if and .Values.redis.enabled (eq (toString .Values.redis.architecture) "replication") (.Values.redis.auth).enabled }}
{{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "required") }}
{{- fail "the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if not .Values.postgresql.enabled }}
{{- if or (eq (toString .Values.externalPostgresql.password) "") (hasKey (ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)) "required") }}
{{- fail "the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if .Values.postgresql.enabled }}
{{- if or (eq (toString .Values.postgresql.auth.password) "") (hasKey (ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)) "required") }}
{{- fail "the secret `password` needs its text, or the name of a Secret that exists" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled .Values.global.highAvailability.enabled (.Values.orchestrator.pdb).enabled (not (has (toString (.Values.orchestrator.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.orchestrator.pdb.minAvailable) -1 (not (kindIs "string" .Values.orchestrator.pdb.minAvailable))) (ternary (int64 .Values.orchestrator.autoscaling.minReplicas) (int64 .Values.orchestrator.replicas) .Values.orchestrator.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.vpa).enabled }}
{{- if and (ne .Values.orchestrator.vpa.updateMode "Off") (or (not .Values.orchestrator.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.orchestrator "text" "cpu"))) .Values.orchestrator.autoscaling.enabled (not (kindIs "invalid" .Values.orchestrator.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "orchestrator: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.orchestrator.enabled (.Values.orchestrator.vpa).enabled }}
{{- if and (ne .Values.orchestrator.vpa.updateMode "Off") (or (not .Values.orchestrator.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.orchestrator "text" "memory"))) .Values.orchestrator.autoscaling.enabled (not (kindIs "invalid" .Values.orchestrator.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "orchestrator: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled .Values.global.highAvailability.enabled (.Values.jiraAgent.pdb).enabled (not (has (toString (.Values.jiraAgent.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.jiraAgent.pdb.minAvailable) -1 (not (kindIs "string" .Values.jiraAgent.pdb.minAvailable))) (ternary (int64 .Values.jiraAgent.autoscaling.minReplicas) (int64 .Values.jiraAgent.replicas) .Values.jiraAgent.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.vpa).enabled }}
{{- if and (ne .Values.jiraAgent.vpa.updateMode "Off") (or (not .Values.jiraAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.jiraAgent "text" "cpu"))) .Values.jiraAgent.autoscaling.enabled (not (kindIs "invalid" .Values.jiraAgent.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "jira-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraAgent.enabled (.Values.jiraAgent.vpa).enabled }}
{{- if and (ne .Values.jiraAgent.vpa.updateMode "Off") (or (not .Values.jiraAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.jiraAgent "text" "memory"))) .Values.jiraAgent.autoscaling.enabled (not (kindIs "invalid" .Values.jiraAgent.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "jira-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled .Values.global.highAvailability.enabled (.Values.gitCiAgent.pdb).enabled (not (has (toString (.Values.gitCiAgent.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.gitCiAgent.pdb.minAvailable) -1 (not (kindIs "string" .Values.gitCiAgent.pdb.minAvailable))) (ternary (int64 .Values.gitCiAgent.autoscaling.minReplicas) (int64 .Values.gitCiAgent.replicas) .Values.gitCiAgent.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.vpa).enabled }}
{{- if and (ne .Values.gitCiAgent.vpa.updateMode "Off") (or (not .Values.gitCiAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.gitCiAgent "text" "cpu"))) .Values.gitCiAgent.autoscaling.enabled (not (kindIs "invalid" .Values.gitCiAgent.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "git-ci-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.gitCiAgent.enabled (.Values.gitCiAgent.vpa).enabled }}
{{- if and (ne .Values.gitCiAgent.vpa.updateMode "Off") (or (not .Values.gitCiAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.gitCiAgent "text" "memory"))) .Values.gitCiAgent.autoscaling.enabled (not (kindIs "invalid" .Values.gitCiAgent.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "git-ci-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled .Values.global.highAvailability.enabled (.Values.reportingAgent.pdb).enabled (not (has (toString (.Values.reportingAgent.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.reportingAgent.pdb.minAvailable) -1 (not (kindIs "string" .Values.reportingAgent.pdb.minAvailable))) (ternary (int64 .Values.reportingAgent.autoscaling.minReplicas) (int64 .Values.reportingAgent.replicas) .Values.reportingAgent.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.vpa).enabled }}
{{- if and (ne .Values.reportingAgent.vpa.updateMode "Off") (or (not .Values.reportingAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.reportingAgent "text" "cpu"))) .Values.reportingAgent.autoscaling.enabled (not (kindIs "invalid" .Values.reportingAgent.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "reporting-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.reportingAgent.enabled (.Values.reportingAgent.vpa).enabled }}
{{- if and (ne .Values.reportingAgent.vpa.updateMode "Off") (or (not .Values.reportingAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.reportingAgent "text" "memory"))) .Values.reportingAgent.autoscaling.enabled (not (kindIs "invalid" .Values.reportingAgent.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "reporting-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled .Values.global.highAvailability.enabled (.Values.slackAgent.pdb).enabled (not (has (toString (.Values.slackAgent.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.slackAgent.pdb.minAvailable) -1 (not (kindIs "string" .Values.slackAgent.pdb.minAvailable))) (ternary (int64 .Values.slackAgent.autoscaling.minReplicas) (int64 .Values.slackAgent.replicas) .Values.slackAgent.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.vpa).enabled }}
{{- if and (ne .Values.slackAgent.vpa.updateMode "Off") (or (not .Values.slackAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.slackAgent "text" "cpu"))) .Values.slackAgent.autoscaling.enabled (not (kindIs "invalid" .Values.slackAgent.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "slack-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.slackAgent.enabled (.Values.slackAgent.vpa).enabled }}
{{- if and (ne .Values.slackAgent.vpa.updateMode "Off") (or (not .Values.slackAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.slackAgent "text" "memory"))) .Values.slackAgent.autoscaling.enabled (not (kindIs "invalid" .Values.slackAgent.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "slack-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled .Values.global.highAvailability.enabled (.Values.jiraHygieneAgent.pdb).enabled (not (has (toString (.Values.jiraHygieneAgent.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.jiraHygieneAgent.pdb.minAvailable) -1 (not (kindIs "string" .Values.jiraHygieneAgent.pdb.minAvailable))) (ternary (int64 .Values.jiraHygieneAgent.autoscaling.minReplicas) (int64 .Values.jiraHygieneAgent.replicas) .Values.jiraHygieneAgent.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.vpa).enabled }}
{{- if and (ne .Values.jiraHygieneAgent.vpa.updateMode "Off") (or (not .Values.jiraHygieneAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.jiraHygieneAgent "text" "cpu"))) .Values.jiraHygieneAgent.autoscaling.enabled (not (kindIs "invalid" .Values.jiraHygieneAgent.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "hygiene-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.jiraHygieneAgent.enabled (.Values.jiraHygieneAgent.vpa).enabled }}
{{- if and (ne .Values.jiraHygieneAgent.vpa.updateMode "Off") (or (not .Values.jiraHygieneAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.jiraHygieneAgent "text" "memory"))) .Values.jiraHygieneAgent.autoscaling.enabled (not (kindIs "invalid" .Values.jiraHygieneAgent.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "hygiene-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled .Values.global.highAvailability.enabled (.Values.rcaAgent.pdb).enabled (not (has (toString (.Values.rcaAgent.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.rcaAgent.pdb.minAvailable) -1 (not (kindIs "string" .Values.rcaAgent.pdb.minAvailable))) (ternary (int64 .Values.rcaAgent.autoscaling.minReplicas) (int64 .Values.rcaAgent.replicas) .Values.rcaAgent.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.vpa).enabled }}
{{- if and (ne .Values.rcaAgent.vpa.updateMode "Off") (or (not .Values.rcaAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.rcaAgent "text" "cpu"))) .Values.rcaAgent.autoscaling.enabled (not (kindIs "invalid" .Values.rcaAgent.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "rca-agent: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.rcaAgent.enabled (.Values.rcaAgent.vpa).enabled }}
{{- if and (ne .Values.rcaAgent.vpa.updateMode "Off") (or (not .Values.rcaAgent.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.rcaAgent "text" "memory"))) .Values.rcaAgent.autoscaling.enabled (not (kindIs "invalid" .Values.rcaAgent.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "rca-agent: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled .Values.global.highAvailability.enabled (.Values.analytics.pdb).enabled (not (has (toString (.Values.analytics.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.analytics.pdb.minAvailable) -1 (not (kindIs "string" .Values.analytics.pdb.minAvailable))) (ternary (int64 .Values.analytics.autoscaling.minReplicas) (int64 .Values.analytics.replicas) .Values.analytics.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.vpa).enabled }}
{{- if and (ne .Values.analytics.vpa.updateMode "Off") (or (not .Values.analytics.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.analytics "text" "cpu"))) .Values.analytics.autoscaling.enabled (not (kindIs "invalid" .Values.analytics.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "analytics: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.analytics.enabled (.Values.analytics.vpa).enabled }}
{{- if and (ne .Values.analytics.vpa.updateMode "Off") (or (not .Values.analytics.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.analytics "text" "memory"))) .Values.analytics.autoscaling.enabled (not (kindIs "invalid" .Values.analytics.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "analytics: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled .Values.global.highAvailability.enabled (.Values.webhooks.pdb).enabled (not (has (toString (.Values.webhooks.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.webhooks.pdb.minAvailable) -1 (not (kindIs "string" .Values.webhooks.pdb.minAvailable))) (ternary (int64 .Values.webhooks.autoscaling.minReplicas) (int64 .Values.webhooks.replicas) .Values.webhooks.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.vpa).enabled }}
{{- if and (ne .Values.webhooks.vpa.updateMode "Off") (or (not .Values.webhooks.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.webhooks "text" "cpu"))) .Values.webhooks.autoscaling.enabled (not (kindIs "invalid" .Values.webhooks.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "webhooks: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.webhooks.enabled (.Values.webhooks.vpa).enabled }}
{{- if and (ne .Values.webhooks.vpa.updateMode "Off") (or (not .Values.webhooks.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.webhooks "text" "memory"))) .Values.webhooks.autoscaling.enabled (not (kindIs "invalid" .Values.webhooks.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "webhooks: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled .Values.global.highAvailability.enabled (.Values.adminDashboard.pdb).enabled (not (has (toString (.Values.adminDashboard.pdb).minAvailable) (list "" "<nil>"))) }}
{{- if ge (ternary (int64 .Values.adminDashboard.pdb.minAvailable) -1 (not (kindIs "string" .Values.adminDashboard.pdb.minAvailable))) (ternary (int64 .Values.adminDashboard.autoscaling.minReplicas) (int64 .Values.adminDashboard.replicas) .Values.adminDashboard.autoscaling.enabled) }}
{{- fail "podDisruptionBudget.minAvailable must be below the number of replicas" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.vpa).enabled }}
{{- if and (ne .Values.adminDashboard.vpa.updateMode "Off") (or (not .Values.adminDashboard.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.adminDashboard "text" "cpu"))) .Values.adminDashboard.autoscaling.enabled (not (kindIs "invalid" .Values.adminDashboard.autoscaling.targetCPUUtilizationPercentage)) }}
{{- fail "admin-dashboard: the number of pods follows their CPU in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if and .Values.adminDashboard.enabled (.Values.adminDashboard.vpa).enabled }}
{{- if and (ne .Values.adminDashboard.vpa.updateMode "Off") (or (not .Values.adminDashboard.vpa.policy.controlledResources) (include "nexus.any-controlledResources" (dict "values" .Values.adminDashboard "text" "memory"))) .Values.adminDashboard.autoscaling.enabled (not (kindIs "invalid" .Values.adminDashboard.autoscaling.targetMemoryUtilizationPercentage)) }}
{{- fail "admin-dashboard: the number of pods follows their memory in percent of the requests, which vpa changes: set vpa.updateMode to Off, or let one of the two follow something else" }}
{{- end }}
{{- end }}
{{- if .Values.prometheus.enabled }}
{{- fail "`prometheus` is on, but the chart `kube-prometheus-stack` 55.5.0 of https://prometheus-community.github.io/helm-charts is not here" }}
{{- end }}
{{- end }}
