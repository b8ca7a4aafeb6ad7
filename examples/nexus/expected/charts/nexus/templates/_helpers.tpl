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
Takes `root`, `component`.
*/}}
{{- define "nexus.selectorLabels" -}}
app.kubernetes.io/name: {{ include "nexus.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/*
The labels of a component's resources, with further ones, which win over `chart.commonLabels`.
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
The name of what belongs to a component. Of long names that of the chart is cut, never the component's, so that names stay
apart.
Takes `root`, `component`.
*/}}
{{- define "nexus.componentName" -}}
{{- printf "%s-%s" (include "nexus.fullname" .root | trunc (int (sub 62 (len .component))) | trimAll "-") .component }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
Takes `root`, `config`.
*/}}
{{- define "nexus.podAnnotations.redis-master" -}}
checksum/config: {{ .config | quote }}
{{- $password := (.root.Values.redis.auth).password }}
{{- if and (.root.Values.redis.auth).enabled $password (not (kindIs "map" $password)) }}
checksum/keeps: {{ include "nexus.files.text" (dict "values" .root.Values.redis) | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The image of the pods.
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
The key of a Secret that holds the text: the one that is named, else the key of `keeper`, which the chart makes.
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
The container but for its name and image.
*/}}
{{- define "nexus.container.redis-master" -}}
imagePullPolicy: {{ .Values.redis.image.pullPolicy }}
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
        {{- include "nexus.secretKeyRef" (dict "root" . "component" "redis-master" "values" .Values.redis)
            | nindent 8 }}
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
{{- define "nexus.podTemplate.redis-master" -}}
metadata:
  labels:
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" (dict "root" . "component" "redis-master") | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.redis-master"
        (dict "root" . "config" "5ee62c6204400273af85ec7b543fcc05c5694dc909b382e7605c8f523ed1f24e") | nindent 4 }}
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
    - name: redis-master
      image: {{ include "nexus.image.redis-master" (dict "root" . "values" .Values.redis) | quote }}
      {{- include "nexus.container.redis-master" . | nindent 6 }}
  volumes:
    - name: config
      configMap:
        name: {{ include "nexus.componentName" (dict "root" . "component" "redis-master-config") | quote }}
    {{- if not .Values.redis.master.persistence.enabled }}
    - name: data
      emptyDir: {}
    {{- end }}
    - name: tmp
      emptyDir: {}
{{- end }}

{{/*
What the Secret `keeper` has under the key: the text that is given, or one that is generated once.
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
The container but for its name and image.
*/}}
{{- define "nexus.container.redis" -}}
imagePullPolicy: {{ .Values.redis.image.pullPolicy }}
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
        {{- include "nexus.secretKeyRef" (dict "root" . "component" "redis" "values" .Values.redis) | nindent 8 }}
  {{- end }}
  - name: FIRST_POD
    value: {{ printf "%s-redis-0" (include "nexus.fullname" . | trunc 46 | trimAll "-") | quote }}
  - name: HEADLESS
    value: {{ include "nexus.componentName" (dict "root" . "component" "redis-headless") | quote }}
  - name: MASTER_SET
    value: mymaster
  - name: QUORUM
    value: {{ ternary (int64 (.Values.redis.sentinel).quorum) 2 (eq (toString (.Values.redis.sentinel).enabled) "true")
        | quote }}
  - name: SERVICE
    value: {{ include "nexus.componentName" (dict "root" . "component" "redis") | quote }}
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
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" (dict "root" . "component" "redis") | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations.redis-master"
        (dict "root" . "config" "14a9697667e14c0132f4f2e5bff2cc6e6136a7abac9265e5b8804ac8d4f5ee24") | nindent 4 }}
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
    - name: redis
      image: {{ include "nexus.image.redis-master" (dict "root" . "values" .Values.redis) | quote }}
      {{- include "nexus.container.redis" . | nindent 6 }}
    - name: sentinel
      image: {{ include "nexus.image.redis-master" (dict "root" . "values" .Values.redis) | quote }}
      imagePullPolicy: {{ .Values.redis.image.pullPolicy }}
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
              {{- include "nexus.secretKeyRef" (dict "root" . "component" "redis" "values" .Values.redis)
                  | nindent 14 }}
        {{- end }}
        - name: FIRST_POD
          value: {{ printf "%s-redis-0" (include "nexus.fullname" . | trunc 46 | trimAll "-") | quote }}
        - name: HEADLESS
          value: {{ include "nexus.componentName" (dict "root" . "component" "redis-headless") | quote }}
        - name: MASTER_SET
          value: mymaster
        - name: QUORUM
          value: {{ ternary (int64 (.Values.redis.sentinel).quorum) 2
              (eq (toString (.Values.redis.sentinel).enabled) "true") | quote }}
        - name: SERVICE
          value: {{ include "nexus.componentName" (dict "root" . "component" "redis") | quote }}
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
        name: {{ include "nexus.componentName" (dict "root" . "component" "redis-config") | quote }}
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
What the Secret `keeper` has under the key: the text that is given, or one that is generated once.
*/}}
{{- define "nexus.secretData.externalPostgresql-password" -}}
{{- if eq (include "nexus.caseOf" .Values.externalPostgresql.password) "generated" }}
{{- include "nexus.keptText" (dict "namespace" .Release.Namespace "secret"
    (printf "%s-external-postgresql" (include "nexus.fullname" . | trunc 43 | trimAll "-")) "key" "password" "length"
    (int64 (((.Values.externalPostgresql.password).generated).length | default 32)) "alphabet"
    (((.Values.externalPostgresql.password).generated).alphabet | default "alphanumeric")) | b64enc }}
{{- else if and .Values.externalPostgresql.password (not (kindIs "map" .Values.externalPostgresql.password)) }}
{{- .Values.externalPostgresql.password | b64enc }}
{{- end }}
{{- end }}

