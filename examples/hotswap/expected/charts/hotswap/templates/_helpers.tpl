{{/*
The chart's name, or `nameOverride`.
*/}}
{{- define "hotswap.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most. `fullnameOverride` replaces it.
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
The labels of a component's resources, with further ones, which win over `chart.commonLabels`.
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
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "hotswap.podAnnotations.hotswap" -}}
{{ if .Values.config.prometheus.enabled -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "prometheus.io/scrape") -}}
prometheus.io/scrape: "true"
{{ end -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "prometheus.io/port") -}}
prometheus.io/port: {{ .Values.service.targetPort | quote }}
{{ end -}}
{{ if not (hasKey (.Values.podAnnotations | default dict) "prometheus.io/path") -}}
prometheus.io/path: {{ .Values.config.prometheus.endpoint | quote }}
{{ end -}}
{{ end -}}
{{ with ternary (omit (.Values.podAnnotations | default dict) "checksum/config" "checksum/secrets")
    (omit (.Values.podAnnotations | default dict) "checksum/config") (ne (include "hotswap.any-extraSecrets" .) "") -}}
{{ toYaml . }}
{{ end -}}
checksum/config: {{ include "hotswap.files.text" . | sha256sum | quote }}
{{- if include "hotswap.any-extraSecrets" . }}
checksum/secrets: {{ include "hotswap.files.text-2" . | sha256sum | quote }}
{{- end }}
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
The name of what belongs to a component. Of long names that of the chart is cut, never the component's, so that names stay
apart.
Takes `root`, `component`.
*/}}
{{- define "hotswap.componentName" -}}
{{- printf "%s-%s" (include "hotswap.fullname" .root | trunc (int (sub 62 (len .component))) | trimAll "-")
    .component }}
{{- end }}

{{/*
A container that ends when a host accepts connections. Host and port are arguments of the script, never part of it. It runs as
the user of the pod, or as nobody where that is root or the image's matter.
*/}}
{{- define "hotswap.waitContainer" -}}
name: wait-for-database
image: {{ include "hotswap.waitImage" . | quote }}
imagePullPolicy: IfNotPresent
command:
  - sh
  - -c
  - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
  - {{ include "hotswap.componentName" (dict "root" . "component" "postgresql") | quote }}
  - "5432"
resources:
  requests:
    cpu: 10m
    memory: 16Mi
  limits:
    cpu: 100m
    memory: 64Mi
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  {{- $runAsUser := (.Values.podSecurityContext).runAsUser }}
  {{- if or (eq (int64 $runAsUser) 0) (kindIs "invalid" $runAsUser) }}
  runAsUser: 65534
  runAsGroup: 65534
  {{- end }}
  capabilities:
    drop:
      - ALL
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
The key of a Secret that holds the text: the one that is named, else the key of `keeper`, which the chart makes.
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
The key of a Secret that holds the text: the one that is named, else the key of `keeper`, which the chart makes.
Takes `root`, `values`, `key`.
*/}}
{{- define "hotswap.secretKeyRef" -}}
{{- if eq (include "hotswap.caseOf" .values) "existing" -}}
name: {{ ((.values).existing).secret | quote }}
key: {{ ((.values).existing).key | default "password" | quote }}
{{- else -}}
name: {{ printf "%s-secrets" (include "hotswap.fullname" .root | trunc 55 | trimAll "-") | quote }}
key: {{ .key }}
{{- end }}
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "hotswap.container.hotswap" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
ports:
  - name: http
    containerPort: {{ .Values.service.targetPort }}
    protocol: TCP
