{{/*
The chart's name, unless the values replace it.
*/}}
{{- define "erlmcp.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most, unless the values replace it.
*/}}
{{- define "erlmcp.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains (include "erlmcp.name" .) .Release.Name }}
{{- .Release.Name }}
{{- else if hasPrefix (printf "%s-" .Release.Name) (include "erlmcp.name" .) }}
{{- include "erlmcp.name" . }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "erlmcp.name" .) | trunc 63 | trimAll "-" }}
{{- end }}
{{- end }}

{{/*
The chart's name and version, as the label `helm.sh/chart` holds them.
*/}}
{{- define "erlmcp.chart" -}}
{{- printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | trunc 63 | trimAll "-" }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
Takes `root`, `component`.
*/}}
{{- define "erlmcp.selectorLabels" -}}
app.kubernetes.io/name: {{ include "erlmcp.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/*
The labels of a component's resources; what the chart itself says wins over what is common to all.
Takes `root`, `component`.
*/}}
{{- define "erlmcp.labels" -}}
{{ with omit (.root.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name"
    "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version"
    "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "erlmcp.chart" .root | quote }}
{{ include "erlmcp.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; what they read of files and given secrets changes it, and so restarts the pods.
*/}}
{{- define "erlmcp.podAnnotations" -}}
{{ if .Values.global.serviceMesh.enabled -}}
{{ if eq .Values.global.serviceMesh.provider "istio" -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "sidecar.istio.io/inject") -}}
sidecar.istio.io/inject: "true"
{{ end -}}
{{ else if not (hasKey (.Values.podAnnotations | default dict) "linkerd.io/inject") -}}
linkerd.io/inject: enabled
{{ end -}}
{{ if and (eq .Values.global.serviceMesh.provider "istio") .Values.limitRange.enabled -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "sidecar.istio.io/proxyCPU") -}}
sidecar.istio.io/proxyCPU: 100m
{{ end -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "sidecar.istio.io/proxyCPULimit") -}}
sidecar.istio.io/proxyCPULimit: "1"
{{ end -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "sidecar.istio.io/proxyMemory") -}}
sidecar.istio.io/proxyMemory: 128Mi
{{ end -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "sidecar.istio.io/proxyMemoryLimit") -}}
sidecar.istio.io/proxyMemoryLimit: 1Gi
{{ end -}}
{{ end -}}
{{ end -}}
{{ $cookie := .Values.app.erlang.cookie -}}
{{ $erlangCookie := .Values.security.secrets.erlangCookie -}}
{{ $encryptionKey := .Values.security.secrets.encryptionKey -}}
{{ $jwtSecret := .Values.security.secrets.jwtSecret -}}
{{ $kept := and .Values.security.secrets.enabled (or (and $cookie (not (kindIs "map" $cookie)))
    (and (not $cookie) $erlangCookie (not (kindIs "map" $erlangCookie)))
    (and $encryptionKey (not (kindIs "map" $encryptionKey))) (and $jwtSecret (not (kindIs "map" $jwtSecret)))) -}}
{{ $podAnnotations := .Values.podAnnotations | default dict -}}
{{ if $kept -}}
{{ $podAnnotations = omit $podAnnotations "checksum/kept" -}}
{{ end -}}
{{ with omit $podAnnotations "checksum/env" "checksum/config" -}}
{{ toYaml . }}
{{ end -}}
checksum/env: {{ include "erlmcp.hashed.env" . | sha256sum | quote }}
checksum/config: b53d8b6010520fb89e3185fa63ec618bed4c34cd9045c4cbd324ea9c67662a49
{{- if $kept }}
checksum/kept: {{ include "erlmcp.hashed.kept" . | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The service account that the pods act as.
*/}}
{{- define "erlmcp.serviceAccountName" -}}
{{- if .Values.security.rbac.create }}
{{- .Values.security.rbac.serviceAccountName | default (include "erlmcp.fullname" .) }}
{{- else }}
{{- .Values.security.rbac.serviceAccountName | default "default" }}
{{- end }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "erlmcp.image" -}}
{{- if .Values.global.imageRegistry }}
{{- printf "%s/" .Values.global.imageRegistry }}
{{- else }}
{{- printf "%s/" .Values.image.registry }}
{{- end }}
{{- printf "%s:%s" .Values.image.repository .Values.image.tag }}
{{- end }}

