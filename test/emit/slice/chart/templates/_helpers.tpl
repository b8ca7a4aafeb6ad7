{{- define "xerv.fullname" -}}
{{- if contains "xerv" .Release.Name }}
{{- .Values.fullnameOverride | default (.Release.Name | trunc 63 | trimAll "-") }}
{{- else }}
{{- .Values.fullnameOverride | default (printf "%s-xerv" .Release.Name | trunc 63 | trimAll "-") }}
{{- end }}
{{- end }}

{{- define "xerv.selectorLabels" -}}
app.kubernetes.io/name: xerv
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
Labels that every resource carries.
*/}}
{{- define "xerv.labels" -}}
{{- include "xerv.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{- define "xerv.podTemplate" -}}
metadata:
  labels:
    {{- mergeOverwrite (include "xerv.selectorLabels" . | fromYaml) (.Values.podLabels | default dict) | toYaml
        | nindent 4 }}
  annotations:
    {{- if and (ne .Values.dispatch.backend "raft") (not .Values.metrics.enabled) }} {}
    {{- end }}
    {{- if eq .Values.dispatch.backend "raft" }}
    checksum/peers: {{ include "xerv.files.peers" . | sha256sum | quote }}
    {{- end }}
    {{- if .Values.metrics.enabled }}
    prometheus.io/scrape: "true"
    prometheus.io/port: {{ int64 .Values.metrics.port | quote }}
    {{- end }}
spec:
  containers:
    - name: xerv
      image: {{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      env:
        - name: XERV_DISPATCH_BACKEND
          value: {{ .Values.dispatch.backend }}
        {{- if eq .Values.dispatch.backend "raft" }}
        - name: XERV_ELECTION_TIMEOUT_MS
          value: {{ int64 .Values.dispatch.raft.electionTimeoutMs | quote }}
        - name: XERV_REPLICAS
          value: {{ int64 .Values.replicaCount | quote }}
        {{- else if eq .Values.dispatch.backend "redis" }}
        - name: XERV_REDIS_URL
          value: {{ .Values.dispatch.redis.url | quote }}
        - name: XERV_REDIS_STREAMS
          value: {{ .Values.dispatch.redis.useStreams | quote }}
        {{- end }}
      ports:
        - name: http
          containerPort: {{ int64 .Values.server.apiPort }}
        {{- if eq .Values.dispatch.backend "raft" }}
        - name: grpc
          containerPort: {{ int64 .Values.server.grpcPort }}
        {{- end }}
        {{- if .Values.metrics.enabled }}
        - name: metrics
          containerPort: {{ int64 .Values.metrics.port }}
        {{- end }}
      volumeMounts:
        - name: data
          mountPath: /data
        {{- if eq .Values.dispatch.backend "raft" }}
        - name: config
          mountPath: /etc/xerv
        {{- end }}
  volumes:
    {{- if ne .Values.dispatch.backend "raft" }}
    - name: data
      emptyDir: {}
    {{- else }}
    - name: config
      configMap:
        name: {{ printf "%s-peers" (include "xerv.fullname" .) | quote }}
    {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
A key as YAML has it: quoted where it would be something else without.
*/}}
{{- define "xerv.yamlKey" -}}
{{- if regexMatch "(?i)^(y|n|yes|no|on|off|true|false|null)$" . }}
{{- toRawJson . }}
{{- else if regexMatch "^[A-Za-z_][A-Za-z0-9_./-]*$" . }}
{{- . }}
{{- else }}
{{- toRawJson . }}
{{- end }}
{{- end }}
