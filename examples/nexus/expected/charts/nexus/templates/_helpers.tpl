{{/*
The chart's name, or `nameOverride`.
*/}}
{{- define "nexus.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
What resources are called, or what their names begin with: the release's name with the chart's in it, 63 characters at
most. `fullnameOverride` replaces it.
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
The chart's name and version, as the label `helm.sh/chart` holds them.
*/}}
{{- define "nexus.chart" -}}
{{- printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | trunc 63 | trimAll "-" }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: redis-master
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations" -}}
checksum/config: "5ee62c6204400273af85ec7b543fcc05c5694dc909b382e7605c8f523ed1f24e"
{{- if and (.Values.redis.auth).enabled (ne (toString (.Values.redis.auth).password) "") (not (kindIs "map" (.Values.redis.auth).password)) }}
checksum/keeps: {{ include "nexus.files.text" . | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image" -}}
{{- printf "%s:%s" (.Values.redis.image).repository ((.Values.redis.image).tag | default .Chart.AppVersion) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container" -}}
name: redis-master
imagePullPolicy: {{ .Values.redis.image.pullPolicy | quote }}
command:
  - sh
  - /opt/redis/start.sh
ports:
  - name: redis
    containerPort: 6379
    protocol: TCP
{{- if .Values.redis.auth.enabled }}
env:
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString (.Values.redis.auth).password) "") (hasKey (ternary (.Values.redis.auth).password dict (kindIs "map" (.Values.redis.auth).password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString (.Values.redis.auth).password) "") (hasKey (ternary (.Values.redis.auth).password dict (kindIs "map" (.Values.redis.auth).password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
{{- end }}
livenessProbe:
  exec:
    command:
      - sh
      - -c
      - "REDISCLI_AUTH=\"${REDIS_PASSWORD:-}\" redis-cli ping | grep -q PONG"
  initialDelaySeconds: 10
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  exec:
    command:
      - sh
      - -c
      - "REDISCLI_AUTH=\"${REDIS_PASSWORD:-}\" redis-cli ping | grep -q PONG"
  initialDelaySeconds: 0
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
{{- with .Values.redis.resources }}
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
  - name: data
    mountPath: /data
  - name: config
    mountPath: /opt/redis
    readOnly: true
  - name: tmp
    mountPath: /tmp
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate" -}}
metadata:
  labels:
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations" . | nindent 4 }}
spec:
  serviceAccountName: default
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 999
    runAsGroup: 999
    fsGroup: 999
    seccompProfile:
      type: RuntimeDefault
  containers:
    - image: {{ include "nexus.image" . | quote }}
      {{- include "nexus.container" . | nindent 6 }}
  volumes:
    - name: config
      configMap:
        name: {{ printf "%s-config" (printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | trunc 56 | trimAll "-") | quote }}
    {{- if not .Values.redis.master.persistence.enabled }}
    - name: data
      emptyDir: {}
    {{- end }}
    - name: tmp
      emptyDir: {}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.redis" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: redis
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.redis" -}}
checksum/config: "14a9697667e14c0132f4f2e5bff2cc6e6136a7abac9265e5b8804ac8d4f5ee24"
{{- if and (.Values.redis.auth).enabled (ne (toString (.Values.redis.auth).password) "") (not (kindIs "map" (.Values.redis.auth).password)) }}
checksum/keeps: {{ include "nexus.files.text" . | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.redis" -}}
name: redis
imagePullPolicy: {{ .Values.redis.image.pullPolicy | quote }}
command:
  - sh
  - /opt/redis/start.sh
ports:
  - name: redis
    containerPort: 6379
    protocol: TCP
  - name: sentinel
    containerPort: 26379
    protocol: TCP
env:
  - name: POD_NAME
    valueFrom:
      fieldRef:
        fieldPath: metadata.name
  {{- if .Values.redis.auth.enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString (.Values.redis.auth).password) "") (hasKey (ternary (.Values.redis.auth).password dict (kindIs "map" (.Values.redis.auth).password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString (.Values.redis.auth).password) "") (hasKey (ternary (.Values.redis.auth).password dict (kindIs "map" (.Values.redis.auth).password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  - name: FIRST_POD
    value: {{ printf "%s-redis-0" (include "nexus.fullname" . | trunc 46 | trimAll "-") | quote }}
  - name: HEADLESS
    value: {{ printf "%s-headless" (printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
  - name: MASTER_SET
    value: mymaster
  - name: QUORUM
    value: {{ ternary (int64 (.Values.redis.sentinel).quorum) 2 (eq (toString (.Values.redis.sentinel).enabled) "true") | quote }}
  - name: SERVICE
    value: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
livenessProbe:
  exec:
    command:
      - sh
      - -c
      - "REDISCLI_AUTH=\"${REDIS_PASSWORD:-}\" redis-cli ping | grep -q PONG"
  initialDelaySeconds: 10
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  exec:
    command:
      - sh
      - -c
      - "REDISCLI_AUTH=\"${REDIS_PASSWORD:-}\" redis-cli ping | grep -q PONG"
  initialDelaySeconds: 0
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
{{- with .Values.redis.resources }}
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
  - name: data
    mountPath: /data
  - name: config
    mountPath: /opt/redis
    readOnly: true
  - name: tmp
    mountPath: /tmp
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.redis" -}}
metadata:
  labels:
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.redis" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.redis" . | nindent 4 }}
spec:
  serviceAccountName: default
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 999
    runAsGroup: 999
    fsGroup: 999
    seccompProfile:
      type: RuntimeDefault
  containers:
    - image: {{ include "nexus.image" . | quote }}
      {{- include "nexus.container.redis" . | nindent 6 }}
    - name: sentinel
      image: {{ printf "%s:%s" .Values.redis.image.repository ((.Values.redis.image).tag | default .Chart.AppVersion) | quote }}
      imagePullPolicy: {{ .Values.redis.image.pullPolicy | quote }}
      command:
        - sh
        - /opt/redis/sentinel.sh
      env:
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        {{- if .Values.redis.auth.enabled }}
        - name: REDIS_PASSWORD
          valueFrom:
            secretKeyRef:
              {{- if and (ne (toString (.Values.redis.auth).password) "") (hasKey (ternary (.Values.redis.auth).password dict (kindIs "map" (.Values.redis.auth).password)) "existing") }}
              name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
              {{- else }}
              name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
              {{- end }}
              {{- if and (ne (toString (.Values.redis.auth).password) "") (hasKey (ternary (.Values.redis.auth).password dict (kindIs "map" (.Values.redis.auth).password)) "existing") }}
              key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
              {{- else }}
              key: password
              {{- end }}
        {{- end }}
        - name: FIRST_POD
          value: {{ printf "%s-redis-0" (include "nexus.fullname" . | trunc 46 | trimAll "-") | quote }}
        - name: HEADLESS
          value: {{ printf "%s-headless" (printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
        - name: MASTER_SET
          value: mymaster
        - name: QUORUM
          value: {{ ternary (int64 (.Values.redis.sentinel).quorum) 2 (eq (toString (.Values.redis.sentinel).enabled) "true") | quote }}
        - name: SERVICE
          value: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
      livenessProbe:
        tcpSocket:
          port: 26379
      {{- with .Values.redis.resources }}
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
        - name: config
          mountPath: /opt/redis
          readOnly: true
        - name: sentinel
          mountPath: /sentinel
  volumes:
    - name: config
      configMap:
        name: {{ printf "%s-config" (printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | trunc 56 | trimAll "-") | quote }}
    {{- if not .Values.redis.master.persistence.enabled }}
    - name: data
      emptyDir: {}
    {{- end }}
    - name: sentinel
      emptyDir: {}
    - name: tmp
      emptyDir: {}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.redis" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.redis" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.external-postgresql" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: external-postgresql
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.external-postgresql" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.external-postgresql" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.postgresql" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: postgresql
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.postgresql" -}}
checksum/config: b83d6600c3018929df8cefd3a46a6fc27db2a0f95819f9067778d2a0d013f189
{{- if and (ne (toString (.Values.postgresql.auth).password) "") (not (kindIs "map" (.Values.postgresql.auth).password)) }}
checksum/keeps: {{ include "nexus.files.text-2" . | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.postgresql" -}}
{{- printf "%s:%s" (.Values.postgresql.image).repository ((.Values.postgresql.image).tag | default .Chart.AppVersion) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.postgresql" -}}
name: postgresql
imagePullPolicy: {{ .Values.postgresql.image.pullPolicy | quote }}
ports:
  - name: postgresql
    containerPort: 5432
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if hasKey (ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)) "existing" }}
        name: {{ ((.Values.postgresql.auth.password).existing).secret | quote }}
        {{- else }}
        name: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        {{- end }}
        {{- if hasKey (ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)) "existing" }}
        key: {{ ((.Values.postgresql.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
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
  - name: config
    mountPath: /docker-entrypoint-initdb.d
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
{{- define "nexus.podTemplate.postgresql" -}}
metadata:
  labels:
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.postgresql" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.postgresql" . | nindent 4 }}
spec:
  serviceAccountName: default
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 999
    runAsGroup: 999
    fsGroup: 999
    seccompProfile:
      type: RuntimeDefault
  containers:
    - image: {{ include "nexus.image.postgresql" . | quote }}
      {{- include "nexus.container.postgresql" . | nindent 6 }}
  volumes:
    - name: config
      configMap:
        name: {{ printf "%s-config" (printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | trunc 56 | trimAll "-") | quote }}
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
The labels of a component's resources.
*/}}
{{- define "nexus.labels.postgresql" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.postgresql" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.postgresql-read" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: postgresql-read
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.postgresql-read" -}}
name: postgresql-read
imagePullPolicy: {{ .Values.postgresql.image.pullPolicy | quote }}
ports:
  - name: postgresql
    containerPort: 5432
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if hasKey (ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)) "existing" }}
        name: {{ ((.Values.postgresql.auth.password).existing).secret | quote }}
        {{- else }}
        name: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        {{- end }}
        {{- if hasKey (ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)) "existing" }}
        key: {{ ((.Values.postgresql.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  - name: PGDATA
    value: /var/lib/postgresql/data/pgdata
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
{{- define "nexus.podTemplate.postgresql-read" -}}
metadata:
  labels:
    {{- if not (hasKey .Values.global.podLabels "postgresql-client") }}
    postgresql-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.postgresql-read" . | nindent 4 }}
spec:
  serviceAccountName: default
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 999
    runAsGroup: 999
    fsGroup: 999
    seccompProfile:
      type: RuntimeDefault
  initContainers:
    - name: wait-for-database
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        - {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        - "5432"
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    - name: copy
      image: {{ printf "%s:%s" .Values.postgresql.image.repository ((.Values.postgresql.image).tag | default .Chart.AppVersion) | quote }}
      imagePullPolicy: {{ .Values.postgresql.image.pullPolicy | quote }}
      command:
        - sh
        - -c
        - "set -eu\n[ -s \"$PGDATA/PG_VERSION\" ] || exec pg_basebackup --host \"$PRIMARY\" --username replicator --pgdata \"$PGDATA\" --write-recovery-conf --wal-method stream --checkpoint fast\n"
      env:
        - name: PGPASSWORD
          valueFrom:
            secretKeyRef:
              {{- if hasKey (ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)) "existing" }}
              name: {{ ((.Values.postgresql.auth.password).existing).secret | quote }}
              {{- else }}
              name: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
              {{- end }}
              {{- if hasKey (ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)) "existing" }}
              key: {{ ((.Values.postgresql.auth.password).existing).key | default "password" | quote }}
              {{- else }}
              key: password
              {{- end }}
        - name: PGDATA
          value: /var/lib/postgresql/data/pgdata
        - name: PRIMARY
          value: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop:
            - ALL
      volumeMounts:
        - name: data
          mountPath: /var/lib/postgresql/data
  containers:
    - image: {{ include "nexus.image.postgresql" . | quote }}
      {{- include "nexus.container.postgresql-read" . | nindent 6 }}
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
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.orchestrator" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: orchestrator
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.orchestrator" -}}
{{- with omit (.Values.orchestrator.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-3" . | sha256sum | quote }}
{{- end }}

{{/*
The service account that the pods act as.
*/}}
{{- define "nexus.serviceAccountName" -}}
{{- if .Values.serviceAccount.name }}
{{- .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create }}
{{- include "nexus.fullname" . }}
{{- else }}
{{- "default" }}
{{- end }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.orchestrator" -}}
{{- printf "%s:%s" (ternary (.Values.orchestrator.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.orchestrator.image).repository) (empty .Values.global.imageRegistry)) ((.Values.orchestrator.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.orchestrator" -}}
name: orchestrator
imagePullPolicy: {{ (.Values.orchestrator.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.orchestrator.service.port }}
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (not (and (ne (toString (.Values.postgresql.auth).password) "") (hasKey (ternary (.Values.postgresql.auth).password dict (kindIs "map" (.Values.postgresql.auth).password)) "existing"))) .Values.postgresql.enabled }}
        name: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        {{- else if and (not (and (ne (toString .Values.externalPostgresql.password) "") (hasKey (ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)) "existing"))) (not .Values.postgresql.enabled) }}
        name: {{ printf "%s-external-postgresql" (include "nexus.fullname" . | trunc 43 | trimAll "-") | quote }}
        {{- else if .Values.postgresql.enabled }}
        name: {{ ((ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)).existing).secret | quote }}
        {{- else }}
        name: {{ ((ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)).existing).secret | quote }}
        {{- end }}
        {{- if and (hasKey (ternary (.Values.postgresql.auth).password dict (kindIs "map" (.Values.postgresql.auth).password)) "existing") .Values.postgresql.enabled (ne (toString (.Values.postgresql.auth).password) "") }}
        key: {{ ((.Values.postgresql.auth.password).existing).key | default "password" | quote }}
        {{- else if and (not .Values.postgresql.enabled) (ne (toString .Values.externalPostgresql.password) "") (hasKey (ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)) "existing") }}
        key: {{ ((.Values.externalPostgresql.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.analytics.enabled }}
  - name: ANALYTICS_URL
    value: {{ printf "http://%s-analytics:%d" (include "nexus.fullname" . | trunc 53 | trimAll "-") (int64 .Values.analytics.service.port) | quote }}
  {{- end }}
  {{- if .Values.gitCiAgent.enabled }}
  - name: GIT_CI_AGENT_URL
    value: {{ printf "http://%s-git-ci-agent:%d" (include "nexus.fullname" . | trunc 50 | trimAll "-") (int64 .Values.gitCiAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.jiraHygieneAgent.enabled }}
  - name: HYGIENE_AGENT_URL
    value: {{ printf "http://%s-hygiene-agent:%d" (include "nexus.fullname" . | trunc 49 | trimAll "-") (int64 .Values.jiraHygieneAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.jiraAgent.enabled }}
  - name: JIRA_AGENT_URL
    value: {{ printf "http://%s-jira-agent:%d" (include "nexus.fullname" . | trunc 52 | trimAll "-") (int64 .Values.jiraAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-orchestrator
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: POSTGRES_DB
    {{- if .Values.postgresql.enabled }}
    value: {{ .Values.postgresql.auth.database | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.database | quote }}
    {{- end }}
  - name: POSTGRES_HOST
    {{- if .Values.postgresql.enabled }}
    value: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.host | quote }}
    {{- end }}
  - name: POSTGRES_PORT
    {{- if .Values.postgresql.enabled }}
    value: "5432"
    {{- else }}
    value: {{ int64 .Values.externalPostgresql.port | quote }}
    {{- end }}
  {{- if and .Values.postgresql.enabled (gt (int64 (.Values.postgresql.readReplicas).replicaCount) 0) }}
  - name: POSTGRES_READ_HOST
    value: {{ printf "%s-postgresql-read" (include "nexus.fullname" . | trunc 47 | trimAll "-") | quote }}
  {{- end }}
  - name: POSTGRES_SSLMODE
    {{- if .Values.postgresql.enabled }}
    value: disable
    {{- else }}
    value: {{ .Values.externalPostgresql.sslMode | quote }}
    {{- end }}
  - name: POSTGRES_USER
    {{- if .Values.postgresql.enabled }}
    value: {{ .Values.postgresql.auth.username | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.username | quote }}
    {{- end }}
  {{- if .Values.rcaAgent.enabled }}
  - name: RCA_AGENT_URL
    value: {{ printf "http://%s-rca-agent:%d" (include "nexus.fullname" . | trunc 53 | trimAll "-") (int64 .Values.rcaAgent.service.port) | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
  {{- if .Values.reportingAgent.enabled }}
  - name: REPORTING_AGENT_URL
    value: {{ printf "http://%s-reporting-agent:%d" (include "nexus.fullname" . | trunc 47 | trimAll "-") (int64 .Values.reportingAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.slackAgent.enabled }}
  - name: SLACK_AGENT_URL
    value: {{ printf "http://%s-slack-agent:%d" (include "nexus.fullname" . | trunc 51 | trimAll "-") (int64 .Values.slackAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.webhooks.enabled }}
  - name: WEBHOOKS_URL
    value: {{ printf "http://%s-webhooks:%d" (include "nexus.fullname" . | trunc 54 | trimAll "-") (int64 .Values.webhooks.service.port) | quote }}
  {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-orchestrator" (include "nexus.fullname" . | trunc 50 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.orchestrator.externalSecrets.enabled }}
  {{- if .Values.orchestrator.existingSecret }}
  - secretRef:
      name: {{ .Values.orchestrator.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.orchestrator.externalSecrets).target .Values.orchestrator.existingSecret }}
      name: {{ (.Values.orchestrator.externalSecrets).target | default .Values.orchestrator.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-orchestrator" (include "nexus.fullname" . | trunc 50 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.orchestrator.resources }}
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
  {{- range $m := .Values.orchestrator.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.orchestrator" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if and .Values.postgresql.enabled (not (hasKey .Values.global.podLabels "postgresql-client")) }}
    postgresql-client: "true"
    {{- end }}
    {{- if not (hasKey .Values.global.podLabels "nexus-client") }}
    nexus-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.orchestrator" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.orchestrator" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.postgresql.enabled .Values.redis.enabled .Values.orchestrator.initContainers }}
  initContainers:
    {{- if .Values.postgresql.enabled }}
    - name: wait-for-database
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        - {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        - "5432"
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.orchestrator.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.orchestrator" . | quote }}
      {{- include "nexus.container.orchestrator" . | nindent 6 }}
    {{- with .Values.orchestrator.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.orchestrator.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.orchestrator.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.orchestrator.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.orchestrator.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.orchestrator.affinity | default dict) "podAntiAffinity") (.Values.orchestrator.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.orchestrator.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.orchestrator.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.orchestrator.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.orchestrator.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.orchestrator" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.orchestrator" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.orchestrator" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.orchestrator" . | nindent 10 }}
  {{- end }}
  {{- with .Values.orchestrator.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.orchestrator" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.orchestrator" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.jira-agent" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: jira-agent
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.git-ci-agent" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: git-ci-agent
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.reporting-agent" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: reporting-agent
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.slack-agent" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: slack-agent
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.hygiene-agent" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: hygiene-agent
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.rca-agent" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: rca-agent
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.analytics" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: analytics
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.webhooks" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: webhooks
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.jira-agent" -}}
{{- with omit (.Values.jiraAgent.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-4" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.jira-agent" -}}
{{- printf "%s:%s" (ternary (.Values.jiraAgent.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.jiraAgent.image).repository) (empty .Values.global.imageRegistry)) ((.Values.jiraAgent.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.jira-agent" -}}
name: jira-agent
imagePullPolicy: {{ (.Values.jiraAgent.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.jiraAgent.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-jira-agent
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-jira-agent" (include "nexus.fullname" . | trunc 52 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.jiraAgent.externalSecrets.enabled }}
  {{- if .Values.jiraAgent.existingSecret }}
  - secretRef:
      name: {{ .Values.jiraAgent.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.jiraAgent.externalSecrets).target .Values.jiraAgent.existingSecret }}
      name: {{ (.Values.jiraAgent.externalSecrets).target | default .Values.jiraAgent.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-jira-agent" (include "nexus.fullname" . | trunc 52 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.jiraAgent.resources }}
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
  {{- range $m := .Values.jiraAgent.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.jira-agent" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.jira-agent" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.jira-agent" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.redis.enabled .Values.jiraAgent.initContainers }}
  initContainers:
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.jiraAgent.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.jira-agent" . | quote }}
      {{- include "nexus.container.jira-agent" . | nindent 6 }}
    {{- with .Values.jiraAgent.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.jiraAgent.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.jiraAgent.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.jiraAgent.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.jiraAgent.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.jiraAgent.affinity | default dict) "podAntiAffinity") (.Values.jiraAgent.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.jiraAgent.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.jiraAgent.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.jiraAgent.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.jiraAgent.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.jira-agent" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.jira-agent" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.jira-agent" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.jira-agent" . | nindent 10 }}
  {{- end }}
  {{- with .Values.jiraAgent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.jira-agent" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.jira-agent" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.git-ci-agent" -}}
{{- with omit (.Values.gitCiAgent.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-5" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.git-ci-agent" -}}
{{- printf "%s:%s" (ternary (.Values.gitCiAgent.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.gitCiAgent.image).repository) (empty .Values.global.imageRegistry)) ((.Values.gitCiAgent.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.git-ci-agent" -}}
name: git-ci-agent
imagePullPolicy: {{ (.Values.gitCiAgent.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.gitCiAgent.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-git-ci-agent
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-git-ci-agent" (include "nexus.fullname" . | trunc 50 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.gitCiAgent.externalSecrets.enabled }}
  {{- if .Values.gitCiAgent.existingSecret }}
  - secretRef:
      name: {{ .Values.gitCiAgent.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.gitCiAgent.externalSecrets).target .Values.gitCiAgent.existingSecret }}
      name: {{ (.Values.gitCiAgent.externalSecrets).target | default .Values.gitCiAgent.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-git-ci-agent" (include "nexus.fullname" . | trunc 50 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.gitCiAgent.resources }}
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
  {{- range $m := .Values.gitCiAgent.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.git-ci-agent" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.git-ci-agent" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.git-ci-agent" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.redis.enabled .Values.gitCiAgent.initContainers }}
  initContainers:
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.gitCiAgent.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.git-ci-agent" . | quote }}
      {{- include "nexus.container.git-ci-agent" . | nindent 6 }}
    {{- with .Values.gitCiAgent.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.gitCiAgent.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.gitCiAgent.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.gitCiAgent.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.gitCiAgent.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.gitCiAgent.affinity | default dict) "podAntiAffinity") (.Values.gitCiAgent.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.gitCiAgent.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.gitCiAgent.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.gitCiAgent.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.gitCiAgent.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.git-ci-agent" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.git-ci-agent" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.git-ci-agent" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.git-ci-agent" . | nindent 10 }}
  {{- end }}
  {{- with .Values.gitCiAgent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.git-ci-agent" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.git-ci-agent" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.reporting-agent" -}}
{{- with omit (.Values.reportingAgent.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-6" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.reporting-agent" -}}
{{- printf "%s:%s" (ternary (.Values.reportingAgent.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.reportingAgent.image).repository) (empty .Values.global.imageRegistry)) ((.Values.reportingAgent.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.reporting-agent" -}}
name: reporting-agent
imagePullPolicy: {{ (.Values.reportingAgent.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.reportingAgent.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-reporting-agent
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-reporting-agent" (include "nexus.fullname" . | trunc 47 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.reportingAgent.externalSecrets.enabled }}
  {{- if .Values.reportingAgent.existingSecret }}
  - secretRef:
      name: {{ .Values.reportingAgent.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.reportingAgent.externalSecrets).target .Values.reportingAgent.existingSecret }}
      name: {{ (.Values.reportingAgent.externalSecrets).target | default .Values.reportingAgent.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-reporting-agent" (include "nexus.fullname" . | trunc 47 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.reportingAgent.resources }}
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
  {{- range $m := .Values.reportingAgent.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.reporting-agent" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.reporting-agent" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.reporting-agent" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.redis.enabled .Values.reportingAgent.initContainers }}
  initContainers:
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.reportingAgent.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.reporting-agent" . | quote }}
      {{- include "nexus.container.reporting-agent" . | nindent 6 }}
    {{- with .Values.reportingAgent.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.reportingAgent.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.reportingAgent.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.reportingAgent.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.reportingAgent.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.reportingAgent.affinity | default dict) "podAntiAffinity") (.Values.reportingAgent.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.reportingAgent.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.reportingAgent.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.reportingAgent.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.reportingAgent.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.reporting-agent" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.reporting-agent" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.reporting-agent" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.reporting-agent" . | nindent 10 }}
  {{- end }}
  {{- with .Values.reportingAgent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.reporting-agent" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.reporting-agent" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.slack-agent" -}}
{{- with omit (.Values.slackAgent.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-7" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.slack-agent" -}}
{{- printf "%s:%s" (ternary (.Values.slackAgent.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.slackAgent.image).repository) (empty .Values.global.imageRegistry)) ((.Values.slackAgent.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.slack-agent" -}}
name: slack-agent
imagePullPolicy: {{ (.Values.slackAgent.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.slackAgent.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.orchestrator.enabled }}
  - name: ORCHESTRATOR_URL
    value: {{ printf "http://%s-orchestrator:%d" (include "nexus.fullname" . | trunc 50 | trimAll "-") (int64 .Values.orchestrator.service.port) | quote }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-slack-agent
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-slack-agent" (include "nexus.fullname" . | trunc 51 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.slackAgent.externalSecrets.enabled }}
  {{- if .Values.slackAgent.existingSecret }}
  - secretRef:
      name: {{ .Values.slackAgent.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.slackAgent.externalSecrets).target .Values.slackAgent.existingSecret }}
      name: {{ (.Values.slackAgent.externalSecrets).target | default .Values.slackAgent.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-slack-agent" (include "nexus.fullname" . | trunc 51 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.slackAgent.resources }}
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
  {{- range $m := .Values.slackAgent.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.slack-agent" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if not (hasKey .Values.global.podLabels "nexus-client") }}
    nexus-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.slack-agent" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.slack-agent" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.redis.enabled .Values.slackAgent.initContainers }}
  initContainers:
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.slackAgent.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.slack-agent" . | quote }}
      {{- include "nexus.container.slack-agent" . | nindent 6 }}
    {{- with .Values.slackAgent.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.slackAgent.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.slackAgent.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.slackAgent.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.slackAgent.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.slackAgent.affinity | default dict) "podAntiAffinity") (.Values.slackAgent.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.slackAgent.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.slackAgent.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.slackAgent.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.slackAgent.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.slack-agent" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.slack-agent" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.slack-agent" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.slack-agent" . | nindent 10 }}
  {{- end }}
  {{- with .Values.slackAgent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.slack-agent" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.slack-agent" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.hygiene-agent" -}}
{{- with omit (.Values.jiraHygieneAgent.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-8" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.hygiene-agent" -}}
{{- printf "%s:%s" (ternary (.Values.jiraHygieneAgent.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.jiraHygieneAgent.image).repository) (empty .Values.global.imageRegistry)) ((.Values.jiraHygieneAgent.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.hygiene-agent" -}}
name: hygiene-agent
imagePullPolicy: {{ (.Values.jiraHygieneAgent.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.jiraHygieneAgent.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-hygiene-agent
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
  {{- if .Values.slackAgent.enabled }}
  - name: SLACK_AGENT_URL
    value: {{ printf "http://%s-slack-agent:%d" (include "nexus.fullname" . | trunc 51 | trimAll "-") (int64 .Values.slackAgent.service.port) | quote }}
  {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-hygiene-agent" (include "nexus.fullname" . | trunc 49 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.jiraHygieneAgent.externalSecrets.enabled }}
  {{- if .Values.jiraHygieneAgent.existingSecret }}
  - secretRef:
      name: {{ .Values.jiraHygieneAgent.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.jiraHygieneAgent.externalSecrets).target .Values.jiraHygieneAgent.existingSecret }}
      name: {{ (.Values.jiraHygieneAgent.externalSecrets).target | default .Values.jiraHygieneAgent.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-hygiene-agent" (include "nexus.fullname" . | trunc 49 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.jiraHygieneAgent.resources }}
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
  {{- range $m := .Values.jiraHygieneAgent.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.hygiene-agent" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if not (hasKey .Values.global.podLabels "nexus-client") }}
    nexus-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.hygiene-agent" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.hygiene-agent" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.redis.enabled .Values.jiraHygieneAgent.initContainers }}
  initContainers:
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.jiraHygieneAgent.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.hygiene-agent" . | quote }}
      {{- include "nexus.container.hygiene-agent" . | nindent 6 }}
    {{- with .Values.jiraHygieneAgent.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.jiraHygieneAgent.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.jiraHygieneAgent.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.jiraHygieneAgent.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.jiraHygieneAgent.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.jiraHygieneAgent.affinity | default dict) "podAntiAffinity") (.Values.jiraHygieneAgent.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.jiraHygieneAgent.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.jiraHygieneAgent.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.jiraHygieneAgent.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.jiraHygieneAgent.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.hygiene-agent" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.hygiene-agent" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.hygiene-agent" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.hygiene-agent" . | nindent 10 }}
  {{- end }}
  {{- with .Values.jiraHygieneAgent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.hygiene-agent" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.hygiene-agent" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.rca-agent" -}}
{{- with omit (.Values.rcaAgent.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-9" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.rca-agent" -}}
{{- printf "%s:%s" (ternary (.Values.rcaAgent.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.rcaAgent.image).repository) (empty .Values.global.imageRegistry)) ((.Values.rcaAgent.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.rca-agent" -}}
name: rca-agent
imagePullPolicy: {{ (.Values.rcaAgent.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.rcaAgent.service.port }}
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (not (and (ne (toString (.Values.postgresql.auth).password) "") (hasKey (ternary (.Values.postgresql.auth).password dict (kindIs "map" (.Values.postgresql.auth).password)) "existing"))) .Values.postgresql.enabled }}
        name: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        {{- else if and (not (and (ne (toString .Values.externalPostgresql.password) "") (hasKey (ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)) "existing"))) (not .Values.postgresql.enabled) }}
        name: {{ printf "%s-external-postgresql" (include "nexus.fullname" . | trunc 43 | trimAll "-") | quote }}
        {{- else if .Values.postgresql.enabled }}
        name: {{ ((ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)).existing).secret | quote }}
        {{- else }}
        name: {{ ((ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)).existing).secret | quote }}
        {{- end }}
        {{- if and (hasKey (ternary (.Values.postgresql.auth).password dict (kindIs "map" (.Values.postgresql.auth).password)) "existing") .Values.postgresql.enabled (ne (toString (.Values.postgresql.auth).password) "") }}
        key: {{ ((.Values.postgresql.auth.password).existing).key | default "password" | quote }}
        {{- else if and (not .Values.postgresql.enabled) (ne (toString .Values.externalPostgresql.password) "") (hasKey (ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)) "existing") }}
        key: {{ ((.Values.externalPostgresql.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-rca-agent
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: POSTGRES_DB
    {{- if .Values.postgresql.enabled }}
    value: {{ .Values.postgresql.auth.database | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.database | quote }}
    {{- end }}
  - name: POSTGRES_HOST
    {{- if .Values.postgresql.enabled }}
    value: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.host | quote }}
    {{- end }}
  - name: POSTGRES_PORT
    {{- if .Values.postgresql.enabled }}
    value: "5432"
    {{- else }}
    value: {{ int64 .Values.externalPostgresql.port | quote }}
    {{- end }}
  {{- if and .Values.postgresql.enabled (gt (int64 (.Values.postgresql.readReplicas).replicaCount) 0) }}
  - name: POSTGRES_READ_HOST
    value: {{ printf "%s-postgresql-read" (include "nexus.fullname" . | trunc 47 | trimAll "-") | quote }}
  {{- end }}
  - name: POSTGRES_SSLMODE
    {{- if .Values.postgresql.enabled }}
    value: disable
    {{- else }}
    value: {{ .Values.externalPostgresql.sslMode | quote }}
    {{- end }}
  - name: POSTGRES_USER
    {{- if .Values.postgresql.enabled }}
    value: {{ .Values.postgresql.auth.username | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.username | quote }}
    {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-rca-agent" (include "nexus.fullname" . | trunc 53 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.rcaAgent.externalSecrets.enabled }}
  {{- if .Values.rcaAgent.existingSecret }}
  - secretRef:
      name: {{ .Values.rcaAgent.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.rcaAgent.externalSecrets).target .Values.rcaAgent.existingSecret }}
      name: {{ (.Values.rcaAgent.externalSecrets).target | default .Values.rcaAgent.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-rca-agent" (include "nexus.fullname" . | trunc 53 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.rcaAgent.resources }}
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
  {{- range $m := .Values.rcaAgent.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.rca-agent" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if and .Values.postgresql.enabled (not (hasKey .Values.global.podLabels "postgresql-client")) }}
    postgresql-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.rca-agent" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.rca-agent" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.postgresql.enabled .Values.redis.enabled .Values.rcaAgent.initContainers }}
  initContainers:
    {{- if .Values.postgresql.enabled }}
    - name: wait-for-database
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        - {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        - "5432"
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.rcaAgent.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.rca-agent" . | quote }}
      {{- include "nexus.container.rca-agent" . | nindent 6 }}
    {{- with .Values.rcaAgent.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.rcaAgent.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.rcaAgent.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.rcaAgent.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.rcaAgent.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.rcaAgent.affinity | default dict) "podAntiAffinity") (.Values.rcaAgent.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.rcaAgent.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.rcaAgent.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.rcaAgent.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.rcaAgent.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.rca-agent" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.rca-agent" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.rca-agent" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.rca-agent" . | nindent 10 }}
  {{- end }}
  {{- with .Values.rcaAgent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.rca-agent" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.rca-agent" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.analytics" -}}
{{- with omit (.Values.analytics.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-10" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.analytics" -}}
{{- printf "%s:%s" (ternary (.Values.analytics.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.analytics.image).repository) (empty .Values.global.imageRegistry)) ((.Values.analytics.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.analytics" -}}
name: analytics
imagePullPolicy: {{ (.Values.analytics.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.analytics.service.port }}
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (not (and (ne (toString (.Values.postgresql.auth).password) "") (hasKey (ternary (.Values.postgresql.auth).password dict (kindIs "map" (.Values.postgresql.auth).password)) "existing"))) .Values.postgresql.enabled }}
        name: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        {{- else if and (not (and (ne (toString .Values.externalPostgresql.password) "") (hasKey (ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)) "existing"))) (not .Values.postgresql.enabled) }}
        name: {{ printf "%s-external-postgresql" (include "nexus.fullname" . | trunc 43 | trimAll "-") | quote }}
        {{- else if .Values.postgresql.enabled }}
        name: {{ ((ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)).existing).secret | quote }}
        {{- else }}
        name: {{ ((ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)).existing).secret | quote }}
        {{- end }}
        {{- if and (hasKey (ternary (.Values.postgresql.auth).password dict (kindIs "map" (.Values.postgresql.auth).password)) "existing") .Values.postgresql.enabled (ne (toString (.Values.postgresql.auth).password) "") }}
        key: {{ ((.Values.postgresql.auth.password).existing).key | default "password" | quote }}
        {{- else if and (not .Values.postgresql.enabled) (ne (toString .Values.externalPostgresql.password) "") (hasKey (ternary .Values.externalPostgresql.password dict (kindIs "map" .Values.externalPostgresql.password)) "existing") }}
        key: {{ ((.Values.externalPostgresql.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-analytics
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: POSTGRES_DB
    {{- if .Values.postgresql.enabled }}
    value: {{ .Values.postgresql.auth.database | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.database | quote }}
    {{- end }}
  - name: POSTGRES_HOST
    {{- if .Values.postgresql.enabled }}
    value: {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.host | quote }}
    {{- end }}
  - name: POSTGRES_PORT
    {{- if .Values.postgresql.enabled }}
    value: "5432"
    {{- else }}
    value: {{ int64 .Values.externalPostgresql.port | quote }}
    {{- end }}
  {{- if and .Values.postgresql.enabled (gt (int64 (.Values.postgresql.readReplicas).replicaCount) 0) }}
  - name: POSTGRES_READ_HOST
    value: {{ printf "%s-postgresql-read" (include "nexus.fullname" . | trunc 47 | trimAll "-") | quote }}
  {{- end }}
  - name: POSTGRES_SSLMODE
    {{- if .Values.postgresql.enabled }}
    value: disable
    {{- else }}
    value: {{ .Values.externalPostgresql.sslMode | quote }}
    {{- end }}
  - name: POSTGRES_USER
    {{- if .Values.postgresql.enabled }}
    value: {{ .Values.postgresql.auth.username | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.username | quote }}
    {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-analytics" (include "nexus.fullname" . | trunc 53 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.analytics.externalSecrets.enabled }}
  {{- if .Values.analytics.existingSecret }}
  - secretRef:
      name: {{ .Values.analytics.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.analytics.externalSecrets).target .Values.analytics.existingSecret }}
      name: {{ (.Values.analytics.externalSecrets).target | default .Values.analytics.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-analytics" (include "nexus.fullname" . | trunc 53 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.analytics.resources }}
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
  {{- range $m := .Values.analytics.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.analytics" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if and .Values.postgresql.enabled (not (hasKey .Values.global.podLabels "postgresql-client")) }}
    postgresql-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.analytics" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.analytics" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.postgresql.enabled .Values.redis.enabled .Values.analytics.initContainers }}
  initContainers:
    {{- if .Values.postgresql.enabled }}
    - name: wait-for-database
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        - {{ printf "%s-postgresql" (include "nexus.fullname" . | trunc 52 | trimAll "-") | quote }}
        - "5432"
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.analytics.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.analytics" . | quote }}
      {{- include "nexus.container.analytics" . | nindent 6 }}
    {{- with .Values.analytics.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.analytics.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.analytics.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.analytics.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.analytics.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.analytics.affinity | default dict) "podAntiAffinity") (.Values.analytics.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.analytics.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.analytics.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.analytics.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.analytics.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.analytics" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.analytics" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.analytics" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.analytics" . | nindent 10 }}
  {{- end }}
  {{- with .Values.analytics.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.analytics" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.analytics" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.webhooks" -}}
{{- with omit (.Values.webhooks.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-11" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.webhooks" -}}
{{- printf "%s:%s" (ternary (.Values.webhooks.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.webhooks.image).repository) (empty .Values.global.imageRegistry)) ((.Values.webhooks.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.webhooks" -}}
name: webhooks
imagePullPolicy: {{ (.Values.webhooks.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.webhooks.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-webhooks
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-webhooks" (include "nexus.fullname" . | trunc 54 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.webhooks.externalSecrets.enabled }}
  {{- if .Values.webhooks.existingSecret }}
  - secretRef:
      name: {{ .Values.webhooks.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.webhooks.externalSecrets).target .Values.webhooks.existingSecret }}
      name: {{ (.Values.webhooks.externalSecrets).target | default .Values.webhooks.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-webhooks" (include "nexus.fullname" . | trunc 54 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.webhooks.resources }}
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
  {{- range $m := .Values.webhooks.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.webhooks" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.webhooks" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.webhooks" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.redis.enabled .Values.webhooks.initContainers }}
  initContainers:
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.webhooks.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.webhooks" . | quote }}
      {{- include "nexus.container.webhooks" . | nindent 6 }}
    {{- with .Values.webhooks.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.webhooks.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.webhooks.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.webhooks.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.webhooks.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.webhooks.affinity | default dict) "podAntiAffinity") (.Values.webhooks.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.webhooks.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.webhooks.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.webhooks.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.webhooks.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.webhooks" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.webhooks" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.webhooks" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.webhooks" . | nindent 10 }}
  {{- end }}
  {{- with .Values.webhooks.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.webhooks" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.webhooks" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.admin-dashboard" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: admin-dashboard
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.admin-dashboard" -}}
{{- with omit (.Values.adminDashboard.podAnnotations | default dict) "checksum/env" }}
{{- toYaml . | nindent 0 }}
{{- end }}
checksum/env: {{ include "nexus.files.text-12" . | sha256sum | quote }}
{{- end }}

{{/*
The image of the pods.
*/}}
{{- define "nexus.image.admin-dashboard" -}}
{{- printf "%s:%s" (ternary (.Values.adminDashboard.image).repository (printf "%s/%s" .Values.global.imageRegistry (.Values.adminDashboard.image).repository) (empty .Values.global.imageRegistry)) ((.Values.adminDashboard.image).tag | default .Values.global.imageTag) }}
{{- end }}

{{/*
The container, but for its image.
*/}}
{{- define "nexus.container.admin-dashboard" -}}
name: admin-dashboard
imagePullPolicy: {{ (.Values.adminDashboard.image).pullPolicy | default .Values.global.imagePullPolicy | quote }}
ports:
  - name: http
    containerPort: {{ int64 .Values.adminDashboard.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
        {{- else if eq .Values.redis.architecture "standalone" }}
        name: {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        name: {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        {{- if and (ne (toString .Values.redis.auth.password) "") (hasKey (ternary .Values.redis.auth.password dict (kindIs "map" .Values.redis.auth.password)) "existing") }}
        key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
        {{- else }}
        key: password
        {{- end }}
  {{- end }}
  {{- if .Values.analytics.enabled }}
  - name: ANALYTICS_URL
    value: {{ printf "http://%s-analytics:%d" (include "nexus.fullname" . | trunc 53 | trimAll "-") (int64 .Values.analytics.service.port) | quote }}
  {{- end }}
  {{- if .Values.gitCiAgent.enabled }}
  - name: GIT_CI_AGENT_URL
    value: {{ printf "http://%s-git-ci-agent:%d" (include "nexus.fullname" . | trunc 50 | trimAll "-") (int64 .Values.gitCiAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.jiraHygieneAgent.enabled }}
  - name: HYGIENE_AGENT_URL
    value: {{ printf "http://%s-hygiene-agent:%d" (include "nexus.fullname" . | trunc 49 | trimAll "-") (int64 .Values.jiraHygieneAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.jiraAgent.enabled }}
  - name: JIRA_AGENT_URL
    value: {{ printf "http://%s-jira-agent:%d" (include "nexus.fullname" . | trunc 52 | trimAll "-") (int64 .Values.jiraAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.orchestrator.enabled }}
  - name: ORCHESTRATOR_URL
    value: {{ printf "http://%s-orchestrator:%d" (include "nexus.fullname" . | trunc 50 | trimAll "-") (int64 .Values.orchestrator.service.port) | quote }}
  {{- end }}
  {{- if .Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: nexus-admin-dashboard
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  {{- if .Values.rcaAgent.enabled }}
  - name: RCA_AGENT_URL
    value: {{ printf "http://%s-rca-agent:%d" (include "nexus.fullname" . | trunc 53 | trimAll "-") (int64 .Values.rcaAgent.service.port) | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis://%s-redis-master:6379" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- end }}
  {{- if .Values.reportingAgent.enabled }}
  - name: REPORTING_AGENT_URL
    value: {{ printf "http://%s-reporting-agent:%d" (include "nexus.fullname" . | trunc 47 | trimAll "-") (int64 .Values.reportingAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.slackAgent.enabled }}
  - name: SLACK_AGENT_URL
    value: {{ printf "http://%s-slack-agent:%d" (include "nexus.fullname" . | trunc 51 | trimAll "-") (int64 .Values.slackAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.webhooks.enabled }}
  - name: WEBHOOKS_URL
    value: {{ printf "http://%s-webhooks:%d" (include "nexus.fullname" . | trunc 54 | trimAll "-") (int64 .Values.webhooks.service.port) | quote }}
  {{- end }}
envFrom:
  - configMapRef:
      name: {{ printf "%s-env" (printf "%s-admin-dashboard" (include "nexus.fullname" . | trunc 47 | trimAll "-") | trunc 59 | trimAll "-") | quote }}
  {{- if not .Values.adminDashboard.externalSecrets.enabled }}
  {{- if .Values.adminDashboard.existingSecret }}
  - secretRef:
      name: {{ .Values.adminDashboard.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
      optional: true
      {{- end }}
  {{- end }}
  {{- else }}
  - secretRef:
      {{- if or (.Values.adminDashboard.externalSecrets).target .Values.adminDashboard.existingSecret }}
      name: {{ (.Values.adminDashboard.externalSecrets).target | default .Values.adminDashboard.existingSecret | quote }}
      {{- else }}
      name: {{ printf "%s-external" (printf "%s-admin-dashboard" (include "nexus.fullname" . | trunc 47 | trimAll "-") | trunc 54 | trimAll "-") | quote }}
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
{{- with .Values.adminDashboard.resources }}
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
  {{- range $m := .Values.adminDashboard.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  -
    {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
*/}}
{{- define "nexus.podTemplate.admin-dashboard" -}}
metadata:
  labels:
    {{- if .Values.redis.enabled }}
    {{- if eq .Values.redis.architecture "standalone" }}
    {{- if not (hasKey .Values.global.podLabels "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey .Values.global.podLabels "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if not (hasKey .Values.global.podLabels "nexus-client") }}
    nexus-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels.admin-dashboard" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.admin-dashboard" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ or (not (empty .Values.rbac.rules)) .Values.serviceAccount.automount }}
  {{- with .Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.redis.enabled .Values.adminDashboard.initContainers }}
  initContainers:
    {{- if .Values.redis.enabled }}
    - name: wait-for-redis
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      command:
        - sh
        - -c
        - "until nc -z -w 2 \"$0\" \"$1\"; do sleep 2; done"
        {{- if eq .Values.redis.architecture "standalone" }}
        - {{ printf "%s-redis-master" (include "nexus.fullname" . | trunc 50 | trimAll "-") | quote }}
        {{- else }}
        - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
        {{- end }}
        - {{ ternary 6379 26379 (eq .Values.redis.architecture "standalone") | quote }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        runAsUser: 65534
        capabilities:
          drop:
            - ALL
    {{- end }}
    {{- with .Values.adminDashboard.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - image: {{ include "nexus.image.admin-dashboard" . | quote }}
      {{- include "nexus.container.admin-dashboard" . | nindent 6 }}
    {{- with .Values.adminDashboard.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.adminDashboard.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    -
      {{- toYaml $v | nindent 6 }}
    {{- end }}
    {{- end }}
  terminationGracePeriodSeconds: 30
  {{- with .Values.adminDashboard.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.adminDashboard.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .Values.adminDashboard.affinity .Values.global.highAvailability.enabled }}
  affinity:
    {{- with ternary (omit (.Values.adminDashboard.affinity | default dict) "podAntiAffinity") (.Values.adminDashboard.affinity | default dict) .Values.global.highAvailability.enabled }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- if hasKey (.Values.adminDashboard.affinity | default dict) "podAntiAffinity" }}
      {{- with omit (.Values.adminDashboard.affinity).podAntiAffinity "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- if hasKey (.Values.adminDashboard.affinity | default dict) "podAntiAffinity" }}
        {{- with (.Values.adminDashboard.affinity).podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.admin-dashboard" . | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels.admin-dashboard" . | nindent 16 }}
            topologyKey: topology.kubernetes.io/zone
    {{- end }}
  {{- end }}
  {{- if .Values.global.highAvailability.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.admin-dashboard" . | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels.admin-dashboard" . | nindent 10 }}
  {{- end }}
  {{- with .Values.adminDashboard.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.admin-dashboard" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.admin-dashboard" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.api" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: api
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.api" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.api" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.default-deny" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: default-deny
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.default-deny" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.default-deny" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
The labels that select a component's pods. They never change between versions of a stack: Kubernetes doesn't let
them.
*/}}
{{- define "nexus.selectorLabels.nexus" -}}
app.kubernetes.io/name: {{ include "nexus.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: nexus
{{- end }}

{{/*
The labels of a component's resources.
*/}}
{{- define "nexus.labels.nexus" -}}
{{- with omit (.Values.commonLabels | default dict) "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" }}
{{- toYaml . | nindent 0 }}
{{- end }}
helm.sh/chart: {{ include "nexus.chart" . | quote }}
{{- include "nexus.selectorLabels.nexus" . | nindent 0 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{- define "nexus.any-controlledResources" -}}
{{- range $r := ((.Values.orchestrator.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-2" -}}
{{- range $r := ((.Values.orchestrator.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-3" -}}
{{- range $r := ((.Values.jiraAgent.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-4" -}}
{{- range $r := ((.Values.jiraAgent.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-5" -}}
{{- range $r := ((.Values.gitCiAgent.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-6" -}}
{{- range $r := ((.Values.gitCiAgent.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-7" -}}
{{- range $r := ((.Values.reportingAgent.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-8" -}}
{{- range $r := ((.Values.reportingAgent.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-9" -}}
{{- range $r := ((.Values.slackAgent.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-10" -}}
{{- range $r := ((.Values.slackAgent.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-11" -}}
{{- range $r := ((.Values.jiraHygieneAgent.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-12" -}}
{{- range $r := ((.Values.jiraHygieneAgent.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-13" -}}
{{- range $r := ((.Values.rcaAgent.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-14" -}}
{{- range $r := ((.Values.rcaAgent.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-15" -}}
{{- range $r := ((.Values.analytics.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-16" -}}
{{- range $r := ((.Values.analytics.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-17" -}}
{{- range $r := ((.Values.webhooks.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-18" -}}
{{- range $r := ((.Values.webhooks.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-19" -}}
{{- range $r := ((.Values.adminDashboard.vpa).policy).controlledResources }}
{{- if eq $r "cpu" }}
true
{{- end }}
{{- end }}
{{- end }}

{{- define "nexus.any-controlledResources-20" -}}
{{- range $r := ((.Values.adminDashboard.vpa).policy).controlledResources }}
{{- if eq $r "memory" }}
true
{{- end }}
{{- end }}
{{- end }}
