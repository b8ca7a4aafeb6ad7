{{/*
The chart's name, unless the values replace it.
*/}}
{{- define "clipper-postgres.name" -}}
{{- .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most, unless the values replace it.
*/}}
{{- define "clipper-postgres.fullname" -}}
{{- if contains (include "clipper-postgres.name" .) .Release.Name }}
{{- .Release.Name }}
{{- else if hasPrefix (printf "%s-" .Release.Name) (include "clipper-postgres.name" .) }}
{{- include "clipper-postgres.name" . }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "clipper-postgres.name" .) | trunc 63 | trimAll "-" }}
{{- end }}
{{- end }}

{{/*
The chart's name and version, as the label `helm.sh/chart` holds them.
*/}}
{{- define "clipper-postgres.chart" -}}
{{- printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | trunc 63 | trimAll "-" }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
Takes `root`, `component`.
*/}}
{{- define "clipper-postgres.selectorLabels" -}}
app.kubernetes.io/name: {{ include "clipper-postgres.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/*
The labels of a component's resources; what the chart itself says wins over what is common to all.
Takes `root`, `component`.
*/}}
{{- define "clipper-postgres.labels" -}}
{{ with omit (.root.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name"
    "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version"
    "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "clipper-postgres.chart" .root | quote }}
{{ include "clipper-postgres.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "clipper-postgres.image" -}}
{{- if .Values.global.imageRegistry }}
{{- printf "%s/" .Values.global.imageRegistry }}
{{- else if .Values.image.registry }}
{{- printf "%s/" .Values.image.registry }}
{{- end }}
{{- .Values.image.repository }}
{{- if .Values.image.digest }}
{{- printf "@%s" .Values.image.digest }}
{{- else }}
{{- printf ":%s" (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/*
What a container asks more of than it may have; of what isn't shared out, also less, or without a limit.
Takes `values`.
*/}}
{{- define "clipper-postgres.unfittingRequests" -}}
{{- $list := list }}
{{- range $name, $asked := (.values.resources).requests }}
{{- range $other, $most := ($.values.resources).limits }}
{{- $limit := float64 (include "clipper-postgres.amount" $most) }}
{{- if and (eq $name $other) (gt (float64 (include "clipper-postgres.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $asked := (.values.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- range $other, $most := ($.values.resources).limits }}
{{- $limit := float64 (include "clipper-postgres.amount" $most) }}
{{- if and (eq $name $other) (lt (float64 (include "clipper-postgres.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $item := (.values.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- if not (hasKey (($.values.resources).limits | default dict) $name) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- join ", " $list }}
{{- end }}

{{/*
Texts made of `config.parameters`, as a JSON list.
*/}}
{{- define "clipper-postgres.parameterTexts" -}}
{{- $list := list "listen_addresses = '*'" }}
{{- range $key, $value := .Values.config.parameters }}
{{- $list = append $list (printf "%s = '%s'" $key ($value | replace "'" "''")) }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.
*/}}
{{- define "clipper-postgres.amount" -}}
{{- $text := regexReplaceAll "^0*([1-9][0-9]{100}|[^eE]*[1-9][^eE]*[eE][+]?0*[1-9][0-9]{2}).*$"
    (. | toJson | trimAll "\"") "1e100" }}
{{- $digits := regexFind "^[-+]?[0-9.]*([eE][-+]?[0-9]+)?" $text }}
{{- mulf $digits (get (dict "" "1" "n" "1e-9" "u" "1e-6" "m" "1e-3" "k" "1e3" "M" "1e6" "G" "1e9" "T" "1e12" "P" "1e15"
    "E" "1e18" "Ki" "1024" "Mi" "1048576" "Gi" "1073741824" "Ti" "1099511627776" "Pi" "1125899906842624" "Ei"
    "1152921504606847e3") (trimPrefix $digits $text)) }}
{{- end }}