env:
  {{- $taken := list "ASPNETCORE_ENVIRONMENT" "ASPNETCORE_URLS" }}
  {{- if or .Values.postgresql.enabled (and .Values.externalDatabase.host .Values.externalDatabase.existingSecret) }}
  {{- $taken = concat $taken (list "ConnectionStrings__DefaultConnection" "DATABASE_PASSWORD") }}
  {{- end }}
  {{- if .Values.vault.enabled }}
  {{- $taken = concat $taken (list "VAULT_ADDR") }}
  {{- if eq (toString .Values.vault.authMethod) "kubernetes" }}
  {{- $taken = concat $taken (list "VAULT_K8S_SA_TOKEN_PATH") }}
  {{- end }}
  {{- if .Values.vault.namespace }}
  {{- $taken = concat $taken (list "VAULT_NAMESPACE") }}
  {{- end }}
  {{- if eq (toString .Values.vault.authMethod) "approle" }}
  {{- $taken = concat $taken (list "VAULT_ROLE_ID" "VAULT_SECRET_ID") }}
  {{- end }}
  {{- if eq (toString .Values.vault.authMethod) "token" }}
  {{- $taken = concat $taken (list "VAULT_TOKEN") }}
  {{- end }}
  {{- end }}
  {{- range $key, $source := .Values.extraSecrets }}
  {{- if not (has $key $taken) }}
  - name: {{ $key | quote }}
    valueFrom:
      secretKeyRef:
        {{- if eq (include "hotswap.caseOf" $source) "existing" }}
        name: {{ ($source.existing).secret | quote }}
        key: {{ ($source.existing).key | default "password" | quote }}
        {{- else }}
        name: {{ printf "%s-secrets" (include "hotswap.fullname" $ | trunc 55 | trimAll "-") | quote }}
        key: {{ $key | quote }}
        {{- end }}
  {{- end }}
  {{- end }}
  {{- if or .Values.postgresql.enabled (and .Values.externalDatabase.host .Values.externalDatabase.existingSecret) }}
  - name: DATABASE_PASSWORD
    valueFrom:
      {{- if .Values.postgresql.enabled }}
      secretKeyRef:
        {{- include "hotswap.secretKeyRef.password" . | nindent 8 }}
      {{- else }}
      secretKeyRef:
        name: {{ .Values.externalDatabase.existingSecret | quote }}
        key: {{ .Values.externalDatabase.existingSecretPasswordKey | quote }}
      {{- end }}
  {{- end }}
  {{- if .Values.vault.enabled }}
  {{- if eq .Values.vault.authMethod "approle" }}
  - name: VAULT_ROLE_ID
    valueFrom:
      secretKeyRef:
        {{- include "hotswap.secretKeyRef" (dict "root" . "values" .Values.vault.appRole.roleId "key" "VAULT_ROLE_ID")
            | nindent 8 }}
  - name: VAULT_SECRET_ID
    valueFrom:
      secretKeyRef:
        {{- include "hotswap.secretKeyRef"
            (dict "root" . "values" .Values.vault.appRole.secretId "key" "VAULT_SECRET_ID") | nindent 8 }}
  {{- end }}
  {{- if eq .Values.vault.authMethod "token" }}
  - name: VAULT_TOKEN
    valueFrom:
      secretKeyRef:
        {{- include "hotswap.secretKeyRef" (dict "root" . "values" .Values.vault.token "key" "VAULT_TOKEN")
            | nindent 8 }}
  {{- end }}
  {{- end }}
  - name: ASPNETCORE_ENVIRONMENT
    value: {{ .Values.config.aspnetcoreEnvironment | quote }}
  - name: ASPNETCORE_URLS
    value: {{ printf "http://+:%d" (int64 .Values.service.targetPort) | quote }}
  {{- if or .Values.postgresql.enabled (and .Values.externalDatabase.host .Values.externalDatabase.existingSecret) }}
  - name: ConnectionStrings__DefaultConnection
    {{- if .Values.postgresql.enabled }}
    value: {{ printf "Host=%s;Port=5432;Database=%s;Username=%s;Password=$(DATABASE_PASSWORD);SSL Mode=Disable"
        (include "hotswap.componentName" (dict "root" . "component" "postgresql")) .Values.postgresql.auth.database
        .Values.postgresql.auth.username | quote }}
    {{- else }}
    value: {{ printf
        "Host=%s;Port=%d;Database=%s;Username=%s;Password=$(DATABASE_PASSWORD);SSL Mode=Require;Trust Server Certificate=true"
        .Values.externalDatabase.host (int64 .Values.externalDatabase.port) .Values.externalDatabase.database
        .Values.externalDatabase.username | quote }}
    {{- end }}
  {{- end }}
  {{- if .Values.vault.enabled }}
  - name: VAULT_ADDR
    value: {{ .Values.vault.address | quote }}
  {{- if eq .Values.vault.authMethod "kubernetes" }}
  - name: VAULT_K8S_SA_TOKEN_PATH
    value: {{ .Values.vault.kubernetes.serviceAccountPath | quote }}
  {{- end }}
  {{- if .Values.vault.namespace }}
  - name: VAULT_NAMESPACE
    value: {{ .Values.vault.namespace | quote }}
  {{- end }}
  {{- end }}
  {{- range $e := .Values.env }}
  {{- if and (not (has $e.name $taken)) (not (include "hotswap.any-extraSecrets-2" (dict "root" $ "e" $e))) }}
  - {{- toYaml $e | nindent 4 }}
  {{- end }}
  {{- end }}
{{- with .Values.healthChecks.livenessProbe }}
livenessProbe:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.healthChecks.readinessProbe }}
readinessProbe:
  {{- toYaml . | nindent 2 }}
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
    mountPath: /app/appsettings.json
    subPath: appsettings.json
    readOnly: true
  - name: tmp
    mountPath: /tmp
  {{- range $m := .Values.volumeMounts }}
  {{- if not (has $m.mountPath (list "/app/appsettings.json" "/tmp")) }}
  - {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "hotswap.podTemplate.hotswap" -}}
