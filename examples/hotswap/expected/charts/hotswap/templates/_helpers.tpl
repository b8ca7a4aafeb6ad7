{{/*
The chart's name, unless the values replace it.
*/}}
{{- define "hotswap.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most, unless the values replace it.
*/}}
{{- define "hotswap.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains (include "hotswap.name" .) .Release.Name }}
{{- .Release.Name }}
{{- else if hasPrefix (printf "%s-" .Release.Name) (include "hotswap.name" .) }}
{{- include "hotswap.name" . }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "hotswap.name" .) | trunc 63 | trimAll "-" }}
{{- end }}
{{- end }}

{{/*
`fullname` with `-secrets` behind it; what is too long is cut.
*/}}
{{- define "hotswap.secretsName" -}}
{{- printf "%s-secrets" (include "hotswap.fullname" . | trunc 55 | trimAll "-") }}
{{- end }}

{{/*
The chart's name and version, as the label `helm.sh/chart` holds them.
*/}}
{{- define "hotswap.chart" -}}
{{- printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | trunc 63 | trimAll "-" }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
Takes `root`, `component`.
*/}}
{{- define "hotswap.selectorLabels" -}}
app.kubernetes.io/name: {{ include "hotswap.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/*
The labels of a component's resources; what the chart itself says wins over what is common to all.
Takes `root`, `component`.
*/}}
{{- define "hotswap.labels" -}}
{{ with omit (.root.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name"
    "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version"
    "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "hotswap.chart" .root | quote }}
{{ include "hotswap.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
{{- end }}

{{/*
The service account that the pods act as.
*/}}
{{- define "hotswap.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "hotswap.fullname" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
The image by which a pod waits for others.
*/}}
{{- define "hotswap.waitImage" -}}
{{- if .Values.global.imageRegistry }}
{{- printf "%s/" .Values.global.imageRegistry }}
{{- end -}}
busybox:1.37
{{- end }}

{{/*
The name of what belongs to a component. Of long names that of the chart is cut, never the component's, so that names
stay apart.
Takes `root`, `component`.
*/}}
{{- define "hotswap.componentName" -}}
{{- printf "%s-%s" (include "hotswap.fullname" .root | trunc (int (sub 62 (len .component))) | trimAll "-")
    .component }}
{{- end }}

{{/*
The image of the pods.
Takes `root`, `values`.
*/}}
{{- define "hotswap.image" -}}
{{- if .root.Values.global.imageRegistry }}
{{- printf "%s/" .root.Values.global.imageRegistry }}
{{- else if (.values.image).registry }}
{{- printf "%s/" (.values.image).registry }}
{{- end }}
{{- (.values.image).repository }}
{{- if (.values.image).digest }}
{{- printf "@%s" (.values.image).digest }}
{{- else }}
{{- printf ":%s" ((.values.image).tag | default .root.Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/*
The key of a Secret that holds the text: the one that is named, else that of a Secret which the chart makes.
*/}}
{{- define "hotswap.secretKeyRef.password" -}}
{{- if eq (include "hotswap.caseOf" .Values.postgresql.auth.password) "existing" -}}
name: {{ ((.Values.postgresql.auth.password).existing).secret | quote }}
key: {{ ((.Values.postgresql.auth.password).existing).key | default "password" | quote }}
{{- else -}}
name: {{ include "hotswap.componentName" (dict "root" . "component" "postgresql") | quote }}
key: password
{{- end }}
{{- end }}

{{/*
Like `hotswap.secretKeyRef.password`.
Takes `root`, `key`, `values`.
*/}}
{{- define "hotswap.secretKeyRef" -}}
{{- if eq (include "hotswap.caseOf" .values) "existing" -}}
name: {{ ((.values).existing).secret | quote }}
key: {{ ((.values).existing).key | default "password" | quote }}
{{- else -}}
name: {{ include "hotswap.secretsName" .root | quote }}
key: {{ .key }}
{{- end }}
{{- end }}

{{/*
What a Secret of the chart has under the key: the text that is given, or one that is generated once.
*/}}
{{- define "hotswap.secretData" -}}
{{- if not (.Values.postgresql.auth).password }}
{{- include "hotswap.keptText" (dict "namespace" .Release.Namespace "secret"
    (include "hotswap.componentName" (dict "root" . "component" "postgresql")) "key" "password" "length" 32 "alphabet"
    "alphanumeric") | b64enc }}
{{- else if eq (include "hotswap.caseOf" (.Values.postgresql.auth).password) "generated" }}
{{- include "hotswap.keptText" (dict "namespace" .Release.Namespace "secret"
    (include "hotswap.componentName" (dict "root" . "component" "postgresql")) "key" "password" "length"
    (int64 ((((.Values.postgresql.auth).password).generated).length | default 32)) "alphabet"
    ((((.Values.postgresql.auth).password).generated).alphabet | default "alphanumeric")) | b64enc }}
{{- else if not (kindIs "map" (.Values.postgresql.auth).password) }}
{{- toString (.Values.postgresql.auth).password | b64enc }}
{{- end }}
{{- end }}

{{/*
What a container asks more of than it may have; of what isn't shared out, also less, or without a limit.
Takes `values`.
*/}}
{{- define "hotswap.unfittingRequests" -}}
{{- $list := list }}
{{- range $name, $asked := ((.values).resources).requests }}
{{- range $other, $most := (($.values).resources).limits }}
{{- $limit := float64 (include "hotswap.amount" $most) }}
{{- if and (eq $name $other) (gt (float64 (include "hotswap.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $asked := ((.values).resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- range $other, $most := (($.values).resources).limits }}
{{- $limit := float64 (include "hotswap.amount" $most) }}
{{- if and (eq $name $other) (lt (float64 (include "hotswap.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $item := ((.values).resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- if not (hasKey ((($.values).resources).limits | default dict) $name) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- join ", " $list }}
{{- end }}

{{/*
Whether labels have one of those that all resources have, as Helm recommends them.
*/}}
{{- define "hotswap.setsCommonLabels" -}}
{{- if pick (.Values.serviceMonitor.labels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" "helm.sh/chart" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
true
{{- end }}
{{- end }}

{{/*
`extraSecrets` and what is added, as a JSON object.
*/}}
{{- define "hotswap.allExtraSecrets" -}}
{{- $map := dict }}
{{- range $key, $value := .Values.extraSecrets }}
{{- $_ := set $map $key $value }}
{{- end }}
{{- if .Values.vault.enabled }}
{{- if eq .Values.vault.authMethod "approle" }}
{{- $_ := set $map "VAULT_ROLE_ID"
    (ternary (dict "required" dict) .Values.vault.appRole.roleId (empty .Values.vault.appRole.roleId)) }}
{{- $_ := set $map "VAULT_SECRET_ID"
    (ternary (dict "required" dict) .Values.vault.appRole.secretId (empty .Values.vault.appRole.secretId)) }}
{{- end }}
{{- if eq .Values.vault.authMethod "token" }}
{{- $_ := set $map "VAULT_TOKEN" (ternary (dict "required" dict) .Values.vault.token (empty .Values.vault.token)) }}
{{- end }}
{{- end }}
{{- toJson $map }}
{{- end }}

{{/*
Says `true` where one of `extraSecrets` is `given`, nothing where none is.
*/}}
{{- define "hotswap.anyExtraSecretGiven" -}}
{{- range $key, $source := include "hotswap.allExtraSecrets" . | fromJson }}
{{- if and $source (not (kindIs "map" $source)) }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `imagePullSecrets` is found by its `name`, nothing where none is.
Takes `root`, `s`.
*/}}
{{- define "hotswap.anyImagePullSecretByName" -}}
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
{{- define "hotswap.imagePullSecrets" -}}
{{- with .Values.imagePullSecrets }}
{{ toYaml . }}
{{- end }}
{{- range $s := .Values.global.imagePullSecrets }}
{{- if not (include "hotswap.anyImagePullSecretByName" (dict "root" $ "s" $s)) }}
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
`name` of each element of `global.imagePullSecrets`, as a JSON list.
*/}}
{{- define "hotswap.imagePullSecretNames.global" -}}
{{- $list := list }}
{{- range $s := .Values.global.imagePullSecrets }}
{{- $list = append $list (ternary (ternary $s dict (kindIs "map" $s)).name $s (kindIs "map" $s)) }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
How many there are of `values.httpGet`, `values.tcpSocket`, `values.exec` and `values.grpc`.
Takes `values`.
*/}}
{{- define "hotswap.httpGetCount" -}}
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
`service.port` and `service.metricsPort`, as far as in use, as a JSON list.
*/}}
{{- define "hotswap.servicePorts" -}}
{{- $list := list .Values.service.port }}
{{- if .Values.config.prometheus.enabled }}
{{- $list = append $list .Values.service.metricsPort }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Texts made of `service.port` and `service.metricsPort`, as a JSON list.
*/}}
{{- define "hotswap.servicePortTexts" -}}
{{- $list := list (printf "http = %d" (int64 .Values.service.port)) }}
{{- if .Values.config.prometheus.enabled }}
{{- $list = append $list (printf "metrics = %d" (int64 .Values.service.metricsPort)) }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Says `true` where one of `tolerations` is found by its `operator`, `key`, `tolerationSeconds` and `effect`, nothing
where none is.
*/}}
{{- define "hotswap.anyToleration" -}}
{{- range $t := .Values.tolerations }}
{{- if and (ne (toString $t.operator) "Exists") (not $t.key) }}
true
{{- else if and (not (kindIs "invalid" $t.tolerationSeconds)) (ne (toString $t.effect) "NoExecute") }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
`name` of each element of `env`, as a JSON list.
*/}}
{{- define "hotswap.envNames" -}}
{{- $list := list }}
{{- range $e := .Values.env }}
{{- $list = append $list $e.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`name` of each element of `volumes`, as a JSON list.
*/}}
{{- define "hotswap.volumeNames" -}}
{{- $list := list }}
{{- range $v := .Values.volumes }}
{{- $list = append $list $v.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`mountPath` of each element of `volumeMounts`, as a JSON list.
*/}}
{{- define "hotswap.volumeMountPaths" -}}
{{- $list := list }}
{{- range $m := .Values.volumeMounts }}
{{- $list = append $list $m.mountPath }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`name` of each element of `imagePullSecrets`, as a JSON list.
*/}}
{{- define "hotswap.imagePullSecretNames" -}}
{{- $list := list }}
{{- range $p := .Values.imagePullSecrets }}
{{- $list = append $list ($p.name | default "") }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Says `true` where one of `extraSecrets` is `generated` or `given`, nothing where none is.
*/}}
{{- define "hotswap.anyExtraSecretGeneratedOrGiven" -}}
{{- range $key, $source := include "hotswap.allExtraSecrets" . | fromJson }}
{{- if and $source (or (not (kindIs "map" $source)) (eq (include "hotswap.caseOf" $source) "generated")) }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.
*/}}
{{- define "hotswap.amount" -}}
{{- $text := regexReplaceAll "^0*([1-9][0-9]{100}|[^eE]*[1-9][^eE]*[eE][+]?0*[1-9][0-9]{2}).*$"
    (. | toJson | trimAll "\"") "1e100" }}
{{- $digits := regexFind "^[-+]?[0-9.]*([eE][-+]?[0-9]+)?" $text }}
{{- mulf $digits (get (dict "" "1" "n" "1e-9" "u" "1e-6" "m" "1e-3" "k" "1e3" "M" "1e6" "G" "1e9" "T" "1e12" "P" "1e15"
    "E" "1e18" "Ki" "1024" "Mi" "1048576" "Gi" "1073741824" "Ti" "1099511627776" "Pi" "1125899906842624" "Ei"
    "1152921504606847e3") (trimPrefix $digits $text)) }}
{{- end }}

{{/*
The only key of a map; nothing where a text stands in its place.
*/}}
{{- define "hotswap.caseOf" -}}
{{- if kindIs "map" . }}
{{- keys . | first }}
{{- end }}
{{- end }}

{{/*
Says `true` where something is given, be it 0; nothing for null and the empty text.
*/}}
{{- define "hotswap.isSet" -}}
{{- if not (has (toString .) (list "" "<nil>")) }}
true
{{- end }}
{{- end }}

{{/*
Says `true` where two elements of a list are equal, nothing where all differ.
*/}}
{{- define "hotswap.repeated" -}}
{{- if ne (len .) (len (uniq .)) }}
true
{{- end }}
{{- end }}

{{/*
The port of a URL. Takes `url`, and a `default` for one that has none.
*/}}
{{- define "hotswap.urlPort" -}}
{{- regexReplaceAll `^[A-Za-z][A-Za-z0-9+.-]*://(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::([0-9]*))?(?:[/?#].*)?$` .url
    "${2}" | default .default }}
{{- end }}

{{/*
A key as YAML has it: quoted where it would be something else without.
*/}}
{{- define "hotswap.yamlKey" -}}
{{- if regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" . }}
{{- toRawJson . }}
{{- else if regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" . }}
{{- . }}
{{- else }}
{{- toRawJson . }}
{{- end }}
{{- end }}
