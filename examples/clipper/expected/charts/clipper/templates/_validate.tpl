{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "clipper.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Chart.Name) }}
{{- fail (printf "the alias `%s` of the chart is not a DNS label, in small letters" .Chart.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- if gt (len .Release.Name) 35 }}
{{- fail "the release's name may have 35 characters at most: the names of PostgreSQL and Redis begin with it" }}
{{- end }}
{{- if and (not .Values.postgres.enabled) .Values.backend.enabled }}
{{- if not (index .Values "clipper-backend").database.host }}
{{- fail "postgres.enabled is false: clipper-backend.database.host has to name another PostgreSQL" }}
{{- end }}
{{- end }}
{{- if and (not .Values.redis.enabled) .Values.backend.enabled }}
{{- if not (index .Values "clipper-backend").cache.host }}
{{- fail "redis.enabled is false: clipper-backend.cache.host has to name another Redis" }}
{{- end }}
{{- end }}
{{- if .Values.backend.enabled }}
{{- if (index .Values "clipper-backend").autoscaling.enabled }}
{{- $autoscaling := (index .Values "clipper-backend").autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "clipper-backend.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- if not $autoscaling.targetCPUUtilizationPercentage }}
{{- if and (not $autoscaling.targetMemoryUtilizationPercentage) (not $autoscaling.customMetrics) }}
{{- fail "clipper-backend.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- if (index .Values "clipper-backend").podDisruptionBudget.enabled }}
{{- $podDisruptionBudget := (index .Values "clipper-backend").podDisruptionBudget }}
{{- if include "clipper.isSet" $podDisruptionBudget.minAvailable }}
{{- if include "clipper.isSet" $podDisruptionBudget.maxUnavailable }}
{{- fail "clipper-backend.podDisruptionBudget.minAvailable must be empty where maxUnavailable is given" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.backend.enabled (index .Values "clipper-backend").ingress.enabled }}
{{- range $index, $item := (index .Values "clipper-backend").ingress.hosts }}
{{- if eq ($item.host | upper) $item.host }}
{{- if eq (sub (len $item.host) (len ($item.host | replace "." ""))) 3 }}
{{- fail (printf "clipper-backend.ingress.hosts[%d].host is a name, not an address" $index) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $index, $item := (index .Values "clipper-backend").ingress.hosts }}
{{- range $index2, $item2 := $item.paths }}
{{- if ne ($item2.pathType | default "Prefix") "ImplementationSpecific" }}
{{- if regexMatch `//|/\.\.?(/|$)|%2[fF]` ($item2.path | default "/") }}
{{- fail (printf
    "clipper-backend.ingress.hosts[%d].paths[%d].path has nothing like //, /../ and %%2F in it, unless pathType is ImplementationSpecific"
    $index $index2) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.backend.enabled }}
{{- if (index .Values "clipper-backend").secrets.store.enabled }}
{{- if not (index .Values "clipper-backend").secrets.external.enabled }}
{{- fail "secrets.store needs secrets.external, which names it" }}
{{- end }}
{{- end }}
{{- if (index .Values "clipper-backend").secrets.external.enabled }}
{{- if not (index .Values "clipper-backend").secrets.external.data }}
{{- fail "clipper-backend.secrets.external.data needs a key" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.frontend.enabled (index .Values "clipper-frontend").autoscaling.enabled }}
{{- $autoscaling := (index .Values "clipper-frontend").autoscaling }}
{{- if gt (int64 $autoscaling.minReplicas) (int64 $autoscaling.maxReplicas) }}
{{- fail "clipper-frontend.autoscaling.minReplicas must not be above maxReplicas" }}
{{- end }}
{{- if not $autoscaling.targetCPUUtilizationPercentage }}
{{- if and (not $autoscaling.targetMemoryUtilizationPercentage) (not $autoscaling.customMetrics) }}
{{- fail "clipper-frontend.autoscaling.targetCPUUtilizationPercentage, that of memory, or customMetrics is needed" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.frontend.enabled (index .Values "clipper-frontend").ingress.enabled }}
{{- range $index, $item := (index .Values "clipper-frontend").ingress.hosts }}
{{- if eq ($item.host | upper) $item.host }}
{{- if eq (sub (len $item.host) (len ($item.host | replace "." ""))) 3 }}
{{- fail (printf "clipper-frontend.ingress.hosts[%d].host is a name, not an address" $index) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $index, $item := (index .Values "clipper-frontend").ingress.hosts }}
{{- range $index2, $item2 := $item.paths }}
{{- if ne ($item2.pathType | default "Prefix") "ImplementationSpecific" }}
{{- if regexMatch `//|/\.\.?(/|$)|%2[fF]` ($item2.path | default "/") }}
{{- fail (printf
    "clipper-frontend.ingress.hosts[%d].paths[%d].path has nothing like //, /../ and %%2F in it, unless pathType is ImplementationSpecific"
    $index $index2) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