{{/*
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
*/}}
{{- define "nexus.podAnnotations.postgresql" -}}
checksum/config: b83d6600c3018929df8cefd3a46a6fc27db2a0f95819f9067778d2a0d013f189
{{- if and (.Values.postgresql.auth).password (not (kindIs "map" (.Values.postgresql.auth).password)) }}
checksum/keeps: {{ include "nexus.files.text" (dict "values" .Values.postgresql) | sha256sum | quote }}
{{- end }}
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "nexus.container.postgresql" -}}
imagePullPolicy: {{ .Values.postgresql.image.pullPolicy }}
ports:
  - name: postgresql
    containerPort: 5432
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef" (dict "root" . "component" "postgresql" "values" .Values.postgresql)
            | nindent 8 }}
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
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" (dict "root" . "component" "postgresql") | nindent 4 }}
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
    - name: postgresql
      image: {{ include "nexus.image.redis-master" (dict "root" . "values" .Values.postgresql) | quote }}
      {{- include "nexus.container.postgresql" . | nindent 6 }}
  volumes:
    - name: config
      configMap:
        name: {{ include "nexus.componentName" (dict "root" . "component" "postgresql-config") | quote }}
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
A container that ends when a host accepts connections. Host and port are arguments of the script, never part of it. It runs as
the user of the pod, or as nobody where that is root or the image's matter.
*/}}
{{- define "nexus.waitContainer.database" -}}
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
  capabilities:
    drop:
      - ALL
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "nexus.container.postgresql-read" -}}
imagePullPolicy: {{ .Values.postgresql.image.pullPolicy }}
ports:
  - name: postgresql
    containerPort: 5432
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef" (dict "root" . "component" "postgresql" "values" .Values.postgresql)
            | nindent 8 }}
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
{{- define "nexus.podTemplate.postgresql-read" -}}
metadata:
  labels:
    {{- if not (hasKey (.Values.global.podLabels | default dict) "postgresql-client") }}
    postgresql-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" (dict "root" . "component" "postgresql-read") | nindent 4 }}
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
    -
      {{- include "nexus.waitContainer.database" . | nindent 6 }}
    - name: copy
      image: {{ include "nexus.image.redis-master" (dict "root" . "values" .Values.postgresql) | quote }}
      imagePullPolicy: {{ .Values.postgresql.image.pullPolicy }}
      command:
        - sh
        - -c
        - "set -eu\n[ -s \"$PGDATA/PG_VERSION\" ] || exec pg_basebackup --host \"$PRIMARY\" --username replicator --pgdata \"$PGDATA\" --write-recovery-conf --wal-method stream --checkpoint fast\n"
      env:
        - name: PGPASSWORD
          valueFrom:
            secretKeyRef:
              {{- include "nexus.secretKeyRef" (dict "root" . "component" "postgresql" "values" .Values.postgresql)
                  | nindent 14 }}
        - name: PGDATA
          value: /var/lib/postgresql/data/pgdata
        - name: PRIMARY
          value: {{ include "nexus.componentName" (dict "root" . "component" "postgresql") | quote }}
      {{- with .Values.postgresql.primary.resources }}
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
        - name: data
          mountPath: /var/lib/postgresql/data
  containers:
    - name: postgresql-read
      image: {{ include "nexus.image.redis-master" (dict "root" . "values" .Values.postgresql) | quote }}
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
What the pods say of themselves; a change of the files changes it, and so restarts the pods.
Takes `root`, `values`.
*/}}
{{- define "nexus.podAnnotations" -}}
{{ with omit (.values.podAnnotations | default dict) "checksum/env" -}}
{{ toYaml . }}
{{ end -}}
checksum/env: {{ include "nexus.files.text-2" . | sha256sum | quote }}
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
A container that ends when a host accepts connections. Host and port are arguments of the script, never part of it. It runs as
the user of the pod, or as nobody where that is root or the image's matter.
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
A container that ends when a host accepts connections. Host and port are arguments of the script, never part of it. It runs as
the user of the pod, or as nobody where that is root or the image's matter.
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
  - {{ printf "%s-redis" (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
  {{- end }}
  - {{ ternary 6379 26379 (eq (toString .Values.redis.architecture) "standalone") | quote }}
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
{{- define "nexus.image" -}}
{{- if .root.Values.global.imageRegistry }}
{{- printf "%s/" .root.Values.global.imageRegistry }}
{{- end }}
{{- printf "%s:" (.values.image).repository }}
{{- (.values.image).tag | default .root.Values.global.imageTag }}
{{- end }}

{{/*
The key of a Secret that holds the text: the one that is named, else the key of `keeper`, which the chart makes.
*/}}
{{- define "nexus.secretKeyRef.externalPostgresql-password" -}}
{{- $enabled := .Values.postgresql.enabled }}
{{- if and (ne (include "nexus.caseOf" (.Values.postgresql.auth).password) "existing") $enabled -}}
name: {{ include "nexus.componentName" (dict "root" . "component" "postgresql") | quote }}
{{- else if and (ne (include "nexus.caseOf" .Values.externalPostgresql.password) "existing") (not $enabled) -}}
name: {{ printf "%s-external-postgresql" (include "nexus.fullname" . | trunc 43 | trimAll "-") | quote }}
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
The key of a Secret that holds the text: the one that is named, else the key of `keeper`, which the chart makes.
*/}}
{{- define "nexus.secretKeyRef.redis-auth-password" -}}
{{- if eq (include "nexus.caseOf" .Values.redis.auth.password) "existing" -}}
name: {{ ((.Values.redis.auth.password).existing).secret | quote }}
{{- else if eq .Values.redis.architecture "standalone" -}}
name: {{ include "nexus.componentName" (dict "root" . "component" "redis-master") | quote }}
{{- else -}}
name: {{ include "nexus.componentName" (dict "root" . "component" "redis") | quote }}
{{- end }}
{{- if eq (include "nexus.caseOf" .Values.redis.auth.password) "existing" }}
key: {{ ((.Values.redis.auth.password).existing).key | default "password" | quote }}
{{- else }}
key: password
{{- end }}
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "nexus.container.orchestrator" -}}
imagePullPolicy: {{ (.Values.orchestrator.image).pullPolicy | default .Values.global.imagePullPolicy }}
ports:
  - name: http
    containerPort: {{ .Values.orchestrator.service.port }}
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef.externalPostgresql-password" . | nindent 8 }}
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef.redis-auth-password" . | nindent 8 }}
  {{- end }}
  {{- if .Values.analytics.enabled }}
  - name: ANALYTICS_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "analytics"))
        (int64 .Values.analytics.service.port) | quote }}
  {{- end }}
  {{- if .Values.gitCiAgent.enabled }}
  - name: GIT_CI_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "git-ci-agent"))
        (int64 .Values.gitCiAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.jiraHygieneAgent.enabled }}
  - name: HYGIENE_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "hygiene-agent"))
        (int64 .Values.jiraHygieneAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.jiraAgent.enabled }}
  - name: JIRA_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "jira-agent"))
        (int64 .Values.jiraAgent.service.port) | quote }}
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
    value: {{ include "nexus.componentName" (dict "root" . "component" "postgresql") | quote }}
    {{- else }}
    value: {{ .Values.externalPostgresql.host | quote }}
    {{- end }}
  - name: POSTGRES_PORT
    {{- if .Values.postgresql.enabled }}
    value: "5432"
    {{- else }}
    value: {{ .Values.externalPostgresql.port | quote }}
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
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "rca-agent"))
        (int64 .Values.rcaAgent.service.port) | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s:6379"
        (include "nexus.componentName" (dict "root" . "component" "redis-master")) | quote }}
    {{- else }}
    value: {{ printf "redis://%s:6379" (include "nexus.componentName" (dict "root" . "component" "redis-master"))
        | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster"
        (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-")
        | quote }}
    {{- end }}
  {{- if .Values.reportingAgent.enabled }}
  - name: REPORTING_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "reporting-agent"))
        (int64 .Values.reportingAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.slackAgent.enabled }}
  - name: SLACK_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "slack-agent"))
        (int64 .Values.slackAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.webhooks.enabled }}
  - name: WEBHOOKS_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "webhooks"))
        (int64 .Values.webhooks.service.port) | quote }}
  {{- end }}