{{/*
The key of a Secret that holds the text: the one that is named, else that of a Secret which the chart makes.
*/}}
{{- define "erlmcp.secretKeyRef.erlang-cookie" -}}
{{- $cookie := .Values.app.erlang.cookie }}
{{- if or (eq (include "erlmcp.caseOf" $cookie) "existing")
    (and (not $cookie) (eq (include "erlmcp.caseOf" .Values.security.secrets.erlangCookie) "existing")) }}
{{- if .Values.app.erlang.cookie -}}
name: {{ ((.Values.app.erlang.cookie).existing).secret | quote }}
{{- else -}}
name: {{ ((.Values.security.secrets.erlangCookie).existing).secret | quote }}
{{- end }}
{{- else -}}
name: {{ .Values.security.secrets.name | quote }}
{{- end }}
{{- if eq (include "erlmcp.caseOf" $cookie) "existing" }}
key: {{ ((.Values.app.erlang.cookie).existing).key | default "password" | quote }}
{{- else if and (eq (include "erlmcp.caseOf" .Values.security.secrets.erlangCookie) "existing") (not $cookie) }}
key: {{ ((.Values.security.secrets.erlangCookie).existing).key | default "password" | quote }}
{{- else }}
key: erlang-cookie
{{- end }}
{{- end }}

{{/*
Like `erlmcp.secretKeyRef.erlang-cookie`.
Takes `root`, `key`, `values`.
*/}}
{{- define "erlmcp.secretKeyRef" -}}
{{- if eq (include "erlmcp.caseOf" .values) "existing" -}}
name: {{ ((.values).existing).secret | quote }}
key: {{ ((.values).existing).key | default "password" | quote }}
{{- else -}}
name: {{ .root.Values.security.secrets.name | quote }}
key: {{ .key }}
{{- end }}
{{- end }}

