{{/*
The text of `config`.
*/}}
{{- define "xerv.files.config" -}}
cluster:
  name: {{ include "xerv.fullname" . | toRawJson }}
  namespace: {{ .Release.Namespace | toRawJson }}
server:
  api_port: {{ .Values.server.apiPort }}
  {{- if eq .Values.dispatch.backend "raft" }}
  grpc_port: {{ .Values.server.grpcPort }}
  {{- end }}
  data_dir: "/data"
dispatch:
  backend: {{ .Values.dispatch.backend | toRawJson }}
  {{- if eq .Values.dispatch.backend "raft" }}
  raft:
    election_timeout_ms: {{ int64 .Values.dispatch.raft.electionTimeoutMs }}
    heartbeat_interval_ms: {{ int64 .Values.dispatch.raft.heartbeatIntervalMs }}
    peers_file: "/config/peers.yaml"
  {{- else if eq .Values.dispatch.backend "redis" }}
  redis:
    url: {{ .Values.dispatch.redis.url | toRawJson }}
    use_streams: {{ .Values.dispatch.redis.useStreams }}
    pool_size: {{ .Values.dispatch.redis.poolSize }}
    consumer_group: {{ .Values.dispatch.redis.consumerGroup | toRawJson }}
  {{- else if eq .Values.dispatch.backend "nats" }}
  nats:
    url: {{ .Values.dispatch.nats.url | toRawJson }}
    use_jetstream: {{ .Values.dispatch.nats.useJetstream }}
    stream_name: {{ .Values.dispatch.nats.streamName | toRawJson }}
  {{- end }}
metrics:
  enabled: {{ .Values.metrics.enabled }}
  {{- if .Values.metrics.enabled }}
  port: {{ .Values.metrics.port }}
  path: {{ .Values.metrics.path | toRawJson }}
  {{- end }}
{{ end }}

{{/*
The text of `peers`.
*/}}
{{- define "xerv.files.peers" -}}
peers:
  {{- if le (int64 .Values.replicaCount) 0 }} []
  {{- end }}
  {{- range $i := until (int .Values.replicaCount) }}
  - node_id: {{ add $i 1 }}
    address: {{ printf "%s-%d.%s.%s.svc.%s:%d" (include "xerv.fullname" $ | trunc 52 | trimAll "-") $i
        (include "xerv.headlessName" $) $.Release.Namespace $.Values.global.clusterDomain
        (int64 $.Values.server.grpcPort) | toRawJson }}
  {{- end }}
{{ end }}

{{/*
What the checksum of `config` is made of.
*/}}
{{- define "xerv.hashed.config" -}}
config.yaml: {{ include "xerv.files.config" . | toRawJson }}
{{ if eq .Values.dispatch.backend "raft" -}}
peers.yaml: {{ include "xerv.files.peers" . | toRawJson }}
{{ end -}}
{{ end }}