envFrom:
  - configMapRef:
      name: {{ include "nexus.componentName" (dict "root" . "component" "orchestrator-env") | quote }}
  {{- if .Values.orchestrator.externalSecrets.enabled }}
  - secretRef:
      {{- if or (.Values.orchestrator.externalSecrets).target .Values.orchestrator.existingSecret }}
      name: {{ (.Values.orchestrator.externalSecrets).target | default .Values.orchestrator.existingSecret | quote }}
      {{- else }}
      name: {{ include "nexus.componentName" (dict "root" . "component" "orchestrator-external") | quote }}
      {{- end }}
  {{- else if .Values.orchestrator.existingSecret }}
  - secretRef:
      name: {{ .Values.orchestrator.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
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
  - {{- toYaml $m | nindent 4 }}
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
    {{- if not (hasKey (.Values.global.podLabels | default dict) "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey (.Values.global.podLabels | default dict) "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if .Values.postgresql.enabled }}
    {{- if not (hasKey (.Values.global.podLabels | default dict) "postgresql-client") }}
    postgresql-client: "true"
    {{- end }}
    {{- end }}
    {{- if not (hasKey (.Values.global.podLabels | default dict) "nexus-client") }}
    nexus-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" (dict "root" . "component" "orchestrator") | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations" (dict "root" . "values" .Values.orchestrator) | nindent 4 }}
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
    - {{- include "nexus.waitContainer" . | nindent 6 }}
    {{- end }}
    {{- if .Values.redis.enabled }}
    - {{- include "nexus.waitContainer.redis" . | nindent 6 }}
    {{- end }}
    {{- with .Values.orchestrator.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - name: orchestrator
      image: {{ include "nexus.image" (dict "root" . "values" .Values.orchestrator) | quote }}
      {{- include "nexus.container.orchestrator" . | nindent 6 }}
    {{- with .Values.orchestrator.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.orchestrator.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    - {{- toYaml $v | nindent 6 }}
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
    {{- with omit (.Values.orchestrator.affinity | default dict)
        (ternary "podAntiAffinity" "" .Values.global.highAvailability.enabled) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- with omit ((.Values.orchestrator.affinity).podAntiAffinity | default dict)
          "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- with ((.Values.orchestrator.affinity).podAntiAffinity).preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" (dict "root" . "component" "orchestrator") | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" (dict "root" . "component" "orchestrator") | nindent 16 }}
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
          {{- include "nexus.selectorLabels" (dict "root" . "component" "orchestrator") | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels" (dict "root" . "component" "orchestrator") | nindent 10 }}
  {{- end }}
  {{- with .Values.orchestrator.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The labels of a ServiceMonitor, by which a Prometheus may choose it.
Takes `root`, `component`.
*/}}
{{- define "nexus.serviceMonitorLabels" -}}
{{ with omit
    (mergeOverwrite dict (.root.Values.commonLabels | default dict) (.root.Values.serviceMonitor.labels | default dict))
    "helm.sh/chart" "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component"
    "app.kubernetes.io/version" "app.kubernetes.io/managed-by" -}}
{{ toYaml . }}
{{ end -}}
helm.sh/chart: {{ include "nexus.chart" .root | quote }}
{{ include "nexus.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
{{- end }}

{{/*
The container but for its name and image.
Takes `root`, `component`, `component2`, `values`, `otelServiceName`.
*/}}
{{- define "nexus.container" -}}
imagePullPolicy: {{ (.values.image).pullPolicy | default .root.Values.global.imagePullPolicy }}
ports:
  - name: http
    containerPort: {{ .values.service.port }}
    protocol: TCP
env:
  {{- if and .root.Values.redis.enabled (.root.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef.redis-auth-password" .root | nindent 8 }}
  {{- end }}
  {{- if .root.Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .root.Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: {{ .otelServiceName }}
  - name: OTEL_TRACES_SAMPLER
    value: parentbased_traceidratio
  - name: OTEL_TRACES_SAMPLER_ARG
    value: {{ toJson .root.Values.observability.tracing.samplingRatio | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .root.Values.redis.enabled }}
    value: {{ .root.Values.externalRedis.url | quote }}
    {{- else if eq .root.Values.redis.architecture "standalone" }}
    {{- if .root.Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s:6379"
        (include "nexus.componentName" (dict "root" .root "component" "redis-master")) | quote }}
    {{- else }}
    value: {{ printf "redis://%s:6379" (include "nexus.componentName" (dict "root" .root "component" "redis-master"))
        | quote }}
    {{- end }}
    {{- else if .root.Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster"
        (include "nexus.fullname" .root | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster"
        (include "nexus.fullname" .root | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ include "nexus.componentName" . | quote }}
  {{- if .values.externalSecrets.enabled }}
  - secretRef:
      {{- if or (.values.externalSecrets).target .values.existingSecret }}
      name: {{ (.values.externalSecrets).target | default .values.existingSecret | quote }}
      {{- else }}
      name: {{ include "nexus.componentName" (dict "root" .root "component" .component2) | quote }}
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
  {{- range $m := .values.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  - {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
Takes `root`, `component`, `values`.
*/}}
{{- define "nexus.podTemplate" -}}
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
    {{- with omit (.root.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" .root | quote }}
  automountServiceAccountToken: {{ or (not (empty .root.Values.rbac.rules)) .root.Values.serviceAccount.automount }}
  {{- with .root.Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or .root.Values.redis.enabled .values.initContainers }}
  initContainers:
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
      {{- include "nexus.container" (dict "root" .root "component" (printf "%s-env" .component) "component2"
          (printf "%s-external" .component) "values" .values "otelServiceName" (printf "nexus-%s" .component))
          | nindent 6 }}
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
    {{- with omit (.values.affinity | default dict)
        (ternary "podAntiAffinity" "" .root.Values.global.highAvailability.enabled) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .root.Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- with omit ((.values.affinity).podAntiAffinity | default dict)
          "preferredDuringSchedulingIgnoredDuringExecution" }}
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
The container but for its name and image.
*/}}
{{- define "nexus.container.slack-agent" -}}
imagePullPolicy: {{ (.Values.slackAgent.image).pullPolicy | default .Values.global.imagePullPolicy }}
ports:
  - name: http
    containerPort: {{ .Values.slackAgent.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef.redis-auth-password" . | nindent 8 }}
  {{- end }}
  {{- if .Values.orchestrator.enabled }}
  - name: ORCHESTRATOR_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "orchestrator"))
        (int64 .Values.orchestrator.service.port) | quote }}
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
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s:6379"
        (include "nexus.componentName" (dict "root" . "component" "redis-master")) | quote }}
    {{- else }}
    value: {{ printf "redis://%s:6379" (include "nexus.componentName" (dict "root" . "component" "redis-master"))
        | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster"
        (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-")
        | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ include "nexus.componentName" (dict "root" . "component" "slack-agent-env") | quote }}
  {{- if .Values.slackAgent.externalSecrets.enabled }}
  - secretRef:
      {{- if or (.Values.slackAgent.externalSecrets).target .Values.slackAgent.existingSecret }}
      name: {{ (.Values.slackAgent.externalSecrets).target | default .Values.slackAgent.existingSecret | quote }}
      {{- else }}
      name: {{ include "nexus.componentName" (dict "root" . "component" "slack-agent-external") | quote }}
      {{- end }}
  {{- else if .Values.slackAgent.existingSecret }}
  - secretRef:
      name: {{ .Values.slackAgent.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
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
  - {{- toYaml $m | nindent 4 }}
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
    {{- if not (hasKey (.Values.global.podLabels | default dict) "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey (.Values.global.podLabels | default dict) "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if not (hasKey (.Values.global.podLabels | default dict) "nexus-client") }}
    nexus-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" (dict "root" . "component" "slack-agent") | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations" (dict "root" . "values" .Values.slackAgent) | nindent 4 }}
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
    - {{- include "nexus.waitContainer.redis" . | nindent 6 }}
    {{- end }}
    {{- with .Values.slackAgent.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - name: slack-agent
      image: {{ include "nexus.image" (dict "root" . "values" .Values.slackAgent) | quote }}
      {{- include "nexus.container.slack-agent" . | nindent 6 }}
    {{- with .Values.slackAgent.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.slackAgent.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    - {{- toYaml $v | nindent 6 }}
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
    {{- with omit (.Values.slackAgent.affinity | default dict)
        (ternary "podAntiAffinity" "" .Values.global.highAvailability.enabled) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- with omit ((.Values.slackAgent.affinity).podAntiAffinity | default dict)
          "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- with ((.Values.slackAgent.affinity).podAntiAffinity).preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" (dict "root" . "component" "slack-agent") | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" (dict "root" . "component" "slack-agent") | nindent 16 }}
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
          {{- include "nexus.selectorLabels" (dict "root" . "component" "slack-agent") | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels" (dict "root" . "component" "slack-agent") | nindent 10 }}
  {{- end }}
  {{- with .Values.slackAgent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The container but for its name and image.
*/}}
{{- define "nexus.container.hygiene-agent" -}}
imagePullPolicy: {{ (.Values.jiraHygieneAgent.image).pullPolicy | default .Values.global.imagePullPolicy }}
ports:
  - name: http
    containerPort: {{ .Values.jiraHygieneAgent.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef.redis-auth-password" . | nindent 8 }}
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
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s:6379"
        (include "nexus.componentName" (dict "root" . "component" "redis-master")) | quote }}
    {{- else }}
    value: {{ printf "redis://%s:6379" (include "nexus.componentName" (dict "root" . "component" "redis-master"))
        | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster"
        (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-")
        | quote }}
    {{- end }}
  {{- if .Values.slackAgent.enabled }}
  - name: SLACK_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "slack-agent"))
        (int64 .Values.slackAgent.service.port) | quote }}
  {{- end }}
envFrom:
  - configMapRef:
      name: {{ include "nexus.componentName" (dict "root" . "component" "hygiene-agent-env") | quote }}
  {{- if .Values.jiraHygieneAgent.externalSecrets.enabled }}
  - secretRef:
      {{- if or (.Values.jiraHygieneAgent.externalSecrets).target .Values.jiraHygieneAgent.existingSecret }}
      name: {{ (.Values.jiraHygieneAgent.externalSecrets).target | default .Values.jiraHygieneAgent.existingSecret
          | quote }}
      {{- else }}
      name: {{ include "nexus.componentName" (dict "root" . "component" "hygiene-agent-external") | quote }}
      {{- end }}
  {{- else if .Values.jiraHygieneAgent.existingSecret }}
  - secretRef:
      name: {{ .Values.jiraHygieneAgent.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
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
  - {{- toYaml $m | nindent 4 }}
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
    {{- if not (hasKey (.Values.global.podLabels | default dict) "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey (.Values.global.podLabels | default dict) "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if not (hasKey (.Values.global.podLabels | default dict) "nexus-client") }}
    nexus-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" (dict "root" . "component" "hygiene-agent") | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations" (dict "root" . "values" .Values.jiraHygieneAgent) | nindent 4 }}
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
    - {{- include "nexus.waitContainer.redis" . | nindent 6 }}
    {{- end }}
    {{- with .Values.jiraHygieneAgent.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - name: hygiene-agent
      image: {{ include "nexus.image" (dict "root" . "values" .Values.jiraHygieneAgent) | quote }}
      {{- include "nexus.container.hygiene-agent" . | nindent 6 }}
    {{- with .Values.jiraHygieneAgent.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.jiraHygieneAgent.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    - {{- toYaml $v | nindent 6 }}
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
    {{- with omit (.Values.jiraHygieneAgent.affinity | default dict)
        (ternary "podAntiAffinity" "" .Values.global.highAvailability.enabled) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- with omit ((.Values.jiraHygieneAgent.affinity).podAntiAffinity | default dict)
          "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- with
            ((.Values.jiraHygieneAgent.affinity).podAntiAffinity).preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" (dict "root" . "component" "hygiene-agent") | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" (dict "root" . "component" "hygiene-agent") | nindent 16 }}
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
          {{- include "nexus.selectorLabels" (dict "root" . "component" "hygiene-agent") | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels" (dict "root" . "component" "hygiene-agent") | nindent 10 }}
  {{- end }}
  {{- with .Values.jiraHygieneAgent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
The container but for its name and image.
Takes `root`, `component`, `component2`, `values`, `otelServiceName`.
*/}}
{{- define "nexus.container.rca-agent" -}}
imagePullPolicy: {{ (.values.image).pullPolicy | default .root.Values.global.imagePullPolicy }}
ports:
  - name: http
    containerPort: {{ .values.service.port }}
    protocol: TCP
env:
  - name: POSTGRES_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef.externalPostgresql-password" .root | nindent 8 }}
  {{- if and .root.Values.redis.enabled (.root.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef.redis-auth-password" .root | nindent 8 }}
  {{- end }}
  {{- if .root.Values.observability.tracing.enabled }}
  - name: OTEL_EXPORTER_OTLP_ENDPOINT
    value: {{ .root.Values.observability.tracing.endpoint | quote }}
  - name: OTEL_EXPORTER_OTLP_PROTOCOL
    value: grpc
  - name: OTEL_SERVICE_NAME
    value: {{ .otelServiceName }}
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
    {{- if not .root.Values.redis.enabled }}
    value: {{ .root.Values.externalRedis.url | quote }}
    {{- else if eq .root.Values.redis.architecture "standalone" }}
    {{- if .root.Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s:6379"
        (include "nexus.componentName" (dict "root" .root "component" "redis-master")) | quote }}
    {{- else }}
    value: {{ printf "redis://%s:6379" (include "nexus.componentName" (dict "root" .root "component" "redis-master"))
        | quote }}
    {{- end }}
    {{- else if .root.Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster"
        (include "nexus.fullname" .root | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster"
        (include "nexus.fullname" .root | trunc 57 | trimAll "-") | quote }}
    {{- end }}
envFrom:
  - configMapRef:
      name: {{ include "nexus.componentName" . | quote }}
  {{- if .values.externalSecrets.enabled }}
  - secretRef:
      {{- if or (.values.externalSecrets).target .values.existingSecret }}
      name: {{ (.values.externalSecrets).target | default .values.existingSecret | quote }}
      {{- else }}
      name: {{ include "nexus.componentName" (dict "root" .root "component" .component2) | quote }}
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
  {{- range $m := .values.extraVolumeMounts }}
  {{- if ne $m.mountPath "/tmp" }}
  - {{- toYaml $m | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/*
The pods, whatever keeps them.
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
    {{- with omit (.root.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" . | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "nexus.serviceAccountName" .root | quote }}
  automountServiceAccountToken: {{ or (not (empty .root.Values.rbac.rules)) .root.Values.serviceAccount.automount }}
  {{- with .root.Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
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
      {{- include "nexus.container.rca-agent" (dict "root" .root "component" (printf "%s-env" .component) "component2"
          (printf "%s-external" .component) "values" .values "otelServiceName" (printf "nexus-%s" .component))
          | nindent 6 }}
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
    {{- with omit (.values.affinity | default dict)
        (ternary "podAntiAffinity" "" .root.Values.global.highAvailability.enabled) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .root.Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- with omit ((.values.affinity).podAntiAffinity | default dict)
          "preferredDuringSchedulingIgnoredDuringExecution" }}
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
The container but for its name and image.
*/}}
{{- define "nexus.container.admin-dashboard" -}}
imagePullPolicy: {{ (.Values.adminDashboard.image).pullPolicy | default .Values.global.imagePullPolicy }}
ports:
  - name: http
    containerPort: {{ .Values.adminDashboard.service.port }}
    protocol: TCP
env:
  {{- if and .Values.redis.enabled (.Values.redis.auth).enabled }}
  - name: REDIS_PASSWORD
    valueFrom:
      secretKeyRef:
        {{- include "nexus.secretKeyRef.redis-auth-password" . | nindent 8 }}
  {{- end }}
  {{- if .Values.analytics.enabled }}
  - name: ANALYTICS_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "analytics"))
        (int64 .Values.analytics.service.port) | quote }}
  {{- end }}
  {{- if .Values.gitCiAgent.enabled }}
  - name: GIT_CI_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "git-ci-agent"))
        (int64 .Values.gitCiAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.jiraHygieneAgent.enabled }}
  - name: HYGIENE_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "hygiene-agent"))
        (int64 .Values.jiraHygieneAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.jiraAgent.enabled }}
  - name: JIRA_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "jira-agent"))
        (int64 .Values.jiraAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.orchestrator.enabled }}
  - name: ORCHESTRATOR_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "orchestrator"))
        (int64 .Values.orchestrator.service.port) | quote }}
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
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "rca-agent"))
        (int64 .Values.rcaAgent.service.port) | quote }}
  {{- end }}
  - name: REDIS_URL
    {{- if not .Values.redis.enabled }}
    value: {{ .Values.externalRedis.url | quote }}
    {{- else if eq .Values.redis.architecture "standalone" }}
    {{- if .Values.redis.auth.enabled }}
    value: {{ printf "redis://:$(REDIS_PASSWORD)@%s:6379"
        (include "nexus.componentName" (dict "root" . "component" "redis-master")) | quote }}
    {{- else }}
    value: {{ printf "redis://%s:6379" (include "nexus.componentName" (dict "root" . "component" "redis-master"))
        | quote }}
    {{- end }}
    {{- else if .Values.redis.auth.enabled }}
    value: {{ printf "redis+sentinel://:$(REDIS_PASSWORD)@%s-redis:26379/mymaster"
        (include "nexus.fullname" . | trunc 57 | trimAll "-") | quote }}
    {{- else }}
    value: {{ printf "redis+sentinel://%s-redis:26379/mymaster" (include "nexus.fullname" . | trunc 57 | trimAll "-")
        | quote }}
    {{- end }}
  {{- if .Values.reportingAgent.enabled }}
  - name: REPORTING_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "reporting-agent"))
        (int64 .Values.reportingAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.slackAgent.enabled }}
  - name: SLACK_AGENT_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "slack-agent"))
        (int64 .Values.slackAgent.service.port) | quote }}
  {{- end }}
  {{- if .Values.webhooks.enabled }}
  - name: WEBHOOKS_URL
    value: {{ printf "http://%s:%d" (include "nexus.componentName" (dict "root" . "component" "webhooks"))
        (int64 .Values.webhooks.service.port) | quote }}
  {{- end }}
envFrom:
  - configMapRef:
      name: {{ include "nexus.componentName" (dict "root" . "component" "admin-dashboard-env") | quote }}
  {{- if .Values.adminDashboard.externalSecrets.enabled }}
  - secretRef:
      {{- if or (.Values.adminDashboard.externalSecrets).target .Values.adminDashboard.existingSecret }}
      name: {{ (.Values.adminDashboard.externalSecrets).target | default .Values.adminDashboard.existingSecret
          | quote }}
      {{- else }}
      name: {{ include "nexus.componentName" (dict "root" . "component" "admin-dashboard-external") | quote }}
      {{- end }}
  {{- else if .Values.adminDashboard.existingSecret }}
  - secretRef:
      name: {{ .Values.adminDashboard.existingSecret | quote }}
      {{- if not .Values.global.requireSecrets }}
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
  - {{- toYaml $m | nindent 4 }}
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
    {{- if not (hasKey (.Values.global.podLabels | default dict) "redis-master-client") }}
    redis-master-client: "true"
    {{- end }}
    {{- else if not (hasKey (.Values.global.podLabels | default dict) "redis-client") }}
    redis-client: "true"
    {{- end }}
    {{- end }}
    {{- if not (hasKey (.Values.global.podLabels | default dict) "nexus-client") }}
    nexus-client: "true"
    {{- end }}
    {{- with omit (.Values.global.podLabels | default dict) "app.kubernetes.io/part-of" "app.kubernetes.io/name"
        "app.kubernetes.io/instance" "app.kubernetes.io/component" }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    app.kubernetes.io/part-of: nexus
    {{- include "nexus.selectorLabels" (dict "root" . "component" "admin-dashboard") | nindent 4 }}
  annotations:
    {{- include "nexus.podAnnotations" (dict "root" . "values" .Values.adminDashboard) | nindent 4 }}
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
    - {{- include "nexus.waitContainer.redis" . | nindent 6 }}
    {{- end }}
    {{- with .Values.adminDashboard.initContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - name: admin-dashboard
      image: {{ include "nexus.image" (dict "root" . "values" .Values.adminDashboard) | quote }}
      {{- include "nexus.container.admin-dashboard" . | nindent 6 }}
    {{- with .Values.adminDashboard.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- range $v := .Values.adminDashboard.extraVolumes }}
    {{- if ne $v.name "tmp" }}
    - {{- toYaml $v | nindent 6 }}
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
    {{- with omit (.Values.adminDashboard.affinity | default dict)
        (ternary "podAntiAffinity" "" .Values.global.highAvailability.enabled) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .Values.global.highAvailability.enabled }}
    podAntiAffinity:
      {{- with omit ((.Values.adminDashboard.affinity).podAntiAffinity | default dict)
          "preferredDuringSchedulingIgnoredDuringExecution" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      preferredDuringSchedulingIgnoredDuringExecution:
        {{- with ((.Values.adminDashboard.affinity).podAntiAffinity).preferredDuringSchedulingIgnoredDuringExecution }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        - weight: 100
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" (dict "root" . "component" "admin-dashboard") | nindent 16 }}
            topologyKey: kubernetes.io/hostname
        - weight: 50
          podAffinityTerm:
            labelSelector:
              matchLabels:
                {{- include "nexus.selectorLabels" (dict "root" . "component" "admin-dashboard") | nindent 16 }}
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
          {{- include "nexus.selectorLabels" (dict "root" . "component" "admin-dashboard") | nindent 10 }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "nexus.selectorLabels" (dict "root" . "component" "admin-dashboard") | nindent 10 }}
  {{- end }}
  {{- with .Values.adminDashboard.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
What a container asks more of than it may have; of what isn't shared out, also less.
Takes `values`.
*/}}
{{- define "nexus.unfittingRequests" -}}
{{- join ", " (include "nexus.all-requests" . | fromJsonArray) }}
{{- end }}

{{/*
The list of `requests` and what belongs to it, as JSON.
Takes `values`.
*/}}
{{- define "nexus.all-requests" -}}
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
{{- toJson $list }}
{{- end }}

{{/*
The list of `orchestrator` and what belongs to it, as JSON.
*/}}
{{- define "nexus.all-orchestrator" -}}
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
The list of `extraContainers` and what belongs to it, as JSON.
Takes `root`, `values`, `text`.
*/}}
{{- define "nexus.all-extraContainers" -}}
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
The list of `requests` and what belongs to it, as JSON.
*/}}
{{- define "nexus.all-requests-2" -}}
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
{{- toJson $list }}
{{- end }}

{{- define "nexus.lets.resources" -}}
{{- $c := .c }}
{{- join ", " (include "nexus.all-requests-2" (dict "root" .root "c" $c) | fromJsonArray) }}
{{- end }}

{{/*
Says `true` where one of `controlledResources` counts, nothing where none does.
Takes `values`, `text`.
*/}}
{{- define "nexus.any-controlledResources" -}}
{{- range $r := ((.values.vpa).policy).controlledResources }}
{{- if eq $r $.text }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `customMetrics` counts, nothing where none does.
Takes `values`, `text`.
*/}}
{{- define "nexus.any-customMetrics" -}}
{{- range $m := (.values.autoscaling).customMetrics }}
{{- if and (not (kindIs "invalid" $m.resource)) (eq (toString ($m.resource).name) $.text) }}
{{- if not (kindIs "invalid" (($m.resource).target).averageUtilization) }}
true
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Says `true` where one of `customMetrics` counts, nothing where none does.
Takes `values`, `text`.
*/}}
{{- define "nexus.any-customMetrics-2" -}}
{{- range $m := (.values.autoscaling).customMetrics }}
{{- if and (not (kindIs "invalid" $m.containerResource)) (eq (toString ($m.containerResource).name) $.text) }}
{{- if not (kindIs "invalid" (($m.containerResource).target).averageUtilization) }}
true
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/*
The list of `extraContainers` and what belongs to it, as JSON.
Takes `root`, `values`, `text`.
*/}}
{{- define "nexus.all-extraContainers-2" -}}
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
Says `true` where one of `data` counts, nothing where none does.
*/}}
{{- define "nexus.any-data" -}}
{{- range $d := (.Values.orchestrator.externalSecrets).data }}
{{- $password := ($.Values.postgresql.auth).password }}
{{- if eq $d.secretKey (((ternary $password dict (kindIs "map" $password)).existing).key | default "password") }}
true
{{- end }}
{{- end }}
{{- end }}

