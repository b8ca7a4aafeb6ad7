{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "clipper.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- if gt (len .Release.Name) 35 }}
{{- fail "the release's name may have 35 characters at most: the names of PostgreSQL and Redis begin with it" }}
{{- end }}
{{- if not (or .Values.postgres.enabled (not .Values.backend.enabled) (index .Values "clipper-backend").database.host) }}
{{- fail "postgres.enabled is false: clipper-backend.database.host has to name another PostgreSQL" }}
{{- end }}
{{- if not (or .Values.redis.enabled (not .Values.backend.enabled) (index .Values "clipper-backend").cache.host) }}
{{- fail "redis.enabled is false: clipper-backend.cache.host has to name another Redis" }}
{{- end }}
{{- if (index .Values "clipper-backend").autoscaling.enabled }}
{{- if gt (int64 (index .Values "clipper-backend").autoscaling.minReplicas) (int64 (index .Values "clipper-backend").autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if (index .Values "clipper-backend").autoscaling.enabled }}
{{- if not (or (not (kindIs "invalid" (index .Values "clipper-backend").autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" (index .Values "clipper-backend").autoscaling.targetMemoryUtilizationPercentage)) (index .Values "clipper-backend").autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- if (index .Values "clipper-backend").podDisruptionBudget.enabled }}
{{- if and (not (has (toString (index .Values "clipper-backend").podDisruptionBudget.minAvailable) (list "" "<nil>"))) (not (has (toString (index .Values "clipper-backend").podDisruptionBudget.maxUnavailable) (list "" "<nil>"))) }}
{{- fail "podDisruptionBudget takes minAvailable or maxUnavailable, not both" }}
{{- end }}
{{- end }}
{{- if not (or (not (index .Values "clipper-backend").secrets.store.enabled) (index .Values "clipper-backend").secrets.external.enabled) }}
{{- fail "secrets.store needs secrets.external, which names it" }}
{{- end }}
{{- if (index .Values "clipper-backend").secrets.external.enabled }}
{{- if not (index .Values "clipper-backend").secrets.external.data }}
{{- fail "an external secret needs a key in data" }}
{{- end }}
{{- end }}
{{- if (index .Values "clipper-frontend").autoscaling.enabled }}
{{- if gt (int64 (index .Values "clipper-frontend").autoscaling.minReplicas) (int64 (index .Values "clipper-frontend").autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if (index .Values "clipper-frontend").autoscaling.enabled }}
{{- if not (or (not (kindIs "invalid" (index .Values "clipper-frontend").autoscaling.targetCPUUtilizationPercentage)) (not (kindIs "invalid" (index .Values "clipper-frontend").autoscaling.targetMemoryUtilizationPercentage)) (index .Values "clipper-frontend").autoscaling.customMetrics) }}
{{- fail "autoscaling needs a target for CPU or memory, or a metric in customMetrics" }}
{{- end }}
{{- end }}
{{- end }}
