{{/*
The chart's name and version, as the label `helm.sh/chart` holds them.
*/}}
{{- define "tenants.chart" -}}
{{- printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | trunc 63 | trimAll "-" }}
{{- end }}

{{/*
The chart's name, unless the values replace it.
*/}}
{{- define "tenants.name" -}}
{{- .Chart.Name }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "tenants.labels" -}}
helm.sh/chart: {{ include "tenants.chart" . | quote }}
app.kubernetes.io/name: {{ include "tenants.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: tenant
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}