{{/*
The list of `key` and what belongs to it, as JSON.
*/}}
{{- define "nexus.all-key" -}}
{{- toJson (list
    (((ternary .Values.postgresql.auth.password dict (kindIs "map" .Values.postgresql.auth.password)).existing).key
    | default "password")) }}
{{- end }}

{{/*
The list of `items` and what belongs to it, as JSON.
*/}}
{{- define "nexus.all-items" -}}
{{- toJson (list ((.Values.orchestrator.externalSecrets).target | default .Values.orchestrator.existingSecret)) }}
{{- end }}

{{/*
The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.
*/}}
{{- define "nexus.amount" -}}
{{- $text := . | toJson | trimAll "\"" }}
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
{{- if and (regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" .)
    (not (regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" .)) }}
{{- . }}
{{- else }}
{{- toRawJson . }}
{{- end }}
{{- end }}

{{/*
One of several resources that are alike but for what this takes.
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
One of several resources that are alike but for what this takes.
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
One of several resources that are alike but for what this takes.
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
One of several resources that are alike but for what this takes.
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
One of several resources that are alike but for what this takes.
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
          {{- range $path := $h.paths }}
          - path: {{ $path.path | default "/" | quote }}
            pathType: {{ $path.pathType | default "Prefix" }}
            backend:
              service:
                name: {{ include "nexus.componentName" $ | quote }}
                port:
                  name: http
          {{- else }}
          - path: /
            pathType: Prefix
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
One of several resources that are alike but for what this takes.
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
    {{- include "nexus.serviceMonitorLabels" . | nindent 4 }}
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
      scrapeTimeout: {{ .root.Values.serviceMonitor.scrapeTimeout | quote }}
      relabelings:
        - sourceLabels:
            - __meta_kubernetes_service_name
          regex: {{ include "nexus.componentName" . | quote }}
          action: keep
{{- end }}
{{- end }}

{{/*
One of several resources that are alike but for what this takes.
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
One of several resources that are alike but for what this takes.
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
        {{- with .values.vpa.policy.minAllowed }}
        minAllowed:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .values.vpa.policy.maxAllowed }}
        maxAllowed:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if .values.vpa.policy.controlledResources }}
        controlledResources:
          {{- range $r := .values.vpa.policy.controlledResources }}
          - {{ $r }}
          {{- end }}
        {{- end }}
  {{- end }}
...
{{- end }}
{{- end }}

{{/*
One of several resources that are alike but for what this takes.
Takes `root`, `values`, `component`.
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
    {{- include "nexus.podTemplate" . | nindent 4 }}
...
{{- end }}
{{- end }}

{{/*
One of several resources that are alike but for what this takes.
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
          port: {{ include "nexus.urlPort" (dict "url" .root.Values.externalRedis.url "default" 6379) }}
    {{- end }}
    {{- if .root.Values.observability.tracing.enabled }}
    - ports:
        - protocol: TCP
          port: {{ include "nexus.urlPort" (dict "url" .root.Values.observability.tracing.endpoint "default" 4317) }}
    {{- end }}
    {{- with .root.Values.networkPolicy.egress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
...
{{- end }}
{{- end }}
