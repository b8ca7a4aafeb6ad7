{{/*
The chart's name, unless the values replace it.
*/}}
{{- define "nexus.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most, unless the values replace it.
*/}}
{{- define "nexus.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains (include "nexus.name" .) .Release.Name }}
{{- .Release.Name }}
{{- else if hasPrefix (printf "%s-" .Release.Name) (include "nexus.name" .) }}
{{- include "nexus.name" . }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "nexus.name" .) | trunc 63 | trimAll "-" }}
{{- end }}
{{- end }}

{{/*
`fullname` with `-external-postgresql` behind it; what is too long is cut.
*/}}
{{- define "nexus.externalPostgresqlName" -}}
{{- printf "%s-external-postgresql" (include "nexus.fullname" . | trunc 43 | trimAll "-") }}
{{- end }}

{{/*
The chart's name and version, as the label `helm.sh/chart` holds them.
*/}}
{{- define "nexus.chart" -}}
{{- printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | trunc 63 | trimAll "-" }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
Takes `root`, `component`.
*/}}
{{- define "nexus.selectorLabels" -}}
app.kubernetes.io/name: {{ include "nexus.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/*
The labels of a component's resources; what the chart itself says wins over what is common to all.
Takes `root`, `component`.
*/}}
{{- define "nexus.labels" -}}
{{ with omit (.root.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name"
    "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version"
    "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "nexus.chart" .root | quote }}
{{ include "nexus.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
{{- end }}

{{/*
What a Secret of the chart has under the key: the text that is given, or one that is generated once.
*/}}
{{- define "nexus.secretData.password" -}}
{{- if not (kindIs "map" .Values.externalRedis.password) }}
{{- toString .Values.externalRedis.password | b64enc }}
{{- end }}
{{- end }}

{{/*
The name of what belongs to a component. Of long names that of the chart is cut, never the component's, so that names
stay apart.
Takes `root`, `component`.
*/}}
{{- define "nexus.componentName" -}}
{{- printf "%s-%s" (include "nexus.fullname" .root | trunc (int (sub 62 (len .component))) | trimAll "-") .component }}
{{- end }}

{{/*
What the pods say of themselves; what they read of files and given secrets changes it, and so restarts the pods.
Of `redis-master` and `redis`.
Takes `root`, `config`.
*/}}
{{- define "nexus.podAnnotations.redis-master" -}}
checksum/config: {{ .config | quote }}
{{- $password := (.root.Values.redis.auth).password }}
{{- if and (.root.Values.redis.auth).enabled $password (not (kindIs "map" $password)) }}
checksum/keeps: {{ include "nexus.hashed.keeps" (dict "values" .root.Values.redis) | sha256sum | quote }}
checksum/kept: {{ include "nexus.hashed.kept.redisMaster" .root | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The image of the pods.
Of `redis-master` and `postgresql`.
Takes `root`, `values`.
*/}}
{{- define "nexus.image.redis-master" -}}
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
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.secretKeyRef" -}}
{{- if eq (include "nexus.caseOf" .values.auth.password) "existing" -}}
name: {{ ((.values.auth.password).existing).secret | quote }}
key: {{ ((.values.auth.password).existing).key | default "password" | quote }}
{{- else -}}
name: {{ include "nexus.componentName" . | quote }}
key: password
{{- end }}
{{- end }}

{{/*
Like `nexus.secretData.password`.
Takes `root`, `component`.
*/}}
{{- define "nexus.secretData" -}}
{{- if and (.root.Values.redis.auth).enabled (not (.root.Values.redis.auth).password) }}
{{- include "nexus.keptText" (dict "namespace" .root.Release.Namespace "secret" (include "nexus.componentName" .) "key"
    "password" "length" 32 "alphabet" "alphanumeric") | b64enc }}
{{- else if eq (include "nexus.caseOf" (.root.Values.redis.auth).password) "generated" }}
{{- include "nexus.keptText" (dict "namespace" .root.Release.Namespace "secret" (include "nexus.componentName" .) "key"
    "password" "length" (int64 ((((.root.Values.redis.auth).password).generated).length | default 32)) "alphabet"
    ((((.root.Values.redis.auth).password).generated).alphabet | default "alphanumeric")) | b64enc }}
{{- else if not (kindIs "map" (.root.Values.redis.auth).password) }}
{{- toString (.root.Values.redis.auth).password | b64enc }}
{{- end }}
{{- end }}

{{/*
Like `nexus.secretData.password`, of `externalPostgresql-password`.
*/}}
{{- define "nexus.secretData.externalPostgresql-password" -}}
{{- if eq (include "nexus.caseOf" .Values.externalPostgresql.password) "generated" }}
{{- include "nexus.keptText" (dict "namespace" .Release.Namespace "secret" (include "nexus.externalPostgresqlName" .)
    "key" "password" "length" (int64 (((.Values.externalPostgresql.password).generated).length | default 32)) "alphabet"
    (((.Values.externalPostgresql.password).generated).alphabet | default "alphanumeric")) | b64enc }}
{{- else if and .Values.externalPostgresql.password (not (kindIs "map" .Values.externalPostgresql.password)) }}
{{- .Values.externalPostgresql.password | b64enc }}
{{- end }}
{{- end }}

{{/*
Like `nexus.secretData.password`, of `postgresql-auth-password`.
*/}}
{{- define "nexus.secretData.postgresql-auth-password" -}}
{{- if eq (include "nexus.caseOf" (.Values.postgresql.auth).password) "generated" }}
{{- include "nexus.keptText" (dict "namespace" .Release.Namespace "secret"
    (include "nexus.componentName" (dict "root" . "component" "postgresql")) "key" "password" "length"
    (int64 ((((.Values.postgresql.auth).password).generated).length | default 32)) "alphabet"
    ((((.Values.postgresql.auth).password).generated).alphabet | default "alphanumeric")) | b64enc }}
{{- else if and (.Values.postgresql.auth).password (not (kindIs "map" (.Values.postgresql.auth).password)) }}
{{- toString (.Values.postgresql.auth).password | b64enc }}
{{- end }}
{{- end }}

{{/*
The image by which a pod waits for others.
*/}}
{{- define "nexus.waitImage" -}}
{{- if .Values.global.imageRegistry }}
{{- printf "%s/" .Values.global.imageRegistry }}
{{- end -}}
busybox:1.37
{{- end }}

{{/*
Like `nexus.podAnnotations.redis-master`, of `orchestrator`, `rca-agent` and `analytics`.
Takes `root`, `values`.
*/}}
{{- define "nexus.podAnnotations.orchestrator" -}}
{{ $enabled := .root.Values.postgresql.enabled -}}
{{ $password := (.root.Values.postgresql.auth).password -}}
{{ $externalPostgresqlPassword := .root.Values.externalPostgresql.password -}}
{{ $redisEnabled := .root.Values.redis.enabled -}}
{{ $externalRedisPassword := .root.Values.externalRedis.password -}}
{{ $authPassword := (.root.Values.redis.auth).password -}}
{{ $kept := or (and $enabled $password (not (kindIs "map" $password))) (and (not $enabled) $externalPostgresqlPassword
    (not (kindIs "map" $externalPostgresqlPassword))) (and (or (and $redisEnabled (.root.Values.redis.auth).enabled)
    (and (not $redisEnabled) $externalRedisPassword)) (or
    (and $redisEnabled $authPassword (not (kindIs "map" $authPassword)))
    (and (not $redisEnabled) (not (kindIs "map" $externalRedisPassword))))) -}}
{{ with omit (.values.podAnnotations | default dict) "checksum/env" (ternary "" "checksum/kept" (not $kept)) -}}
{{ toYaml . }}
{{ end -}}
checksum/env: {{ include "nexus.hashed.env" . | sha256sum | quote }}
{{- if $kept }}
checksum/kept: {{ include "nexus.hashed.kept.orchestrator" .root | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The service account that the pods act as.
*/}}
{{- define "nexus.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "nexus.fullname" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
A container that ends when a host accepts connections. Host and port are arguments of the script, never part of it. It
runs as the user of the pod, or as nobody where that is root or the image's matter.
*/}}
{{- define "nexus.waitContainer" -}}
name: wait-for-database
image: {{ include "nexus.waitImage" . | quote }}
imagePullPolicy: IfNotPresent
command:
  - sh
  - -c
  - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
  - {{ include "nexus.componentName" (dict "root" . "component" "postgresql") | quote }}
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
Like `nexus.waitContainer`, of `redis`.
*/}}
{{- define "nexus.waitContainer.redis" -}}
name: wait-for-redis
image: {{ include "nexus.waitImage" . | quote }}
imagePullPolicy: IfNotPresent
command:
  - sh
  - -c
  - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
  {{- if eq .Values.redis.architecture "standalone" }}
  - {{ include "nexus.componentName" (dict "root" . "component" "redis-master") | quote }}
  {{- else }}
  - {{ include "nexus.componentName" (dict "root" . "component" "redis") | quote }}
  {{- end }}
  - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
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
Like `nexus.image.redis-master`.
Takes `root`, `values`.
*/}}
{{- define "nexus.image" -}}
{{- if .root.Values.global.imageRegistry }}
{{- printf "%s/" .root.Values.global.imageRegistry }}
{{- end }}
{{- printf "%s:" (.values.image).repository }}
{{- (.values.image).tag | default .root.Values.global.imageTag }}
{{- end }}

{{/*
Like `nexus.secretKeyRef`, of `externalPostgresql-password`.
*/}}
{{- define "nexus.secretKeyRef.externalPostgresql-password" -}}
{{- $enabled := .Values.postgresql.enabled }}
{{- if and (ne (include "nexus.caseOf" (.Values.postgresql.auth).password) "existing") $enabled -}}
name: {{ include "nexus.componentName" (dict "root" . "component" "postgresql") | quote }}
{{- else if and (ne (include "nexus.caseOf" .Values.externalPostgresql.password) "existing") (not $enabled) -}}
name: {{ include "nexus.externalPostgresqlName" . | quote }}
{{- else if .Values.postgresql.enabled -}}
name: {{ ((ternary .Values.postgresql.auth.password dict
    (kindIs "map" .Values.postgresql.auth.password)).existing).secret | quote }}
{{- else -}}
name: {{ ((ternary .Values.externalPostgresql.password dict
    (kindIs "map" .Values.externalPostgresql.password)).existing).secret | quote }}
{{- end }}
{{- if and (eq (include "nexus.caseOf" (.Values.postgresql.auth).password) "existing") $enabled }}
key: {{ ((.Values.postgresql.auth.password).existing).key | default "password" | quote }}
{{- else if and (not $enabled) (eq (include "nexus.caseOf" .Values.externalPostgresql.password) "existing") }}
key: {{ ((.Values.externalPostgresql.password).existing).key | default "password" | quote }}
{{- else }}
key: password
{{- end }}
{{- end }}

{{/*
Like `nexus.secretKeyRef`, of `redis-auth-password`.
*/}}
{{- define "nexus.secretKeyRef.redis-auth-password" -}}
{{- $enabled := .Values.redis.enabled }}
{{- if and (ne (include "nexus.caseOf" .Values.externalRedis.password) "existing") (not $enabled) -}}
name: {{ printf "%s-external-redis" (include "nexus.fullname" . | trunc 48 | trimAll "-") | quote }}
{{- else if and (ne (include "nexus.caseOf" (.Values.redis.auth).password) "existing") $enabled
    (eq (toString .Values.redis.architecture) "standalone") -}}
name: {{ include "nexus.componentName" (dict "root" . "component" "redis-master") | quote }}
{{- else if and (ne (include "nexus.caseOf" (.Values.redis.auth).password) "existing") $enabled -}}
name: {{ include "nexus.componentName" (dict "root" . "component" "redis") | quote }}
{{- else if .Values.redis.enabled -}}
name: {{ ((ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)).existing).secret
    | quote }}
{{- else -}}
name: {{ ((ternary .Values.externalRedis.password dict (kindIs "map" .Values.externalRedis.password)).existing).secret
    | quote }}
{{- end }}
{{- if and (not $enabled) (eq (include "nexus.caseOf" .Values.externalRedis.password) "existing") }}
key: {{ ((.Values.externalRedis.password).existing).key | default "password" | quote }}
{{- else if and (eq (include "nexus.caseOf" (.Values.redis.auth).password) "existing") $enabled }}
key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
{{- else }}
key: password
{{- end }}
{{- end }}

