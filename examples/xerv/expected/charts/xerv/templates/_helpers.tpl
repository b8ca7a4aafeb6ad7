{{/*
The chart's name, unless the values replace it.
*/}}
{{- define "xerv.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most, unless the values replace it.
*/}}
{{- define "xerv.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains (include "xerv.name" .) .Release.Name }}
{{- .Release.Name }}
{{- else if hasPrefix (printf "%s-" .Release.Name) (include "xerv.name" .) }}
{{- include "xerv.name" . }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "xerv.name" .) | trunc 63 | trimAll "-" }}
{{- end }}
{{- end }}

{{/*
`fullname` with `-config` behind it; what is too long is cut.
*/}}
{{- define "xerv.configName" -}}
{{- printf "%s-config" (include "xerv.fullname" . | trunc 56 | trimAll "-") }}
{{- end }}

{{/*
`fullname` with `-headless` behind it; what is too long is cut.
*/}}
{{- define "xerv.headlessName" -}}
{{- printf "%s-headless" (include "xerv.fullname" . | trunc 54 | trimAll "-") }}
{{- end }}

{{/*
The host of the Service that is called `fullname`, in the cluster.
*/}}
{{- define "xerv.host" -}}
{{- printf "%s.%s.svc.%s" (include "xerv.fullname" .) .Release.Namespace .Values.global.clusterDomain }}
{{- end }}

