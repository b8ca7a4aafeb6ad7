{{/*
The chart's name, unless the values replace it.
*/}}
{{- define "clipper-frontend.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most, unless the values replace it.
*/}}
{{- define "clipper-frontend.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains (include "clipper-frontend.name" .) .Release.Name }}
{{- .Release.Name }}
{{- else if hasPrefix (printf "%s-" .Release.Name) (include "clipper-frontend.name" .) }}
{{- include "clipper-frontend.name" . }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "clipper-frontend.name" .) | trunc 63 | trimAll "-" }}
{{- end }}
{{- end }}

{{/*
The chart's name and version, as the label `helm.sh/chart` holds them.
*/}}
{{- define "clipper-frontend.chart" -}}
{{- printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | trunc 63 | trimAll "-" }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "clipper-frontend.selectorLabels" -}}
app.kubernetes.io/name: {{ include "clipper-frontend.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: clipper-frontend
{{- end }}

{{/*
The labels of a component's resources; what the chart itself says wins over what is common to all.
*/}}
{{- define "clipper-frontend.labels" -}}
{{ with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "clipper-frontend.chart" . | quote }}
{{ include "clipper-frontend.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The service account that the pods act as.
*/}}
{{- define "clipper-frontend.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "clipper-frontend.fullname" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "clipper-frontend.image" -}}
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
*/}}
{{- define "clipper-frontend.unfittingRequests" -}}
{{- $list := list }}
{{- range $name, $asked := (.Values.resources).requests }}
{{- range $other, $most := ($.Values.resources).limits }}
{{- $limit := float64 (include "clipper-frontend.amount" $most) }}
{{- if and (eq $name $other) (gt (float64 (include "clipper-frontend.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $asked := (.Values.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- range $other, $most := ($.Values.resources).limits }}
{{- $limit := float64 (include "clipper-frontend.amount" $most) }}
{{- if and (eq $name $other) (lt (float64 (include "clipper-frontend.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $item := (.Values.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- if not (hasKey (($.Values.resources).limits | default dict) $name) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- join ", " $list }}
{{- end }}

{{/*
Says `true` where one of `imagePullSecrets` is found by its `name`, nothing where none is.
Takes `root`, `s`.
*/}}
{{- define "clipper-frontend.anyImagePullSecretByName" -}}
{{- $s := .s }}
{{- range $o := .root.Values.imagePullSecrets }}
{{- $wanted := toString (ternary (ternary $s dict (kindIs "map" $s)).name $s (kindIs "map" $s)) }}
{{- if eq ($o.name | default "") $wanted }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
What stands at `imagePullSecrets`, if anything does.
*/}}
{{- define "clipper-frontend.imagePullSecrets" -}}
{{- with .Values.imagePullSecrets }}
{{ toYaml . }}
{{- end }}
{{- range $s := .Values.global.imagePullSecrets }}
{{- if not (include "clipper-frontend.anyImagePullSecretByName" (dict "root" $ "s" $s)) }}
-
  {{- if kindIs "map" $s }}
  name: {{ $s.name | quote }}
  {{- else }}
  name: {{ $s | quote }}
  {{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
How many there are of `values.httpGet`, `values.tcpSocket`, `values.exec` and `values.grpc`.
Takes `values`.
*/}}
{{- define "clipper-frontend.httpGetCount" -}}
{{- $count := 0 }}
{{- if not (kindIs "invalid" (.values).httpGet) }}
{{- $count = add1 $count }}
{{- end }}
{{- if not (kindIs "invalid" (.values).tcpSocket) }}
{{- $count = add1 $count }}
{{- end }}
{{- if not (kindIs "invalid" (.values).exec) }}
{{- $count = add1 $count }}
{{- end }}
{{- if not (kindIs "invalid" (.values).grpc) }}
{{- $count = add1 $count }}
{{- end }}
{{- $count }}
{{- end }}

{{/*
Says `true` where one of `tolerations` is found by its `operator`, `key`, `tolerationSeconds` and `effect`, nothing
where none is.
*/}}
{{- define "clipper-frontend.anyToleration" -}}
{{- range $t := .Values.tolerations }}
{{- if and (ne (toString $t.operator) "Exists") (not $t.key) }}
true
{{- else if and (not (kindIs "invalid" $t.tolerationSeconds)) (ne (toString $t.effect) "NoExecute") }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
`name` of each element of `imagePullSecrets`, as a JSON list.
*/}}
{{- define "clipper-frontend.imagePullSecretNames" -}}
{{- $list := list }}
{{- range $p := .Values.imagePullSecrets }}
{{- $list = append $list ($p.name | default "") }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.
*/}}
{{- define "clipper-frontend.amount" -}}
{{- $text := regexReplaceAll "^0*([1-9][0-9]{100}|[^eE]*[1-9][^eE]*[eE][+]?0*[1-9][0-9]{2}).*$"
    (. | toJson | trimAll "\"") "1e100" }}
{{- $digits := regexFind "^[-+]?[0-9.]*([eE][-+]?[0-9]+)?" $text }}
{{- mulf $digits (get (dict "" "1" "n" "1e-9" "u" "1e-6" "m" "1e-3" "k" "1e3" "M" "1e6" "G" "1e9" "T" "1e12" "P" "1e15"
    "E" "1e18" "Ki" "1024" "Mi" "1048576" "Gi" "1073741824" "Ti" "1099511627776" "Pi" "1125899906842624" "Ei"
    "1152921504606847e3") (trimPrefix $digits $text)) }}
{{- end }}

{{/*
Says `true` where two elements of a list are equal, nothing where all differ.
*/}}
{{- define "clipper-frontend.repeated" -}}
{{- if ne (len .) (len (uniq .)) }}
true
{{- end }}
{{- end }}