metadata:
  labels:
    {{- if .Values.postgresql.enabled }}
    postgresql-client: "true"
    {{- end }}
    {{- include "hotswap.selectorLabels" (dict "root" . "component" "hotswap") | nindent 4 }}
  annotations:
    {{- include "hotswap.podAnnotations.hotswap" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "hotswap.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (and .Values.vault.enabled (eq (toString .Values.vault.authMethod) "kubernetes"))
      .Values.serviceAccount.automount }}
  {{- with include "hotswap.imagePullSecrets" . }}
  imagePullSecrets:
    {{- . | trimPrefix "\n" | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if .Values.postgresql.enabled }}
  initContainers:
    - {{- include "hotswap.waitContainer" . | nindent 6 }}
  {{- end }}
  containers:
    - name: hotswap
      image: {{ include "hotswap.image" (dict "root" . "values" .Values) | quote }}
      {{- include "hotswap.container.hotswap" . | nindent 6 }}
  volumes:
    - name: config
      configMap:
        name: {{ printf "%s-config" (include "hotswap.fullname" . | trunc 56 | trimAll "-") | quote }}
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.volumes }}
    {{- if not (has $v.name (list "config" "tmp")) }}
    - {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.affinity .Values.podAntiAffinity }}
  affinity:
    {{- with omit (.Values.affinity | default dict)
        (ternary "podAntiAffinity" "" (not (empty .Values.podAntiAffinity))) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.podAntiAffinity }}
    podAntiAffinity:
      {{- with omit ((.Values.affinity).podAntiAffinity | default dict)
          "preferredDuringSchedulingIgnoredDuringExecution"
          (ternary "requiredDuringSchedulingIgnoredDuringExecution" "" (eq .Values.podAntiAffinity "required")) }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- if eq .Values.podAntiAffinity "required" }}
      requiredDuringSchedulingIgnoredDuringExecution:
        {{- with ((.Values.affinity).podAntiAffinity).requiredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        - labelSelector:
            matchLabels:
              {{- include "hotswap.selectorLabels" (dict "root" . "component" "hotswap") | nindent 14 }}
          topologyKey: kubernetes.io/hostname
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- with ((.Values.affinity).podAntiAffinity).preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- if ne .Values.podAntiAffinity "required" }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "hotswap.selectorLabels" (dict "root" . "component" "hotswap") | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        {{- end }}
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "hotswap.selectorLabels" (dict "root" . "component" "hotswap") | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a ServiceMonitor, by which a Prometheus may choose it.
*/}}
{{- define "hotswap.serviceMonitorLabels" -}}
{{ with omit (mergeOverwrite dict (.Values.commonLabels | default dict) (.Values.serviceMonitor.labels | default dict))
    "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component"
    "app.kubernetes.io/version" "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "hotswap.chart" . | quote }}
{{ include "hotswap.selectorLabels" (dict "root" . "component" "hotswap") }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "hotswap.podAnnotations.postgresql" -}}
{{- if not (and (.Values.postgresql.auth).password (not (kindIs "map" (.Values.postgresql.auth).password))) -}}
{}
{{- else -}}
checksum/keeps: {{ include "hotswap.files.text-3" . | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "hotswap.container.postgresql" -}}
imagePullPolicy: {{ .Values.postgresql.image.pullPolicy }}
ports:
  - name: postgresql
    containerPort: 5432
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "hotswap.secretKeyRef.password" . | nindent 8 }}
  - name: PGDATA
    value: /var/lib/postgresql/data/pgdata
  - name: POSTGRES_DB
    value: {{ .Values.postgresql.auth.database | quote }}
  - name: POSTGRES_USER
    value: {{ .Values.postgresql.auth.username | quote }}
startupProbe:
  exec:
    command:
      - pg_isready
      - -h
      - "127.0.0.1"
      - -U
      - {{ .Values.postgresql.auth.username | quote }}
      - -d
      - {{ .Values.postgresql.auth.database | quote }}
  initialDelaySeconds: 0
  periodSeconds: 5
  timeoutSeconds: 1
  failureThreshold: 60