{{/*
Like `nexus.podAnnotations.redis-master`.
Takes `root`, `values`.
*/}}
{{- define "nexus.podAnnotations" -}}
{{ $enabled := .root.Values.redis.enabled -}}
{{ $password := .root.Values.externalRedis.password -}}
{{ $authPassword := (.root.Values.redis.auth).password -}}
{{ $kept := and (or (and $enabled (.root.Values.redis.auth).enabled) (and (not $enabled) $password)) (or
    (and $enabled $authPassword (not (kindIs "map" $authPassword)))
    (and (not $enabled) (not (kindIs "map" $password)))) -}}
{{ with omit (.values.podAnnotations | default dict) "checksum/env" (ternary "" "checksum/kept" (not $kept)) -}}
{{ toYaml . }}
{{ end -}}
checksum/env: {{ include "nexus.hashed.env" . | sha256sum | quote }}
{{- if $kept }}
checksum/kept: {{ include "nexus.hashed.kept.jiraAgent" .root | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
Of `rca-agent` and `analytics`.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.podTemplate.rca-agent" -}}
metadata:
  labels:
    {{- if .root.Values.redis.enabled }}
    {{- if eq .root.Values.redis.architecture "standalone" }}
    {{- if not (hasKey (.root.Values.global.podLabels | default dict) "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey (.root.Values.global.podLabels | default dict) "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if .root.Values.postgresql.enabled }}
    {{- if not (hasKey (.root.Values.global.podLabels | default dict) "postgresql-client") }}
    postgresql-client: "true"
    {{- end }}
    {{- end }}
    {{- with omit (.root.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.orchestrator" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" .root | quote }}
  automountServiceAccountToken: {{ or (not (empty .root.Values.rbac.rules)) .root.Values.serviceAccount.automount }}
  {{- if .root.Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- range $s := .root.Values.global.imagePullSecrets }}
    -
      {{- if kindIs "map" $s }}
      name: {{ $s.name | quote }}
      {{- else }}
      name: {{ $s | quote }}
      {{- end }}
    {{- end }}
  {{- end }}
  {{- with .root.Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .root.Values.postgresql.enabled .root.Values.redis.enabled .values.initContainers }}
  initContainers:
    {{- if .root.Values.postgresql.enabled }}
    - {{- include "nexus.waitContainer" .root | nindent 6 }}
    {{- end }}
    {{- if .root.Values.redis.enabled }}
    - {{- include "nexus.waitContainer.redis" .root | nindent 6 }}
    {{- end }}
    {{- with .values.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - name: {{ .component }}
      image: {{ include "nexus.image" . | quote }}
      imagePullPolicy: {{ (.values.image).pullPolicy | default .root.Values.global.imagePullPolicy }}
      ports:
        - name: http
          containerPort: {{ .values.service.port }}
          protocol: TCP
      env:
        - name: POSTGRES_PASSWORD
          valueFrom:
            secretKeyRef:
              {{- include "nexus.secretKeyRef.externalPostgresql-password" .root | nindent 14 }}
        {{- $enabled := .root.Values.redis.enabled }}
        {{- if or (and $enabled (.root.Values.redis.auth).enabled)
            (and (not $enabled) .root.Values.externalRedis.password) }}
        - name: REDIS_PASSWORD
          valueFrom:
            secretKeyRef:
              {{- include "nexus.secretKeyRef.redis-auth-password" .root | nindent 14 }}
        {{- end }}
        {{- if .root.Values.observability.tracing.enabled }}
        - name: OTEL_EXPORTER_OTLP_ENDPOINT
          value: {{ .root.Values.observability.tracing.endpoint | quote }}
        - name: OTEL_EXPORTER_OTLP_PROTOCOL
          value: grpc
        - name: OTEL_SERVICE_NAME
          value: {{ printf "nexus-%s" .component }}
        - name: OTEL_TRACES_SAMPLER
          value: parentbased_traceidratio
        - name: OTEL_TRACES_SAMPLER_ARG
          value: {{ toJson .root.Values.observability.tracing.samplingRatio | quote }}
        {{- end }}
        - name: POSTGRES_DB
          {{- if .root.Values.postgresql.enabled }}
          value: {{ .root.Values.postgresql.auth.database | quote }}
          {{- else }}
          value: {{ .root.Values.externalPostgresql.database | quote }}
          {{- end }}
        - name: POSTGRES_HOST
          {{- if .root.Values.postgresql.enabled }}
          value: {{ include "nexus.componentName" (dict "root" .root "component" "postgresql") | quote }}
          {{- else }}
          value: {{ .root.Values.externalPostgresql.host | quote }}
          {{- end }}
        - name: POSTGRES_PORT
          {{- if .root.Values.postgresql.enabled }}
          value: "5432"
          {{- else }}
          value: {{ .root.Values.externalPostgresql.port | quote }}
          {{- end }}
        {{- if .root.Values.postgresql.enabled }}
        {{- if gt (int64 (.root.Values.postgresql.readReplicas).replicaCount) 0 }}
        - name: POSTGRES_READ_HOST
          value: {{ printf "%s-postgresql-read" (include "nexus.fullname" .root | trunc 47 | trimAll "-") | quote }}
        {{- end }}
        {{- end }}
        - name: POSTGRES_SSLMODE
          {{- if .root.Values.postgresql.enabled }}
          value: disable
          {{- else }}
          value: {{ .root.Values.externalPostgresql.sslMode | quote }}
          {{- end }}
        - name: POSTGRES_USER
          {{- if .root.Values.postgresql.enabled }}
          value: {{ .root.Values.postgresql.auth.username | quote }}
          {{- else }}
          value: {{ .root.Values.externalPostgresql.username | quote }}
          {{- end }}
        - name: REDIS_URL
          {{- if and .root.Values.redis.enabled (eq (toString .root.Values.redis.architecture) "standalone") }}
          {{- if .root.Values.redis.auth.enabled }}
          value: {{ printf "redis://:$(REDIS_PASSWORD)@%s:6379"
              (include "nexus.componentName" (dict "root" .root "component" "redis-master")) | quote }}
          {{- else }}
          value: {{ printf "redis://%s:6379"
              (include "nexus.componentName" (dict "root" .root "component" "redis-master")) | quote }}
          {{- end }}
          {{- else if and (not .root.Values.redis.enabled) .root.Values.externalRedis.password }}
          {{- $url := .root.Values.externalRedis.url }}
          {{- if and $url (regexMatch "^[^/]*//[^/?#]*@" (toString $url)) }}
          value: {{ .root.Values.externalRedis.url | replace "@" ":$(REDIS_PASSWORD)@" | quote }}
          {{- else }}
          value: {{ .root.Values.externalRedis.url | default "redis://redis:6379" | replace "://"
              "://:$(REDIS_PASSWORD)@" | quote }}
          {{- end }}
          {{- else if and .root.Values.redis.enabled (.root.Values.redis.auth).enabled }}
          value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s:26379/mymaster"
              (include "nexus.componentName" (dict "root" .root "component" "redis")) | quote }}
          {{- else if .root.Values.redis.enabled }}
          value: {{ printf "redis+sentinel://%s:26379/mymaster"
              (include "nexus.componentName" (dict "root" .root "component" "redis")) | quote }}
          {{- else if .root.Values.externalRedis.url }}
          value: {{ .root.Values.externalRedis.url | quote }}
          {{- else }}
          value: redis://redis:6379
          {{- end }}
      envFrom:
        - configMapRef:
            name: {{ include "nexus.componentName" (dict "root" .root "component" (printf "%s-env" .component))
                | quote }}
        {{- if .values.externalSecrets.enabled }}
        - secretRef:
            {{- if or (.values.externalSecrets).target .values.existingSecret }}
            name: {{ (.values.externalSecrets).target | default .values.existingSecret | quote }}
            {{- else }}
            name: {{ include "nexus.componentName" (dict "root" .root "component" (printf "%s-external" .component))
                | quote }}
            {{- end }}
        {{- else if .values.existingSecret }}
        - secretRef:
            name: {{ .values.existingSecret | quote }}
            {{- if not .root.Values.global.requireSecrets }}
            optional: true
            {{- end }}
        {{- end }}
      startupProbe:
        httpGet:
          path: /health
          port: http
        initialDelaySeconds: 5
        periodSeconds: 5
        timeoutSeconds: 1
        failureThreshold: 30
      livenessProbe:
        httpGet:
          path: /health
          port: http
        initialDelaySeconds: 15
        periodSeconds: 20
        timeoutSeconds: 1
        failureThreshold: 3
      readinessProbe:
        httpGet:
          path: /health
          port: http
        initialDelaySeconds: 5
        periodSeconds: 10
        timeoutSeconds: 1
        failureThreshold: 3
      lifecycle:
        preStop:
          exec:
            command:
              - /bin/sh
              - -c
              - sleep 10
      {{- with .values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
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
        {{- range $m := .values.extraVolumeMounts }}
        {{- if ne $m.mountPath "/tmp" }}
        - {{- toYaml $m | nindent 10 }}
        {{- end }}
        {{- end }}
    {{- with .values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .values.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    - {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .values.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .values.affinity .root.Values.global.highAvailability.enabled }}
  affinity:
    {{- $affinity := .values.affinity | default dict }}
    {{- if .root.Values.global.highAvailability.enabled }}
    {{- $affinity = omit $affinity "podAntiAffinity" }}
    {{- end }}
    {{- with $affinity }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .root.Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- $podAntiAffinity := (.values.affinity).podAntiAffinity | default dict }}
      {{- with omit $podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- with ((.values.affinity).podAntiAffinity).preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .root.Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels" . | nindent 10 }}
  {{- end }}
  {{- with .values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
Whether labels have one of those that select pods.
*/}}
{{- define "nexus.setsSelectorLabels" -}}
{{- if pick (.Values.global.podLabels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" }}
true
{{- end }}
{{- end }}

{{/*
What a container asks more of than it may have; of what isn't shared out, also less, or without a limit.
Takes `values`.
*/}}
{{- define "nexus.unfittingRequests" -}}
{{- $list := list }}
{{- range $name, $asked := ((.values).resources).requests }}
{{- range $other, $most := (($.values).resources).limits }}
{{- $limit := float64 (include "nexus.amount" $most) }}
{{- if and (eq $name $other) (gt (float64 (include "nexus.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $asked := ((.values).resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- range $other, $most := (($.values).resources).limits }}
{{- $limit := float64 (include "nexus.amount" $most) }}
{{- if and (eq $name $other) (lt (float64 (include "nexus.amount" $asked)) $limit) }}
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
{{- define "nexus.setsCommonLabels" -}}
{{- if pick (.Values.serviceMonitor.labels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance"
    "app.kubernetes.io/component" "helm.sh/chart" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
true
{{- end }}
{{- end }}

{{/*
Whether the autoscaler of the pods' size changes what they request of a resource.
Takes `text`, `values`.
*/}}
{{- define "nexus.changesRequests" -}}
{{- if ne (toString (.values.vpa).updateMode) "Off" }}
{{- if or (not ((.values.vpa).policy).controlledResources) (include "nexus.anyControlledResource" .) }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
Whether the number of pods follows what they use of a resource.
Takes `text`, `values`, `values2`.
*/}}
{{- define "nexus.followsUse" -}}
{{- if (.values.autoscaling).enabled }}
{{- if or .values2 (include "nexus.anyCustomMetricByResource" .)
    (include "nexus.anyCustomMetricByContainerResource" .) }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `values.vpa.policy.controlledResources` is the one in question, nothing where none is.
Takes `text`, `values`.
*/}}
{{- define "nexus.anyControlledResource" -}}
{{- range $r := ((.values.vpa).policy).controlledResources }}
{{- if eq $r $.text }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `values.autoscaling.customMetrics` is found by its `resource`, nothing where none is.
Takes `text`, `values`.
*/}}
{{- define "nexus.anyCustomMetricByResource" -}}
{{- range $m := (.values.autoscaling).customMetrics }}
{{- if and (not (kindIs "invalid" $m.resource)) (eq (toString ($m.resource).name) $.text) }}
{{- if (($m.resource).target).averageUtilization }}
true
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `values.autoscaling.customMetrics` is found by its `containerResource`, nothing where none is.
Takes `text`, `values`.
*/}}
{{- define "nexus.anyCustomMetricByContainerResource" -}}
{{- range $m := (.values.autoscaling).customMetrics }}
{{- if and (not (kindIs "invalid" $m.containerResource)) (eq (toString ($m.containerResource).name) $.text) }}
{{- if (($m.containerResource).target).averageUtilization }}
true
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
`orchestrator.externalSecrets.target`, `orchestrator.existingSecret`, `jiraAgent.externalSecrets.target`,
`jiraAgent.existingSecret` and others, as far as in use, as a JSON list.
*/}}
{{- define "nexus.targets" -}}
{{- $list := list }}
{{- $externalSecrets := .Values.orchestrator.externalSecrets }}
{{- if and .Values.orchestrator.enabled ($externalSecrets).enabled }}
{{- if or ($externalSecrets).target .Values.orchestrator.existingSecret }}
{{- $list = append $list (.Values.orchestrator.externalSecrets.target | default .Values.orchestrator.existingSecret) }}
{{- end }}
{{- end }}
{{- $jiraAgentExternalSecrets := .Values.jiraAgent.externalSecrets }}
{{- if and .Values.jiraAgent.enabled ($jiraAgentExternalSecrets).enabled }}
{{- if or ($jiraAgentExternalSecrets).target .Values.jiraAgent.existingSecret }}
{{- $list = append $list (.Values.jiraAgent.externalSecrets.target | default .Values.jiraAgent.existingSecret) }}
{{- end }}
{{- end }}
{{- $gitCiAgentExternalSecrets := .Values.gitCiAgent.externalSecrets }}
{{- if and .Values.gitCiAgent.enabled ($gitCiAgentExternalSecrets).enabled }}
{{- if or ($gitCiAgentExternalSecrets).target .Values.gitCiAgent.existingSecret }}
{{- $list = append $list (.Values.gitCiAgent.externalSecrets.target | default .Values.gitCiAgent.existingSecret) }}
{{- end }}
{{- end }}
{{- $reportingAgentExternalSecrets := .Values.reportingAgent.externalSecrets }}
{{- if and .Values.reportingAgent.enabled ($reportingAgentExternalSecrets).enabled }}
{{- if or ($reportingAgentExternalSecrets).target .Values.reportingAgent.existingSecret }}
{{- $list = append $list
    (.Values.reportingAgent.externalSecrets.target | default .Values.reportingAgent.existingSecret) }}
{{- end }}
{{- end }}
{{- $slackAgentExternalSecrets := .Values.slackAgent.externalSecrets }}
{{- if and .Values.slackAgent.enabled ($slackAgentExternalSecrets).enabled }}
{{- if or ($slackAgentExternalSecrets).target .Values.slackAgent.existingSecret }}
{{- $list = append $list (.Values.slackAgent.externalSecrets.target | default .Values.slackAgent.existingSecret) }}
{{- end }}
{{- end }}
{{- $jiraHygieneAgentExternalSecrets := .Values.jiraHygieneAgent.externalSecrets }}
{{- if and .Values.jiraHygieneAgent.enabled ($jiraHygieneAgentExternalSecrets).enabled }}
{{- if or ($jiraHygieneAgentExternalSecrets).target .Values.jiraHygieneAgent.existingSecret }}
{{- $list = append $list
    (.Values.jiraHygieneAgent.externalSecrets.target | default .Values.jiraHygieneAgent.existingSecret) }}
{{- end }}
{{- end }}
{{- $rcaAgentExternalSecrets := .Values.rcaAgent.externalSecrets }}
{{- if and .Values.rcaAgent.enabled ($rcaAgentExternalSecrets).enabled }}
{{- if or ($rcaAgentExternalSecrets).target .Values.rcaAgent.existingSecret }}
{{- $list = append $list (.Values.rcaAgent.externalSecrets.target | default .Values.rcaAgent.existingSecret) }}
{{- end }}
{{- end }}
{{- $analyticsExternalSecrets := .Values.analytics.externalSecrets }}
{{- if and .Values.analytics.enabled ($analyticsExternalSecrets).enabled }}
{{- if or ($analyticsExternalSecrets).target .Values.analytics.existingSecret }}
{{- $list = append $list (.Values.analytics.externalSecrets.target | default .Values.analytics.existingSecret) }}
{{- end }}
{{- end }}
{{- $webhooksExternalSecrets := .Values.webhooks.externalSecrets }}
{{- if and .Values.webhooks.enabled ($webhooksExternalSecrets).enabled }}
{{- if or ($webhooksExternalSecrets).target .Values.webhooks.existingSecret }}
{{- $list = append $list (.Values.webhooks.externalSecrets.target | default .Values.webhooks.existingSecret) }}
{{- end }}
{{- end }}
{{- $adminDashboardExternalSecrets := .Values.adminDashboard.externalSecrets }}
{{- if and .Values.adminDashboard.enabled ($adminDashboardExternalSecrets).enabled }}
{{- if or ($adminDashboardExternalSecrets).target .Values.adminDashboard.existingSecret }}
{{- $list = append $list
    (.Values.adminDashboard.externalSecrets.target | default .Values.adminDashboard.existingSecret) }}
{{- end }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
What is wrong with `externalRedis.url`, as a JSON list.
*/}}
{{- define "nexus.urlMessages" -}}
{{- $list := list }}
{{- if and (not .Values.redis.enabled) .Values.externalRedis.password .Values.externalRedis.url }}
{{- if regexMatch "^[^/]*//[^/?#@]*:[^/?#@]*@" .Values.externalRedis.url }}
{{- $list = append $list
    "the URL has a password already, which everybody can read: leave it out where a password is given beside" }}
{{- end }}
{{- if regexMatch "^[^/]*//[^/?#@]*(@.*@|[/?#].*://)" .Values.externalRedis.url }}
{{- $list = append $list
    "the URL has a second `@` or `://`: write that as `%40` or `%3A//` where a password is given beside" }}
{{- end }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`name` of each element of `values.extraContainers` and `values.initContainers`, as a JSON list.
Of `orchestrator`, `rcaAgent` and `analytics`.
Takes `root`, `text`, `values`.
*/}}
{{- define "nexus.extraContainerNames.orchestrator" -}}
{{- $list := list .text }}
{{- range $c := .values.extraContainers }}
{{- $list = append $list $c.name }}
{{- end }}
{{- if .root.Values.postgresql.enabled }}
{{- $list = append $list "wait-for-database" }}
{{- end }}
{{- if .root.Values.redis.enabled }}
{{- $list = append $list "wait-for-redis" }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- $list = append $list $c.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Says `true` where one of `values.tolerations` is found by its `operator`, `key`, `tolerationSeconds` and `effect`,
nothing where none is.
Takes `values`.
*/}}
{{- define "nexus.anyToleration" -}}
{{- range $t := .values.tolerations }}
{{- if and (ne (toString $t.operator) "Exists") (not $t.key) }}
true
{{- else if and (not (kindIs "invalid" $t.tolerationSeconds)) (ne (toString $t.effect) "NoExecute") }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
`name` of each element of `values.extraVolumes`, as a JSON list.
Takes `values`.
*/}}
{{- define "nexus.extraVolumeNames" -}}
{{- $list := list }}
{{- range $v := .values.extraVolumes }}
{{- $list = append $list $v.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
`mountPath` of each element of `values.extraVolumeMounts`, as a JSON list.
Takes `values`.
*/}}
{{- define "nexus.extraVolumeMountPaths" -}}
{{- $list := list }}
{{- range $m := .values.extraVolumeMounts }}
{{- $list = append $list $m.mountPath }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Texts made of `env`, `volumeMounts`, `ports` and `resizePolicy`, as a JSON list.
Takes `c`.
*/}}
{{- define "nexus.elementTexts" -}}
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
{{- define "nexus.requestKeys" -}}
{{- $c := .c }}
{{- $list := list }}
{{- range $name, $asked := ($c.resources).requests }}
{{- range $other, $most := ($c.resources).limits }}
{{- $limit := float64 (include "nexus.amount" $most) }}
{{- if and (eq $name $other) (gt (float64 (include "nexus.amount" $asked)) $limit) }}
{{- $list = append $list $name }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $asked := ($c.resources).requests }}
{{- if or (hasPrefix "hugepages-" $name) (and (contains "/" $name) (not (contains "kubernetes.io/" $name))) }}
{{- range $other, $most := ($c.resources).limits }}
{{- $limit := float64 (include "nexus.amount" $most) }}
{{- if and (eq $name $other) (lt (float64 (include "nexus.amount" $asked)) $limit) }}
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
{{- define "nexus.lets.resources" -}}
{{- $c := .c }}
{{- join ", " (include "nexus.requestKeys" (dict "root" .root "c" $c) | fromJsonArray) }}
{{- end }}

{{/*
Like `nexus.extraContainerNames.orchestrator`.
Takes `root`, `text`, `values`.
*/}}
{{- define "nexus.extraContainerNames" -}}
{{- $list := list .text }}
{{- range $c := .values.extraContainers }}
{{- $list = append $list $c.name }}
{{- end }}
{{- if .root.Values.redis.enabled }}
{{- $list = append $list "wait-for-redis" }}
{{- end }}
{{- range $c := .values.initContainers }}
{{- $list = append $list $c.name }}
{{- end }}
{{- toJson $list }}
{{- end }}

{{/*
Says `true` where one of `orchestrator.externalSecrets.data` is found by its `secretKey`, nothing where none is.
*/}}
{{- define "nexus.anyDataBySecretKey" -}}
{{- range $d := (.Values.orchestrator.externalSecrets).data }}
{{- $password := ($.Values.postgresql.auth).password }}
{{- $wanted := ((ternary $password dict (kindIs "map" $password)).existing).key | default "password" }}
{{- if eq $d.secretKey $wanted }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
`postgresql.auth.password.existing.key`, as far as in use, as a JSON list.
*/}}
{{- define "nexus.existingKeys" -}}
{{- toJson (list
    (((ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)).existing).key
    | default "password")) }}
{{- end }}

{{/*
`orchestrator.externalSecrets.target` and `orchestrator.existingSecret`, as far as in use, as a JSON list.
*/}}
{{- define "nexus.orchestratorTargets" -}}
{{- toJson (list ((.Values.orchestrator.externalSecrets).target | default .Values.orchestrator.existingSecret)) }}
{{- end }}

{{/*
The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.
*/}}
{{- define "nexus.amount" -}}
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
{{- define "nexus.caseOf" -}}
{{- if kindIs "map" . }}
{{- keys . | first }}
{{- end }}
{{- end }}

{{/*
Says `true` where something is given, be it 0; nothing for null and the empty text.
*/}}
{{- define "nexus.isSet" -}}
{{- if not (has (toString .) (list "" "<nil>")) }}
true
{{- end }}
{{- end }}

{{/*
Says `true` where two elements of a list are equal, nothing where all differ.
*/}}
{{- define "nexus.repeated" -}}
{{- if ne (len .) (len (uniq .)) }}
true
{{- end }}
{{- end }}

{{/*
The port of a URL. Takes `url`, and a `default` for one that has none.
*/}}
{{- define "nexus.urlPort" -}}
{{- regexReplaceAll `^[A-Za-z][A-Za-z0-9+.-]*://(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::([0-9]*))?(?:[/?#].*)?$` .url
    "${2}" | default .default }}
{{- end }}

{{/*
A key as YAML has it: quoted where it would be something else without.
*/}}
{{- define "nexus.yamlKey" -}}
{{- if regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" . }}
{{- toRawJson . }}
{{- else if regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" . }}
{{- . }}
{{- else }}
{{- toRawJson . }}
{{- end }}
{{- end }}

{{/*
One of several resources of the kind service, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.service" -}}
{{- if .values.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "nexus.componentName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with mergeOverwrite dict (.root.Values.commonAnnotations | default dict)
      (.values.service.annotations | default dict) }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .values.service.type }}
  ports:
    - name: http
      port: {{ .values.service.port }}
      targetPort: http
      protocol: TCP
  selector:
    {{- include "nexus.selectorLabels" . | nindent 4 }}
{{- end }}
{{- end }}

{{/*
One of several resources of the kind configmap, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.configmap" -}}
{{- if .values.enabled }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "nexus.componentName" (dict "root" .root "component" (printf "%s-env" .component)) | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
data:
  {{- $defaults := dict "NEXUS_ENV" .root.Values.global.environment "LOG_LEVEL" .root.Values.observability.logging.level
      "LOG_FORMAT" .root.Values.observability.logging.format "LOG_INCLUDE_TRACE"
      (toString .root.Values.observability.logging.includeTrace) }}
  {{- toYaml (mergeOverwrite $defaults (.values.env | default dict)) | nindent 2 }}
...
{{- end }}
{{- end }}

{{/*
One of several resources of the kind externalsecret, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.externalsecret" -}}
{{- if and .values.enabled (.values.externalSecrets).enabled }}
{{- if eq .values.externalSecrets.api "v1" }}
apiVersion: external-secrets.io/v1
{{- else }}
apiVersion: external-secrets.io/v1beta1
{{- end }}
kind: ExternalSecret
metadata:
  {{- if or .values.externalSecrets.target .values.existingSecret }}
  name: {{ .values.externalSecrets.target | default .values.existingSecret | quote }}
  {{- else }}
  name: {{ include "nexus.componentName" (dict "root" .root "component" (printf "%s-external" .component)) | quote }}
  {{- end }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  refreshInterval: {{ .values.externalSecrets.refreshInterval | quote }}
  secretStoreRef:
    name: {{ .values.externalSecrets.secretStoreRef.name | quote }}
    kind: {{ .values.externalSecrets.secretStoreRef.kind }}
  target:
    {{- if or .values.externalSecrets.target .values.existingSecret }}
    name: {{ .values.externalSecrets.target | default .values.existingSecret | quote }}
    {{- else }}
    name: {{ include "nexus.componentName" (dict "root" .root "component" (printf "%s-external" .component)) | quote }}
    {{- end }}
    creationPolicy: Owner
  data:
    {{- range $d := .values.externalSecrets.data }}
    - secretKey: {{ $d.secretKey | quote }}
      remoteRef:
        key: {{ ($d.remoteRef).key | quote }}
        {{- with ($d.remoteRef).property }}
        property: {{ . | quote }}
        {{- end }}
        {{- with ($d.remoteRef).version }}
        version: {{ . | quote }}
        {{- end }}
    {{- end }}
{{- end }}
{{- end }}

{{/*
One of several resources of the kind poddisruptionbudget, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.poddisruptionbudget" -}}
{{- if and .values.enabled .root.Values.global.highAvailability.enabled (.values.pdb).enabled }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "nexus.componentName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- if include "nexus.isSet" .values.pdb.maxUnavailable }}
  maxUnavailable: {{ toJson .values.pdb.maxUnavailable }}
  {{- else if include "nexus.isSet" .values.pdb.minAvailable }}
  minAvailable: {{ toJson .values.pdb.minAvailable }}
  {{- else }}
  minAvailable: 1
  {{- end }}
  selector:
    matchLabels:
      {{- include "nexus.selectorLabels" . | nindent 6 }}
{{- end }}
{{- end }}

{{/*
One of several resources of the kind ingress, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.ingress" -}}
{{- if and .values.enabled (.values.ingress).enabled }}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ include "nexus.componentName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with mergeOverwrite dict (.root.Values.commonAnnotations | default dict)
      (.values.ingress.annotations | default dict) }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .values.ingress.className }}
  ingressClassName: {{ . | quote }}
  {{- end }}
  {{- if .values.ingress.tls }}
  tls:
    {{- range $t := .values.ingress.tls }}
    -
      {{- if not (or $t.hosts $t.secretName) }} {}
      {{- end }}
      {{- with $t.hosts }}
      hosts:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $t.secretName }}
      secretName: {{ . | quote }}
      {{- end }}
    {{- end }}
  {{- end }}
  rules:
    {{- range $h := .values.ingress.hosts }}
    - host: {{ $h.host | quote }}
      http:
        paths:
          {{- range $path := $h.paths | default (list dict) }}
          - path: {{ $path.path | default "/" | quote }}
            pathType: {{ $path.pathType | default "Prefix" }}
            backend:
              service:
                name: {{ include "nexus.componentName" $ | quote }}
                port:
                  name: http
          {{- end }}
    {{- end }}
{{- end }}
{{- end }}

{{/*
One of several resources of the kind servicemonitor, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.servicemonitor" -}}
{{- if and .values.enabled .root.Values.serviceMonitor.enabled }}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: {{ include "nexus.componentName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- with omit (mergeOverwrite dict (.root.Values.commonLabels | default dict)
        (.root.Values.serviceMonitor.labels | default dict)) "helm.sh/chart" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version"
        "app.kubernetes.io/managed-by" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    helm.sh/chart: {{ include "nexus.chart" .root | quote }}
    {{- include "nexus.selectorLabels" . | nindent 4 }}
    app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
    app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
  {{- with .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  selector:
    matchLabels:
      {{- include "nexus.selectorLabels" . | nindent 6 }}
  endpoints:
    - port: http
      path: /metrics
      interval: {{ .root.Values.serviceMonitor.interval | quote }}
      {{- with .root.Values.serviceMonitor.scrapeTimeout }}
      scrapeTimeout: {{ . | quote }}
      {{- end }}
      relabelings:
        - sourceLabels:
            - __meta_kubernetes_service_name
          regex: {{ include "nexus.componentName" . | quote }}
          action: keep
{{- end }}
{{- end }}

{{/*
One of several resources of the kind horizontalpodautoscaler, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.horizontalpodautoscaler" -}}
{{- if and .values.enabled (.values.autoscaling).enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "nexus.componentName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "nexus.componentName" . | quote }}
  minReplicas: {{ .values.autoscaling.minReplicas }}
  maxReplicas: {{ .values.autoscaling.maxReplicas }}
  {{- if or .values.autoscaling.targetCPUUtilizationPercentage .values.autoscaling.targetMemoryUtilizationPercentage
      .values.autoscaling.customMetrics }}
  metrics:
    {{- if .values.autoscaling.targetCPUUtilizationPercentage }}
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .values.autoscaling.targetCPUUtilizationPercentage }}
    {{- end }}
    {{- if .values.autoscaling.targetMemoryUtilizationPercentage }}
    - type: Resource
      resource:
        name: memory
        target:
          type: Utilization
          averageUtilization: {{ .values.autoscaling.targetMemoryUtilizationPercentage }}
    {{- end }}
    {{- with .values.autoscaling.customMetrics }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- with .values.autoscaling.behavior }}
  behavior:
    {{- toYaml . | nindent 4 }}
  {{- end }}
...
{{- end }}
{{- end }}

{{/*
One of several resources of the kind verticalpodautoscaler, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.verticalpodautoscaler" -}}
{{- if and .values.enabled (.values.vpa).enabled }}
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata:
  name: {{ include "nexus.componentName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  targetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "nexus.componentName" . | quote }}
  updatePolicy:
    updateMode: {{ .values.vpa.updateMode | quote }}
  {{- if or .values.vpa.policy.minAllowed .values.vpa.policy.maxAllowed .values.vpa.policy.controlledResources }}
  resourcePolicy:
    containerPolicies:
      - containerName: "*"
        {{- if .values.vpa.policy.minAllowed }}
        minAllowed:
          {{- range $resource, $amount := .values.vpa.policy.minAllowed }}
          {{ $resource | quote }}: {{ $amount | toJson | trimAll "\"" | quote }}
          {{- end }}
        {{- end }}
        {{- if .values.vpa.policy.maxAllowed }}
        maxAllowed:
          {{- range $resource, $amount := .values.vpa.policy.maxAllowed }}
          {{ $resource | quote }}: {{ $amount | toJson | trimAll "\"" | quote }}
          {{- end }}
        {{- end }}
        {{- if .values.vpa.policy.controlledResources }}
        controlledResources:
          {{- range $r := .values.vpa.policy.controlledResources }}
          - {{ $r }}
          {{- end }}
        {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
One of several resources of the kind deployment, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.deployment" -}}
{{- if .values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "nexus.componentName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with mergeOverwrite dict (.root.Values.commonAnnotations | default dict)
      (.root.Values.global.commonAnnotations | default dict) }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- if not .values.autoscaling.enabled }}
  replicas: {{ .values.replicas }}
  {{- end }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels:
      {{- include "nexus.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- if .root.Values.redis.enabled }}
        {{- if eq .root.Values.redis.architecture "standalone" }}
        {{- if not (hasKey (.root.Values.global.podLabels | default dict) "redis-master-client") }}
        redis-master-client: "true"
        {{- end }}
        {{- else if not (hasKey (.root.Values.global.podLabels | default dict) "redis-client") }}
        redis-client: "true"
        {{- end }}
        {{- end }}
        {{- with omit (.root.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        app.kubernetes.io/part-of: nexus
        {{- include "nexus.selectorLabels" . | nindent 8 }}
      annotations:
        {{- include "nexus.podAnnotations" . | nindent 8 }}
    spec:
      serviceAccountName: {{ include "nexus.serviceAccountName" .root | quote }}
      automountServiceAccountToken: {{ or (not (empty .root.Values.rbac.rules)) .root.Values.serviceAccount.automount }}
      {{- if .root.Values.global.imagePullSecrets }}
      imagePullSecrets:
        {{- range $s := .root.Values.global.imagePullSecrets }}
        -
          {{- if kindIs "map" $s }}
          name: {{ $s.name | quote }}
          {{- else }}
          name: {{ $s | quote }}
          {{- end }}
        {{- end }}
      {{- end }}
      {{- with .root.Values.podSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if or .root.Values.redis.enabled .values.initContainers }}
      initContainers:
        {{- if .root.Values.redis.enabled }}
        - {{- include "nexus.waitContainer.redis" .root | nindent 10 }}
        {{- end }}
        {{- with .values.initContainers }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      containers:
        - name: {{ .component }}
          image: {{ include "nexus.image" . | quote }}
          imagePullPolicy: {{ (.values.image).pullPolicy | default .root.Values.global.imagePullPolicy }}
          ports:
            - name: http
              containerPort: {{ .values.service.port }}
              protocol: TCP
          env:
            {{- $enabled := .root.Values.redis.enabled }}
            {{- if or (and $enabled (.root.Values.redis.auth).enabled)
                (and (not $enabled) .root.Values.externalRedis.password) }}
            - name: REDIS_PASSWORD
              valueFrom:
                secretKeyRef:
                  {{- include "nexus.secretKeyRef.redis-auth-password" .root | nindent 18 }}
            {{- end }}
            {{- if .root.Values.observability.tracing.enabled }}
            - name: OTEL_EXPORTER_OTLP_ENDPOINT
              value: {{ .root.Values.observability.tracing.endpoint | quote }}
            - name: OTEL_EXPORTER_OTLP_PROTOCOL
              value: grpc
            - name: OTEL_SERVICE_NAME
              value: {{ printf "nexus-%s" .component }}
            - name: OTEL_TRACES_SAMPLER
              value: parentbased_traceidratio
            - name: OTEL_TRACES_SAMPLER_ARG
              value: {{ toJson .root.Values.observability.tracing.samplingRatio | quote }}
            {{- end }}
            - name: REDIS_URL
              {{- if and .root.Values.redis.enabled (eq (toString .root.Values.redis.architecture) "standalone") }}
              {{- if .root.Values.redis.auth.enabled }}
              value: {{ printf "redis://:$(REDIS_PASSWORD)@%s:6379"
                  (include "nexus.componentName" (dict "root" .root "component" "redis-master")) | quote }}
              {{- else }}
              value: {{ printf "redis://%s:6379"
                  (include "nexus.componentName" (dict "root" .root "component" "redis-master")) | quote }}
              {{- end }}
              {{- else if and (not .root.Values.redis.enabled) .root.Values.externalRedis.password }}
              {{- $url := .root.Values.externalRedis.url }}
              {{- if and $url (regexMatch "^[^/]*//[^/?#]*@" (toString $url)) }}
              value: {{ .root.Values.externalRedis.url | replace "@" ":$(REDIS_PASSWORD)@" | quote }}
              {{- else }}
              value: {{ .root.Values.externalRedis.url | default "redis://redis:6379" | replace "://"
                  "://:$(REDIS_PASSWORD)@" | quote }}
              {{- end }}
              {{- else if and .root.Values.redis.enabled (.root.Values.redis.auth).enabled }}
              value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s:26379/mymaster"
                  (include "nexus.componentName" (dict "root" .root "component" "redis")) | quote }}
              {{- else if .root.Values.redis.enabled }}
              value: {{ printf "redis+sentinel://%s:26379/mymaster"
                  (include "nexus.componentName" (dict "root" .root "component" "redis")) | quote }}
              {{- else if .root.Values.externalRedis.url }}
              value: {{ .root.Values.externalRedis.url | quote }}
              {{- else }}
              value: redis://redis:6379
              {{- end }}
          envFrom:
            - configMapRef:
                name: {{ include "nexus.componentName" (dict "root" .root "component" (printf "%s-env" .component))
                    | quote }}
            {{- if .values.externalSecrets.enabled }}
            - secretRef:
                {{- if or (.values.externalSecrets).target .values.existingSecret }}
                name: {{ (.values.externalSecrets).target | default .values.existingSecret | quote }}
                {{- else }}
                name: {{ include "nexus.componentName" (dict "root" .root "component" (printf "%s-external" .component))
                    | quote }}
                {{- end }}
            {{- else if .values.existingSecret }}
            - secretRef:
                name: {{ .values.existingSecret | quote }}
                {{- if not .root.Values.global.requireSecrets }}
                optional: true
                {{- end }}
            {{- end }}
          startupProbe:
            httpGet:
              path: /health
              port: http
            initialDelaySeconds: 5
            periodSeconds: 5
            timeoutSeconds: 1
            failureThreshold: 30
          livenessProbe:
            httpGet:
              path: /health
              port: http
            initialDelaySeconds: 15
            periodSeconds: 20
            timeoutSeconds: 1
            failureThreshold: 3
          readinessProbe:
            httpGet:
              path: /health
              port: http
            initialDelaySeconds: 5
            periodSeconds: 10
            timeoutSeconds: 1
            failureThreshold: 3
          lifecycle:
            preStop:
              exec:
                command:
                  - /bin/sh
                  - -c
                  - sleep 10
          {{- with .values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
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
            {{- range $m := .values.extraVolumeMounts }}
            {{- if ne $m.mountPath "/tmp" }}
            - {{- toYaml $m | nindent 14 }}
            {{- end }}
            {{- end }}
        {{- with .values.extraContainers }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      volumes:
        - name: tmp
          emptyDir: {}
        {{- range $v := .values.extraVolumes }}
        {{- if ne $v.name "tmp" }}
        - {{- toYaml $v | nindent 10 }}
        {{- end }}
        {{- end }}
      terminationGracePeriodSeconds: 30
      {{- with .values.priorityClassName }}
      priorityClassName: {{ . | quote }}
      {{- end }}
      {{- with .values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if or .values.affinity .root.Values.global.highAvailability.enabled }}
      affinity:
        {{- $affinity := .values.affinity | default dict }}
        {{- if .root.Values.global.highAvailability.enabled }}
        {{- $affinity = omit $affinity "podAntiAffinity" }}
        {{- end }}
        {{- with $affinity }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- if .root.Values.global.highAvailability.enabled }}
        podAntiAffinity:
          {{- $podAntiAffinity := (.values.affinity).podAntiAffinity | default dict }}
          {{- with omit $podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
          preferredDuringSchedulingIgnoredDuringExecution:
            {{- with ((.values.affinity).podAntiAffinity).preferredDuringSchedulingIgnoredDuringExecution }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
            - weight: 100
              podAffinityTerm:
                labelSelector:
                  matchLabels:
                    {{- include "nexus.selectorLabels" . | nindent 20 }}
                topologyKey: kubernetes.io/hostname
            - weight: 50
              podAffinityTerm:
                labelSelector:
                  matchLabels:
                    {{- include "nexus.selectorLabels" . | nindent 20 }}
                topologyKey: topology.kubernetes.io/zone
        {{- end }}
      {{- end }}
      {{- if .root.Values.global.highAvailability.enabled }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "nexus.selectorLabels" . | nindent 14 }}
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "nexus.selectorLabels" . | nindent 14 }}
      {{- end }}
      {{- with .values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
...
{{- end }}
{{- end }}

{{/*
One of several resources of the kind networkpolicy, alike but for what this takes.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.networkpolicy" -}}
{{- if and .values.enabled .root.Values.networkPolicy.enabled }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "nexus.componentName" . | quote }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "nexus.labels" . | nindent 4 }}
  {{- with .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  podSelector:
    matchLabels:
      {{- include "nexus.selectorLabels" . | nindent 6 }}
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
              nexus-client: "true"
      ports:
        - protocol: TCP
          port: {{ .values.service.port }}
    {{- range $namespace := .root.Values.networkPolicy.monitoringNamespaces }}
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: {{ $namespace | quote }}
      ports:
        - protocol: TCP
          port: {{ $.values.service.port }}
    {{- end }}
    {{- if .values.ingress.enabled }}
    {{- range $namespace := .root.Values.networkPolicy.ingressNamespaces }}
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: {{ $namespace | quote }}
      ports:
        - protocol: TCP
          port: {{ $.values.service.port }}
    {{- end }}
    {{- end }}
  egress:
    - ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
    {{- if .root.Values.redis.enabled }}
    {{- if eq .root.Values.redis.architecture "standalone" }}
    - to:
        - podSelector:
            matchLabels:
              {{- include "nexus.selectorLabels" (dict "root" .root "component" "redis-master") | nindent 14 }}
      ports:
        - protocol: TCP
          port: 6379
    {{- else }}
    - to:
        - podSelector:
            matchLabels:
              {{- include "nexus.selectorLabels" (dict "root" .root "component" "redis") | nindent 14 }}
      ports:
        - protocol: TCP
          port: 6379
        - protocol: TCP
          port: 26379
    {{- end }}
    {{- else }}
    - ports:
        - protocol: TCP
          port: {{ include "nexus.urlPort"
              (dict "url" (.root.Values.externalRedis.url | default "redis://redis:6379") "default" 6379) }}
    {{- end }}
    {{- if .root.Values.observability.tracing.enabled }}
    - ports:
        - protocol: TCP
          port: {{ include "nexus.urlPort" (dict "url" .root.Values.observability.tracing.endpoint "default" (ternary
              443 (ternary 80 4317 (hasPrefix "http:" .root.Values.observability.tracing.endpoint))
              (hasPrefix "https:" .root.Values.observability.tracing.endpoint))) }}
    {{- end }}
    {{- if or .root.Values.rbac.rules .root.Values.serviceAccount.automount }}
    - ports:
        - protocol: TCP
          port: 443
        - protocol: TCP
          port: 6443
    {{- end }}
    {{- with .root.Values.networkPolicy.egress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
...
{{- end }}
{{- end }}