{{/*
The labels of a ServiceMonitor, by which a Prometheus may choose it.
Takes `root`, `component`.
*/}}
{{- define "erlmcp.serviceMonitorLabels" -}}
{{ with omit (mergeOverwrite dict (.root.Values.commonLabels | default dict)
    (.root.Values.monitoring.prometheus.serviceMonitor.labels | default dict)) "helm.sh/chart" "app.kubernetes.io/name"
    "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version"
    "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "erlmcp.chart" .root | quote }}
{{ include "erlmcp.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
{{- end }}

{{/*
What the names of hosts in the cluster end in, under whichever of its two keys it is given.
*/}}
{{- define "erlmcp.clusterDomain" -}}
{{- if eq .Values.global.cluster.dnsSuffix "cluster.local" }}
{{- .Values.global.clusterDomain }}
{{- else }}
{{- .Values.global.cluster.dnsSuffix }}
{{- end }}
{{- end }}

{{/*
The name of what belongs to a component. Of long names that of the chart is cut, never the component's, so that names
stay apart.
Takes `root`, `component`.
*/}}
{{- define "erlmcp.componentName" -}}
{{- printf "%s-%s" (include "erlmcp.fullname" .root | trunc (int (sub 62 (len .component))) | trimAll "-") .component }}
{{- end }}

{{/*
What a Secret of the chart has under the key: the text that is given, or one that is generated once.
Takes `root`, `component`, `length`, `values`.
*/}}
{{- define "erlmcp.secretData" -}}
{{- if not .values }}
{{- include "erlmcp.keptText" (dict "namespace" .root.Release.Namespace "secret"
    (toString .root.Values.security.secrets.name) "key" .component "length" .length "alphabet" "alphanumeric")
    | b64enc }}
{{- else if eq (include "erlmcp.caseOf" .values) "generated" }}
{{- include "erlmcp.keptText" (dict "namespace" .root.Release.Namespace "secret"
    (toString .root.Values.security.secrets.name) "key" .component "length"
    (int64 (((.values).generated).length | default 32)) "alphabet"
    (((.values).generated).alphabet | default "alphanumeric")) | b64enc }}
{{- else if not (kindIs "map" .values) }}
{{- toString .values | b64enc }}
{{- end }}
{{- end }}

{{/*
Like `erlmcp.secretData`, of `erlang-cookie`.
*/}}
{{- define "erlmcp.secretData.erlang-cookie" -}}
{{- $cookie := .Values.app.erlang.cookie }}
{{- $erlangCookie := .Values.security.secrets.erlangCookie }}
{{- if or (and $cookie (not (kindIs "map" $cookie)))
    (and (not $cookie) $erlangCookie (not (kindIs "map" $erlangCookie))) }}
{{- .Values.app.erlang.cookie | default .Values.security.secrets.erlangCookie | b64enc }}
{{- else if or (eq (include "erlmcp.caseOf" $cookie) "generated") (and (not $cookie) (not $erlangCookie))
    (and (not $cookie) (eq (include "erlmcp.caseOf" $erlangCookie) "generated")) }}
{{- if .Values.app.erlang.cookie }}
{{- include "erlmcp.keptText" (dict "namespace" .Release.Namespace "secret" (toString .Values.security.secrets.name)
    "key" "erlang-cookie" "length" (int64 (((.Values.app.erlang.cookie).generated).length | default 32)) "alphabet"
    (((.Values.app.erlang.cookie).generated).alphabet | default "alphanumeric")) | b64enc }}
{{- else if not .Values.security.secrets.erlangCookie }}
{{- include "erlmcp.keptText" (dict "namespace" .Release.Namespace "secret" (toString .Values.security.secrets.name)
    "key" "erlang-cookie" "length" 32 "alphabet" "alphanumeric") | b64enc }}
{{- else }}
{{- include "erlmcp.keptText" (dict "namespace" .Release.Namespace "secret" (toString .Values.security.secrets.name)
    "key" "erlang-cookie" "length" (int64 (((.Values.security.secrets.erlangCookie).generated).length | default 32))
    "alphabet" (((.Values.security.secrets.erlangCookie).generated).alphabet | default "alphanumeric")) | b64enc }}
{{- end }}
{{- end }}
{{- end }}

{{/*
What a container asks more of than it may have; of what isn't shared out, also less, or without a limit.
*/}}
{{- define "erlmcp.unfittingRequests" -}}
{{- $list := list }}
{{- range $name, $asked := (.Values.resources).requests }}
{{- range $other, $most := ($.Values.resources).limits }}
{{- $limit := float64 (include "erlmcp.amount" $most) }}
{{- if and (eq $name $other) (gt (float64 (include "erlmcp.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $asked := (.Values.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- range $other, $most := ($.Values.resources).limits }}
{{- $limit := float64 (include "erlmcp.amount" $most) }}
{{- if and (eq $name $other) (lt (float64 (include "erlmcp.amount" $asked)) $limit) }}
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
Whether labels have one of those that all resources have, as Helm recommends them.
Takes `values`.
*/}}
{{- define "erlmcp.setsCommonLabels" -}}
{{- if pick ((.values).labels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" "helm.sh/chart" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
true
{{- end }}
{{- end }}

{{/*
Whether the chart itself has the text.
*/}}
{{- define "erlmcp.isKept" -}}
{{- $cookie := .Values.app.erlang.cookie }}
{{- $erlangCookie := .Values.security.secrets.erlangCookie }}
{{- if and $cookie (not (kindIs "map" $cookie)) }}
true
{{- else if and (not $cookie) (not (kindIs "map" $erlangCookie)) }}
true
{{- else if eq (include "erlmcp.caseOf" $cookie) "generated" }}
true
{{- else if and (not $cookie) (not $erlangCookie) }}
true
{{- else if and (not $cookie) (eq (include "erlmcp.caseOf" $erlangCookie) "generated") }}
true
{{- end }}
{{- end }}

{{/*
Like `erlmcp.isKept`, of `security-secrets-jwtSecret` and `security-secrets-encryptionKey`.
Takes `values`.
*/}}
{{- define "erlmcp.isKept.security-secrets-jwtSecret" -}}
{{- if or (not (kindIs "map" .values)) (eq (include "erlmcp.caseOf" .values) "generated") }}
true
{{- end }}
{{- end }}

{{/*
Of what there is more in the first one.
Takes `values`, `values2`.
*/}}
{{- define "erlmcp.amountsAbove" -}}
{{- $list := list }}
{{- range $resource, $x := .values }}
{{- range $other, $most := $.values2 }}
{{- $limit := float64 (include "erlmcp.amount" $most) }}
{{- if and (eq $resource $other) (gt (float64 (include "erlmcp.amount" $x)) $limit) }}
{{- $list = append $list $resource }}
{{- end }}
{{- end }}
{{- end }}
{{- join ", " $list }}
{{- end }}

{{/*
Says `true` where one of `image.imagePullSecrets` is found by its `name`, nothing where none is.
Takes `root`, `s`.
*/}}
{{- define "erlmcp.anyImagePullSecretByName" -}}
{{- $s := .s }}
{{- range $o := .root.Values.image.imagePullSecrets }}
{{- $wanted := toString (ternary (ternary $s dict (kindIs "map" $s)).name $s (kindIs "map" $s)) }}
{{- if eq ($o.name | default "") $wanted }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
What stands at `imagePullSecrets`, if anything does.
*/}}
{{- define "erlmcp.imagePullSecrets" -}}
{{- with .Values.image.imagePullSecrets }}
{{ toYaml . }}
{{- end }}
{{- range $s := .Values.global.imagePullSecrets }}
{{- if not (include "erlmcp.anyImagePullSecretByName" (dict "root" $ "s" $s)) }}
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
`storage.persistentVolumeClaim.name` and `storage.logs.name`, as far as in use, as a JSON list.
*/}}
{{- define "erlmcp.storageNames" -}}
{{- $list := list }}
{{- if .Values.storage.persistentVolumeClaim.enabled }}
{{- $list = append $list .Values.storage.persistentVolumeClaim.name }}
{{- end }}
{{- if .Values.storage.logs.enabled }}
{{- $list = append $list .Values.storage.logs.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`service.ports.http.targetPort` and `service.ports.https.targetPort`, as far as in use, as a JSON list.
*/}}
{{- define "erlmcp.targetPorts.service-ports" -}}
{{- $list := list .Values.service.ports.http.targetPort .Values.service.ports.https.targetPort 4369 9100 }}
{{- if .Values.monitoring.prometheus.enabled }}
{{- $list = append $list 9090 }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`name` of each element of `deployment.sidecars` and `deployment.initContainers`, as a JSON list.
*/}}
{{- define "erlmcp.sidecarNames" -}}
{{- $list := list "erlmcp" }}
{{- range $c := .Values.deployment.sidecars }}
{{- $list = append $list $c.name }}
{{- end }}
{{- range $c := .Values.deployment.initContainers }}
{{- $list = append $list $c.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
How many there are of `values.httpGet`, `values.tcpSocket`, `values.exec` and `values.grpc`.
Takes `values`.
*/}}
{{- define "erlmcp.httpGetCount" -}}
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
Like `erlmcp.targetPorts.service-ports`, of `service-ports-2`.
*/}}
{{- define "erlmcp.targetPorts.service-ports-2" -}}
{{- $list := list 9100 4369 .Values.service.ports.http.targetPort .Values.service.ports.https.targetPort }}
{{- if .Values.monitoring.prometheus.enabled }}
{{- $list = append $list 9090 }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Texts made of `service.ports.http.targetPort` and `service.ports.https.targetPort`, as a JSON list.
*/}}
{{- define "erlmcp.targetPortTexts" -}}
{{- $list := list "dist = 9100" "epmd = 4369" (printf "http = %d" (int64 .Values.service.ports.http.targetPort))
    (printf "https = %d" (int64 .Values.service.ports.https.targetPort)) }}
{{- if .Values.monitoring.prometheus.enabled }}
{{- $list = append $list "metrics = 9090" }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`service.ports.http.port` and `service.ports.https.port`, as far as in use, as a JSON list.
*/}}
{{- define "erlmcp.ports" -}}
{{- $list := list .Values.service.ports.http.port .Values.service.ports.https.port }}
{{- if .Values.monitoring.prometheus.enabled }}
{{- $list = append $list 9090 }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Texts made of `service.ports.http.port` and `service.ports.https.port`, as a JSON list.
*/}}
{{- define "erlmcp.portTexts" -}}
{{- $list := list (printf "http = %d" (int64 .Values.service.ports.http.port))
    (printf "https = %d" (int64 .Values.service.ports.https.port)) }}
{{- if .Values.monitoring.prometheus.enabled }}
{{- $list = append $list "metrics = 9090" }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`service.ports.http.nodePort` and `service.ports.https.nodePort`, as far as in use, as a JSON list.
*/}}
{{- define "erlmcp.nodePorts" -}}
{{- $list := list }}
{{- if .Values.service.ports.http.nodePort }}
{{- $list = append $list .Values.service.ports.http.nodePort }}
{{- end }}
{{- if .Values.service.ports.https.nodePort }}
{{- $list = append $list .Values.service.ports.https.nodePort }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Texts made of `service.ports.http.nodePort` and `service.ports.https.nodePort`, as a JSON list.
*/}}
{{- define "erlmcp.nodePortTexts" -}}
{{- $list := list }}
{{- if .Values.service.ports.http.nodePort }}
{{- $list = append $list (printf "http = %d" (int64 .Values.service.ports.http.nodePort)) }}
{{- end }}
{{- if .Values.service.ports.https.nodePort }}
{{- $list = append $list (printf "https = %d" (int64 .Values.service.ports.https.nodePort)) }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Says `true` where one of `tolerations` is found by its `operator`, `key`, `tolerationSeconds` and `effect`, nothing
where none is.
*/}}
{{- define "erlmcp.anyToleration" -}}
{{- range $t := .Values.tolerations }}
{{- if and (ne (toString $t.operator) "Exists") (not $t.key) }}
true
{{- else if and (not (kindIs "invalid" $t.tolerationSeconds)) (ne (toString $t.effect) "NoExecute") }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
`name` of each element of `image.imagePullSecrets`, as a JSON list.
*/}}
{{- define "erlmcp.imagePullSecretNames" -}}
{{- $list := list }}
{{- range $p := .Values.image.imagePullSecrets }}
{{- $list = append $list ($p.name | default "") }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Texts made of `env`, `volumeMounts`, `ports` and `resizePolicy`, as a JSON list.
Takes `c`.
*/}}
{{- define "erlmcp.elementTexts" -}}
{{- $c := .c }}
{{- $list := list }}
{{- range $e := $c.env }}
{{- $list = append $list (printf "env %s" $e.name) }}
{{- end }}
{{- range $m := $c.volumeMounts }}
{{- $list = append $list (printf "volumeMounts %s" $m.mountPath) }}
{{- end }}
{{- range $p := $c.ports }}
{{- $list = append $list (printf "ports %d %s" (int64 $p.containerPort) ($p.protocol | default "TCP")) }}
{{- end }}
{{- range $p := $c.ports }}
{{- if $p.name }}
{{- $list = append $list (printf "ports %s" $p.name) }}
{{- end }}
{{- end }}
{{- range $r := $c.resizePolicy }}
{{- $list = append $list (printf "resizePolicy %s" $r.resourceName) }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
The keys of `resources.requests`, as a JSON list.
Takes `c`.
*/}}
{{- define "erlmcp.requestKeys" -}}
{{- $c := .c }}
{{- $list := list }}
{{- range $name, $asked := ($c.resources).requests }}
{{- range $other, $most := ($c.resources).limits }}
{{- $limit := float64 (include "erlmcp.amount" $most) }}
{{- if and (eq $name $other) (gt (float64 (include "erlmcp.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $asked := ($c.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- range $other, $most := ($c.resources).limits }}
{{- $limit := float64 (include "erlmcp.amount" $most) }}
{{- if and (eq $name $other) (lt (float64 (include "erlmcp.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $item := ($c.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- if not (hasKey (($c.resources).limits | default dict) $name) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
What the source calls `resources`.
Takes `root`, `c`.
*/}}
{{- define "erlmcp.lets.resources" -}}
{{- $c := .c }}
{{- join ", " (include "erlmcp.requestKeys" (dict "root" .root "c" $c) | fromJsonArray) }}
{{- end }}

{{/*
`name` of each element of `externalSecrets.secrets`, as a JSON list.
*/}}
{{- define "erlmcp.secretNames" -}}
{{- $list := list }}
{{- $secrets := .Values.security.secrets }}
{{- if $secrets.enabled }}
{{- if or (include "erlmcp.isKept" .)
    (include "erlmcp.isKept.security-secrets-jwtSecret" (dict "values" $secrets.jwtSecret))
    (include "erlmcp.isKept.security-secrets-jwtSecret" (dict "values" $secrets.encryptionKey)) }}
{{- $list = append $list .Values.security.secrets.name }}
{{- end }}
{{- end }}
{{- range $s := .Values.externalSecrets.secrets }}
{{- $list = append $list $s.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Says `true` where one of `scopes` is the one in question, nothing where none is.
Takes `t`, `text`.
*/}}
{{- define "erlmcp.anyScope" -}}
{{- $t := .t }}
{{- range $s := $t.scopes }}
{{- if eq $s $.text }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
The keys of `hard`, as a JSON list.
Takes `root`, `t`.
*/}}
{{- define "erlmcp.hardKeys" -}}
{{- $t := .t }}
{{- $list := list }}
{{- range $resource, $item := $t.hard }}
{{- if and (ne $resource "pods") (not (regexMatch "/" $resource)) $t.scopes }}
{{- if or (include "erlmcp.anyScope" (dict "root" $.root "t" $t "text" "BestEffort"))
    (not (regexMatch `^((limits|requests)\.)?(cpu|memory)$` $resource)) }}
{{- $list = append $list $resource }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.
*/}}
{{- define "erlmcp.amount" -}}
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
{{- define "erlmcp.caseOf" -}}
{{- if kindIs "map" . }}
{{- keys . | first }}
{{- end }}
{{- end }}

{{/*
Says `true` where something is given, be it 0; nothing for null and the empty text.
*/}}
{{- define "erlmcp.isSet" -}}
{{- if not (has (toString .) (list "" "<nil>")) }}
true
{{- end }}
{{- end }}

{{/*
Says `true` where two elements of a list are equal, nothing where all differ.
*/}}
{{- define "erlmcp.repeated" -}}
{{- if ne (len .) (len (uniq .)) }}
true
{{- end }}
{{- end }}

{{/*
A key as YAML has it: quoted where it would be something else without.
*/}}
{{- define "erlmcp.yamlKey" -}}
{{- if regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" . }}
{{- toRawJson . }}
{{- else if regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" . }}
{{- . }}
{{- else }}
{{- toRawJson . }}
{{- end }}
{{- end }}
