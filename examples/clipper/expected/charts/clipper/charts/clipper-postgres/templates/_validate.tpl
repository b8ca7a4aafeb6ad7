{{/*
Refuses what the schema can't refuse.
*/}}
{{- define "clipper-postgres.validate" -}}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Release.Name) }}
{{- fail (printf "release name `%s` is not a DNS label of at most 53 characters" .Release.Name) }}
{{- end }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Chart.Name) }}
{{- fail (printf "the alias `%s` of the chart is not a DNS label, in small letters" .Chart.Name) }}
{{- end }}
{{- if regexMatch `\x{85}` (toJson .Values) }}
{{- fail "a value holds the character U+0085 (next line), which ends a line in YAML" }}
{{- end }}
{{- with include "clipper-postgres.unfittingRequests" (dict "values" .Values) }}
{{- fail (printf
    "clipper-postgres: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- if .Values.backup.enabled }}
{{- with include "clipper-postgres.unfittingRequests" (dict "values" .Values.backup) }}
{{- fail (printf
    "backup: the requests of resources must not be above the limits, nor below those of pages and devices, which are not shared out and need limits: %s"
    .) }}
{{- end }}
{{- end }}
{{- end }}