livenessProbe:
  tcpSocket:
    port: postgresql
  initialDelaySeconds: 0
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  exec:
    command:
      - pg_isready
      - -h
      - "127.0.0.1"
      - -U
      - {{ .Values.postgresql.auth.username | quote }}
      - -d
      - {{ .Values.postgresql.auth.database | quote }}
  initialDelaySeconds: 0
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
{{- with .Values.postgresql.primary.resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
volumeMounts:
  - name: tmp
    mountPath: /tmp
  - name: data
    mountPath: /var/lib/postgresql/data
  - name: run
    mountPath: /var/run/postgresql
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "hotswap.podTemplate.postgresql" -}}
metadata:
  labels:
    {{- include "hotswap.selectorLabels" (dict "root" . "component" "postgresql") | nindent 4 }}
  {{- if and (.Values.postgresql.auth).password (not (kindIs "map" (.Values.postgresql.auth).password)) }}
  annotations:
    {{- include "hotswap.podAnnotations.postgresql" . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: default
  automountServiceAccountToken: false
  {{- if .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- range $secret := .Values.global.imagePullSecrets }}
    - name: {{ $secret | quote }}
    {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 999
    runAsGroup: 999
    fsGroup: 999
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: postgresql
      image: {{ include "hotswap.image" (dict "root" . "values" .Values.postgresql) | quote }}
      {{- include "hotswap.container.postgresql" . | nindent 6 }}
  volumes:
    {{- if not .Values.postgresql.primary.persistence.enabled }}
    - name: data
      emptyDir: {}
    {{- end }}
    - name: run
      emptyDir: {}
    - name: tmp
      emptyDir: {}
{{- end }}

{{/*
What the Secret `keeper` has under the key: the text that is given, or one that is generated once.
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
What a container asks more of than it may have; of what isn't shared out, also less.
Takes `values`.
*/}}
{{- define "hotswap.unfittingRequests" -}}
{{- join ", " (include "hotswap.all-requests" . | fromJsonArray) }}
{{- end }}

{{/*
The map of `extraSecrets` and what belongs to it, as JSON.
*/}}
{{- define "hotswap.all-extraSecrets" -}}
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
Says `true` where one of `extraSecrets` counts, nothing where none does.
*/}}
{{- define "hotswap.any-extraSecrets" -}}
{{- range $key, $source := include "hotswap.all-extraSecrets" . | fromJson }}
{{- if and $source (not (kindIs "map" $source)) }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `extraSecrets` counts, nothing where none does.
*/}}
{{- define "hotswap.any-extraSecrets-2" -}}
{{- $e := .e }}
{{- range $key, $item := .root.Values.extraSecrets }}
{{- if eq $key (toString $e.name) }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `imagePullSecrets` counts, nothing where none does.
*/}}
{{- define "hotswap.any-imagePullSecrets" -}}
{{- $secret := .secret }}
{{- range $o := .root.Values.imagePullSecrets }}
{{- if eq ($o.name | default "") $secret }}
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
{{- range $secret := .Values.global.imagePullSecrets }}
{{- if not (include "hotswap.any-imagePullSecrets" (dict "root" $ "secret" $secret)) }}
- name: {{ $secret | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/*
The list of `requests` and what belongs to it, as JSON.
Takes `values`.
*/}}
{{- define "hotswap.all-requests" -}}
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
{{- toJson $list }}
{{- end }}

{{/*
How many there are of `httpGet` and what counts with it.
Takes `values`.
*/}}
{{- define "hotswap.count-httpGet" -}}
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
The list of `port` and what belongs to it, as JSON.
*/}}
{{- define "hotswap.all-port" -}}
{{- $list := list .Values.service.port }}
{{- if .Values.config.prometheus.enabled }}
{{- $list = append $list .Values.service.metricsPort }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Says `true` where one of `extraSecrets` counts, nothing where none does.
*/}}
{{- define "hotswap.any-extraSecrets-3" -}}
{{- range $key, $source := include "hotswap.all-extraSecrets" . | fromJson }}
{{- if or (and $source (not (kindIs "map" $source))) (eq (include "hotswap.caseOf" $source) "generated") }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `extraSecrets` counts, nothing where none does.
*/}}
{{- define "hotswap.any-extraSecrets-4" -}}
{{- range $key, $source := include "hotswap.all-extraSecrets" . | fromJson }}
{{- if or $source (eq (include "hotswap.caseOf" $source) "generated") }}
{{- if or (not (kindIs "map" $source)) (eq (include "hotswap.caseOf" $source) "generated") }}
true
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.
*/}}
{{- define "hotswap.amount" -}}
{{- $text := . | toJson | trimAll "\"" }}
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
{{- if and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" .)
    (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" .)) }}
{{- . }}
{{- else }}
{{- toRawJson . }}
{{- end }}
{{- end }}
