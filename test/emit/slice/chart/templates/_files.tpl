{{- define "xerv.files.peers" -}}
cluster:
  name: {{ include "xerv.fullname" . | toRawJson }}
peers:
  {{- if le (int64 .Values.replicaCount) 0 }} []
  {{- end }}
  {{- range $i := until (int .Values.replicaCount) }}
  - node_id: {{ add $i 1 }}
    address: {{ printf "%s-%d.%s-headless:%d" (include "xerv.fullname" $) $i (include "xerv.fullname" $) (int64 $.Values.server.grpcPort) | toRawJson }}
  {{- end }}
{{ end }}