{{/*
The chart's name and version, as the label `helm.sh/chart` holds them.
*/}}
{{- define "xerv.chart" -}}
{{- printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | trunc 63 | trimAll "-" }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
Takes `root`, `component`.
*/}}
{{- define "xerv.selectorLabels" -}}
app.kubernetes.io/name: {{ include "xerv.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/*
The labels of a component's resources; what the chart itself says wins over what is common to all.
Takes `root`, `component`.
*/}}
{{- define "xerv.labels" -}}
{{ with omit (.root.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name"
    "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version"
    "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "xerv.chart" .root | quote }}
{{ include "xerv.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; what they read of files and given secrets changes it, and so restarts the pods.
*/}}
{{- define "xerv.podAnnotations" -}}
{{ if .Values.serviceMesh.enabled -}}
{{ if eq .Values.serviceMesh.provider "istio" -}}
{{ if .Values.serviceMesh.istio.injection.enabled -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "sidecar.istio.io/inject") -}}
sidecar.istio.io/inject: "true"
{{ end -}}
{{ end -}}
{{ else if .Values.serviceMesh.linkerd.injection.enabled -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "linkerd.io/inject") -}}
linkerd.io/inject: enabled
{{ end -}}
{{ end -}}
{{ end -}}
{{ with omit (.Values.podAnnotations | default dict) "checksum/config" -}}
{{ toYaml . }}
{{ end -}}
checksum/config: {{ include "xerv.hashed.config" . | sha256sum | quote }}
{{- end }}

{{/*
The service account that the pods act as.
*/}}
{{- define "xerv.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "xerv.fullname" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "xerv.image" -}}
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
The key of a Secret that holds the text: the one that is named, else that of a Secret which the chart makes.
Takes `values`.
*/}}
{{- define "xerv.secretKeyRef" -}}
name: {{ .values.existingSecret | quote }}
key: {{ .values.existingSecretPasswordKey | quote }}
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "xerv.container" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
ports:
  {{- if eq .Values.dispatch.backend "raft" }}
  - name: grpc
    containerPort: {{ .Values.server.grpcPort }}
    protocol: TCP
  {{- end }}
  - name: http
    containerPort: {{ .Values.server.apiPort }}
    protocol: TCP
  {{- if .Values.metrics.enabled }}
  - name: metrics
    containerPort: {{ .Values.metrics.port }}
    protocol: TCP
  {{- end }}
env:
  {{- if eq .Values.dispatch.backend "nats" }}
  {{- if .Values.dispatch.nats.existingSecret }}
  - name: NATS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "xerv.secretKeyRef" (dict "values" .Values.dispatch.nats) | nindent 8 }}
  {{- end }}
  {{- else if eq .Values.dispatch.backend "redis" }}
  {{- if .Values.dispatch.redis.existingSecret }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "xerv.secretKeyRef" (dict "values" .Values.dispatch.redis) | nindent 8 }}
  {{- end }}
  {{- end }}
  - name: XERV_NAMESPACE
    valueFrom:
      fieldRef:
        fieldPath: metadata.namespace
  - name: XERV_NODE_NAME
    valueFrom:
      fieldRef:
        fieldPath: metadata.name
  - name: XERV_POD_IP
    valueFrom:
      fieldRef:
        fieldPath: status.podIP
  - name: XERV_API_PORT
    value: {{ .Values.server.apiPort | quote }}
  - name: XERV_CLUSTER
    value: {{ include "xerv.fullname" . | quote }}
  - name: XERV_DATA_DIR
    value: /data
  - name: XERV_DISPATCH_BACKEND
    value: {{ .Values.dispatch.backend }}
  {{- if eq .Values.dispatch.backend "nats" }}
  - name: XERV_DISPATCH_NATS_JETSTREAM
    value: {{ .Values.dispatch.nats.useJetstream | quote }}
  - name: XERV_DISPATCH_NATS_STREAM
    value: {{ .Values.dispatch.nats.streamName | quote }}
  - name: XERV_DISPATCH_NATS_URL
    {{- if .Values.dispatch.nats.existingSecret }}
    {{- if regexMatch "^[^/]*//[^/?#]*@" .Values.dispatch.nats.url }}
    value: {{ .Values.dispatch.nats.url | replace "@" ":$(NATS_PASSWORD)@" | quote }}
    {{- else }}
    value: {{ .Values.dispatch.nats.url | replace "://" "://$(NATS_PASSWORD)@" | quote }}
    {{- end }}
    {{- else }}
    value: {{ .Values.dispatch.nats.url | quote }}
    {{- end }}
  {{- else if eq .Values.dispatch.backend "redis" }}
  - name: XERV_DISPATCH_REDIS_CONSUMER_GROUP
    value: {{ .Values.dispatch.redis.consumerGroup | quote }}
  - name: XERV_DISPATCH_REDIS_POOL_SIZE
    value: {{ .Values.dispatch.redis.poolSize | quote }}
  - name: XERV_DISPATCH_REDIS_STREAMS
    value: {{ .Values.dispatch.redis.useStreams | quote }}
  - name: XERV_DISPATCH_REDIS_URL
    {{- if .Values.dispatch.redis.existingSecret }}
    {{- if regexMatch "^[^/]*//[^/?#]*@" .Values.dispatch.redis.url }}
    value: {{ .Values.dispatch.redis.url | replace "@" ":$(REDIS_PASSWORD)@" | quote }}
    {{- else }}
    value: {{ .Values.dispatch.redis.url | replace "://" "://:$(REDIS_PASSWORD)@" | quote }}
    {{- end }}
    {{- else }}
    value: {{ .Values.dispatch.redis.url | quote }}
    {{- end }}
  {{- else if eq .Values.dispatch.backend "raft" }}
  - name: XERV_GRPC_PORT
    value: {{ .Values.server.grpcPort | quote }}
  - name: XERV_HEADLESS_SERVICE
    value: {{ include "xerv.headlessName" . | quote }}
  {{- end }}
  {{- if .Values.metrics.enabled }}
  - name: XERV_METRICS_ENABLED
    value: "true"
  {{- end }}
  {{- if eq .Values.dispatch.backend "raft" }}
  - name: XERV_REPLICAS
    value: {{ int64 .Values.replicaCount | quote }}
  {{- end }}
  {{- $taken := list "XERV_API_PORT" "XERV_CLUSTER" "XERV_DATA_DIR" "XERV_DISPATCH_BACKEND" "XERV_NAMESPACE" }}
  {{- $taken = concat $taken (list "XERV_NODE_NAME" "XERV_POD_IP") }}
  {{- if and (eq .Values.dispatch.backend "nats") (.Values.dispatch.nats).existingSecret }}
  {{- $taken = concat $taken (list "NATS_PASSWORD") }}
  {{- end }}
  {{- if and (eq .Values.dispatch.backend "redis") (.Values.dispatch.redis).existingSecret }}
  {{- $taken = concat $taken (list "REDIS_PASSWORD") }}
  {{- end }}
  {{- if eq .Values.dispatch.backend "nats" }}
  {{- $taken = concat $taken (list "XERV_DISPATCH_NATS_JETSTREAM" "XERV_DISPATCH_NATS_STREAM") }}
  {{- $taken = concat $taken (list "XERV_DISPATCH_NATS_URL") }}
  {{- end }}
  {{- if eq .Values.dispatch.backend "redis" }}
  {{- $taken = concat $taken (list "XERV_DISPATCH_REDIS_CONSUMER_GROUP" "XERV_DISPATCH_REDIS_POOL_SIZE") }}
  {{- $taken = concat $taken (list "XERV_DISPATCH_REDIS_STREAMS" "XERV_DISPATCH_REDIS_URL") }}
  {{- end }}
  {{- if eq .Values.dispatch.backend "raft" }}
  {{- $taken = concat $taken (list "XERV_GRPC_PORT" "XERV_HEADLESS_SERVICE" "XERV_REPLICAS") }}
  {{- end }}
  {{- if .Values.metrics.enabled }}
  {{- $taken = concat $taken (list "XERV_METRICS_ENABLED") }}
  {{- end }}
  {{- range $e := .Values.extraEnv }}
  {{- if not (has $e.name $taken) }}
  - {{- toYaml $e | nindent 4 }}
  {{- end }}
  {{- end }}
{{- if .Values.livenessProbe.enabled }}
livenessProbe:
  tcpSocket:
    port: http
  initialDelaySeconds: {{ .Values.livenessProbe.initialDelaySeconds }}
  periodSeconds: {{ .Values.livenessProbe.periodSeconds }}
  timeoutSeconds: {{ .Values.livenessProbe.timeoutSeconds }}
  failureThreshold: {{ .Values.livenessProbe.failureThreshold }}
{{- end }}
{{- if .Values.readinessProbe.enabled }}
readinessProbe:
  tcpSocket:
    port: http
  initialDelaySeconds: {{ .Values.readinessProbe.initialDelaySeconds }}
  periodSeconds: {{ .Values.readinessProbe.periodSeconds }}
  timeoutSeconds: {{ .Values.readinessProbe.timeoutSeconds }}
  failureThreshold: {{ .Values.readinessProbe.failureThreshold }}
{{- end }}
{{- with .Values.resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.securityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumeMounts:
  - name: config
    mountPath: /config
    readOnly: true
  - name: data
    mountPath: /data
  - name: tmp
    mountPath: /tmp
  {{- range $m := .Values.extraVolumeMounts }}
  {{- if not (has $m.mountPath (list "/config" "/data" "/tmp")) }}
  - {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "xerv.podTemplate" -}}
metadata:
  labels:
    {{- if .Values.serviceMesh.enabled }}
    {{- if and (eq .Values.serviceMesh.provider "istio") ((.Values.serviceMesh.istio).injection).enabled }}
    sidecar.istio.io/inject: "true"
    {{- end }}
    {{- end }}
    {{- include "xerv.selectorLabels" (dict "root" . "component" "xerv") | nindent 4 }}
  annotations:
    {{- include "xerv.podAnnotations" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "xerv.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ .Values.serviceAccount.automount }}
  {{- with include "xerv.imagePullSecrets" . }}
  imagePullSecrets:
    {{- . | trimPrefix "\n" | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: xerv
      image: {{ include "xerv.image" . | quote }}
      {{- include "xerv.container" . | nindent 6 }}
  volumes:
    - name: config
      configMap:
        name: {{ include "xerv.configName" . | quote }}
    {{- if ne .Values.dispatch.backend "raft" }}
    - name: data
      emptyDir: {}
    {{- end }}
    - name: tmp
      emptyDir: {}
    {{- $taken := list "config" "tmp" }}
    {{- if ne .Values.dispatch.backend "raft" }}
    {{- $taken = concat $taken (list "data") }}
    {{- end }}
    {{- range $v := .Values.extraVolumes }}
    {{- if not (has $v.name $taken) }}
    - {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a ServiceMonitor, by which a Prometheus may choose it.
Takes `root`, `component`.
*/}}
{{- define "xerv.serviceMonitorLabels" -}}
{{ with omit (mergeOverwrite dict (.root.Values.commonLabels | default dict)
    (.root.Values.metrics.serviceMonitor.labels | default dict)) "helm.sh/chart" "app.kubernetes.io/name"
    "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version"
    "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "xerv.chart" .root | quote }}
{{ include "xerv.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
{{- end }}

{{/*
The image of the canary.
*/}}
{{- define "xerv.canaryImage" -}}
{{- if (((.Values.serviceMesh.linkerd).trafficSplit).canary).tag }}
{{- if .Values.global.imageRegistry }}
{{- printf "%s/" .Values.global.imageRegistry }}
{{- else if .Values.image.registry }}
{{- printf "%s/" .Values.image.registry }}
{{- end }}
{{- printf "%s:%s" .Values.image.repository (((.Values.serviceMesh.linkerd).trafficSplit).canary).tag }}
{{- else }}
{{- include "xerv.image" . }}
{{- end }}
{{- end }}

{{/*
The image of the test.
*/}}
{{- define "xerv.testImage" -}}
{{- if .Values.global.imageRegistry }}
{{- printf "%s/" .Values.global.imageRegistry }}
{{- else if .Values.tests.image.registry }}
{{- printf "%s/" .Values.tests.image.registry }}
{{- end }}
{{- .Values.tests.image.repository }}
{{- if .Values.tests.image.digest }}
{{- printf "@%s" .Values.tests.image.digest }}
{{- else }}
{{- printf ":%s" (.Values.tests.image.tag | default .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/*
What a container asks more of than it may have; of what isn't shared out, also less, or without a limit.
*/}}
{{- define "xerv.unfittingRequests" -}}
{{- $list := list }}
{{- range $name, $asked := (.Values.resources).requests }}
{{- range $other, $most := ($.Values.resources).limits }}
{{- $limit := float64 (include "xerv.amount" $most) }}
{{- if and (eq $name $other) (gt (float64 (include "xerv.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $asked := (.Values.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- range $other, $most := ($.Values.resources).limits }}
{{- $limit := float64 (include "xerv.amount" $most) }}
{{- if and (eq $name $other) (lt (float64 (include "xerv.amount" $asked)) $limit) }}
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
*/}}
{{- define "xerv.setsCommonLabels" -}}
{{- if pick ((.Values.metrics.serviceMonitor).labels | default dict) "app.kubernetes.io/name"
    "app.kubernetes.io/instance" "app.kubernetes.io/component" "helm.sh/chart" "app.kubernetes.io/version"
    "app.kubernetes.io/managed-by" }}
true
{{- end }}
{{- end }}

{{/*
Says `true` where one of `imagePullSecrets` is found by its `name`, nothing where none is.
Takes `root`, `s`.
*/}}
{{- define "xerv.anyImagePullSecretByName" -}}
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
{{- define "xerv.imagePullSecrets" -}}
{{- with .Values.imagePullSecrets }}
{{ toYaml . }}
{{- end }}
{{- range $s := .Values.global.imagePullSecrets }}
{{- if not (include "xerv.anyImagePullSecretByName" (dict "root" $ "s" $s)) }}
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
{{- define "xerv.imagePullSecretNames.global" -}}
{{- $list := list }}
{{- range $s := .Values.global.imagePullSecrets }}
{{- $list = append $list (ternary (ternary $s dict (kindIs "map" $s)).name $s (kindIs "map" $s)) }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
What is wrong with `dispatch`, as a JSON list.
*/}}
{{- define "xerv.dispatchMessages" -}}
{{- $list := list }}
{{- if has .Values.dispatch.backend (list "redis" "nats") }}
{{- $backend := .Values.dispatch.backend }}
{{- if or (and (eq $backend "redis") (.Values.dispatch.redis).existingSecret
    (regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" (toString (.Values.dispatch.redis).url))) (and (ne $backend "redis")
    (.Values.dispatch.nats).existingSecret
    (regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" (toString (.Values.dispatch.nats).url))) }}
{{- $list = append $list
    "the URL has a password already, which everybody can read: leave it out where a password is given beside" }}
{{- end }}
{{- if or (and (eq $backend "redis") (.Values.dispatch.redis).existingSecret
    (regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" (toString (.Values.dispatch.redis).url))) (and (ne $backend "redis")
    (.Values.dispatch.nats).existingSecret
    (regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" (toString (.Values.dispatch.nats).url))) }}
{{- $list = append $list
    "the URL has a second `@` or `://`: write that as `%40` or `%3A//` where a password is given beside" }}
{{- end }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`server.grpcPort`, `server.apiPort` and `metrics.port`, as far as in use, as a JSON list.
*/}}
{{- define "xerv.ports" -}}
{{- $list := list }}
{{- if eq .Values.dispatch.backend "raft" }}
{{- $list = append $list .Values.server.grpcPort }}
{{- end }}
{{- $list = append $list .Values.server.apiPort }}
{{- if .Values.metrics.enabled }}
{{- $list = append $list .Values.metrics.port }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Texts made of `server.grpcPort`, `server.apiPort` and `metrics.port`, as a JSON list.
*/}}
{{- define "xerv.portTexts" -}}
{{- $list := list }}
{{- if eq .Values.dispatch.backend "raft" }}
{{- $list = append $list (printf "grpc = %d" (int64 .Values.server.grpcPort)) }}
{{- end }}
{{- $list = append $list (printf "http = %d" (int64 .Values.server.apiPort)) }}
{{- if .Values.metrics.enabled }}
{{- $list = append $list (printf "metrics = %d" (int64 .Values.metrics.port)) }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Says `true` where one of `tolerations` is found by its `operator`, `key`, `tolerationSeconds` and `effect`, nothing
where none is.
*/}}
{{- define "xerv.anyToleration" -}}
{{- range $t := .Values.tolerations }}
{{- if and (ne (toString $t.operator) "Exists") (not $t.key) }}
true
{{- else if and (not (kindIs "invalid" $t.tolerationSeconds)) (ne (toString $t.effect) "NoExecute") }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
`name` of each element of `extraEnv`, as a JSON list.
*/}}
{{- define "xerv.extraEnvNames" -}}
{{- $list := list }}
{{- range $e := .Values.extraEnv }}
{{- $list = append $list $e.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`name` of each element of `extraVolumes`, as a JSON list.
*/}}
{{- define "xerv.extraVolumeNames" -}}
{{- $list := list }}
{{- range $v := .Values.extraVolumes }}
{{- $list = append $list $v.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`mountPath` of each element of `extraVolumeMounts`, as a JSON list.
*/}}
{{- define "xerv.extraVolumeMountPaths" -}}
{{- $list := list }}
{{- range $m := .Values.extraVolumeMounts }}
{{- $list = append $list $m.mountPath }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`name` of each element of `imagePullSecrets`, as a JSON list.
*/}}
{{- define "xerv.imagePullSecretNames" -}}
{{- $list := list }}
{{- range $p := .Values.imagePullSecrets }}
{{- $list = append $list ($p.name | default "") }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.
*/}}
{{- define "xerv.amount" -}}
{{- $text := regexReplaceAll "^0*([1-9][0-9]{100}|[^eE]*[1-9][^eE]*[eE][+]?0*[1-9][0-9]{2}).*$"
    (. | toJson | trimAll "\"") "1e100" }}
{{- $digits := regexFind "^[-+]?[0-9.]*([eE][-+]?[0-9]+)?" $text }}
{{- mulf $digits (get (dict "" "1" "n" "1e-9" "u" "1e-6" "m" "1e-3" "k" "1e3" "M" "1e6" "G" "1e9" "T" "1e12" "P" "1e15"
    "E" "1e18" "Ki" "1024" "Mi" "1048576" "Gi" "1073741824" "Ti" "1099511627776" "Pi" "1125899906842624" "Ei"
    "1152921504606847e3") (trimPrefix $digits $text)) }}
{{- end }}

{{/*
Says `true` where something is given, be it 0; nothing for null and the empty text.
*/}}
{{- define "xerv.isSet" -}}
{{- if not (has (toString .) (list "" "<nil>")) }}
true
{{- end }}
{{- end }}

{{/*
Says `true` where two elements of a list are equal, nothing where all differ.
*/}}
{{- define "xerv.repeated" -}}
{{- if ne (len .) (len (uniq .)) }}
true
{{- end }}
{{- end }}
