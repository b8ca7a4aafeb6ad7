{{/*
The chart's name, or `nameOverride`.
*/}}
{{- define "clipper-postgres.name" -}}
{{- .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most. `fullnameOverride` replaces it.
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
The labels of a component's resources, with further ones, which win over `chart.commonLabels`.
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
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "clipper-postgres.podAnnotations" -}}
checksum/env: {{ include "clipper-postgres.files.text" . | sha256sum | quote }}
checksum/config: {{ include "clipper-postgres.files.text-2" . | sha256sum | quote }}
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
The key of a Secret that holds the text: the one that is named, else the key of `keeper`, which the chart makes.
*/}}
{{- define "clipper-postgres.secretKeyRef" -}}
name: {{ .Values.global.passwords.database.name | quote }}
key: {{ .Values.global.passwords.database.key | quote }}
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "clipper-postgres.container.clipper-postgres" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
args:
  - -c
  - config_file=/etc/postgresql/postgresql.conf
ports:
  - name: postgresql
    containerPort: 5432
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "clipper-postgres.secretKeyRef" . | nindent 8 }}
  - name: PGDATA
    value: /var/lib/postgresql/data/pgdata
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (include "clipper-postgres.fullname" . | trunc 59 | trimAll "-") | quote }}
startupProbe:
  exec:
    command:
      - pg_isready
      - -h
      - "127.0.0.1"
      - -U
      - {{ .Values.config.username | quote }}
      - -d
      - {{ .Values.config.database | quote }}
  initialDelaySeconds: 0
  periodSeconds: 5
  timeoutSeconds: 1
  failureThreshold: 60
livenessProbe:
  exec:
    command:
      {{- with .Values.livenessProbe.exec.command }}
      {{- toYaml . | nindent 6 }}
      {{- else }}
      - pg_isready
      - -U
      - {{ .Values.config.username | quote }}
      - -d
      - {{ .Values.config.database | quote }}
      {{- end }}
  initialDelaySeconds: {{ .Values.livenessProbe.initialDelaySeconds }}
  periodSeconds: {{ .Values.livenessProbe.periodSeconds }}
  timeoutSeconds: {{ .Values.livenessProbe.timeoutSeconds }}
  failureThreshold: {{ .Values.livenessProbe.failureThreshold }}
readinessProbe:
  exec:
    command:
      {{- with .Values.readinessProbe.exec.command }}
      {{- toYaml . | nindent 6 }}
      {{- else }}
      - pg_isready
      - -U
      - {{ .Values.config.username | quote }}
      - -d
      - {{ .Values.config.database | quote }}
      {{- end }}
  initialDelaySeconds: {{ .Values.readinessProbe.initialDelaySeconds }}
  periodSeconds: {{ .Values.readinessProbe.periodSeconds }}
  timeoutSeconds: {{ .Values.readinessProbe.timeoutSeconds }}
  failureThreshold: {{ .Values.readinessProbe.failureThreshold }}
{{- with .Values.resources }}
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
  - name: config
    mountPath: /docker-entrypoint-initdb.d
    readOnly: true
  - name: config
    mountPath: /etc/postgresql
    readOnly: true
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
{{- define "clipper-postgres.podTemplate" -}}
metadata:
  labels:
    {{- include "clipper-postgres.selectorLabels" (dict "root" . "component" "clipper-postgres") | nindent 4 }}
  annotations:
    {{- include "clipper-postgres.podAnnotations" . | nindent 4 }}
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
    - name: clipper-postgres
      image: {{ include "clipper-postgres.image" . | quote }}
      {{- include "clipper-postgres.container.clipper-postgres" . | nindent 6 }}
  volumes:
    - name: config
      configMap:
        name: {{ printf "%s-config" (include "clipper-postgres.fullname" . | trunc 56 | trimAll "-") | quote }}
    {{- if not .Values.persistence.enabled }}
    - name: data
      emptyDir: {}
    {{- end }}
    - name: run
      emptyDir: {}
    - name: tmp
      emptyDir: {}
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "clipper-postgres.container.backup" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
command:
  - sh
  - -c
  - "set -eu\nfile=\"/backups/$(date -u +%Y%m%dT%H%M%SZ).dump\"\npg_dump --format custom --file \"$file.part\"\nmv \"$file.part\" \"$file\"\nfind /backups -name '*.dump' -mtime \"+$KEEP_DAYS\" -delete\n"
env:
  - name: PGPASSWORD
    valueFrom:
      secretKeyRef:
        name: {{ .Values.global.passwords.database.name | quote }}
        key: {{ .Values.global.passwords.database.key | quote }}
  - name: KEEP_DAYS
    value: {{ .Values.backup.keepDays | quote }}
  - name: PGDATABASE
    value: {{ .Values.config.database | quote }}
  - name: PGHOST
    value: {{ include "clipper-postgres.fullname" . | quote }}
  - name: PGUSER
    value: {{ .Values.config.username | quote }}
{{- with .Values.backup.resources }}
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
  - name: backups
    mountPath: /backups
  - name: tmp
    mountPath: /tmp
{{- end }}

{{/*
What a container asks more of than it may have; of what isn't shared out, also less.
Takes `values`.
*/}}
{{- define "clipper-postgres.unfittingRequests" -}}
{{- join ", " (include "clipper-postgres.all-requests" . | fromJsonArray) }}
{{- end }}

{{/*
The list of `requests` and what belongs to it, as JSON.
Takes `values`.
*/}}
{{- define "clipper-postgres.all-requests" -}}
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
{{- toJson $list }}
{{- end }}

{{/*
The list of `parameters` and what belongs to it, as JSON.
*/}}
{{- define "clipper-postgres.all-parameters" -}}
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
{{- $text := . | toJson | trimAll "\"" }}
{{- $digits := regexFind "^[-+]?[0-9.]*([eE][-+]?[0-9]+)?" $text }}
{{- mulf $digits (get (dict "" "1" "n" "1e-9" "u" "1e-6" "m" "1e-3" "k" "1e3" "M" "1e6" "G" "1e9" "T" "1e12" "P" "1e15"
    "E" "1e18" "Ki" "1024" "Mi" "1048576" "Gi" "1073741824" "Ti" "1099511627776" "Pi" "1125899906842624" "Ei"
    "1152921504606847e3") (trimPrefix $digits $text)) }}
{{- end }}
