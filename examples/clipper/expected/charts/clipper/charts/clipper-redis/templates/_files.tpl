{{/*
What the checksum of `config` is made of.
*/}}
{{- define "clipper-redis.hashed.config" -}}
redis.conf: {{ .Values.redisConfig | toRawJson }}
start.sh: "set -eu\numask 077\n{ cat /opt/redis/redis.conf; echo; echo \"dir /data\"; } > /tmp/redis.conf\nif [ -n \"${REDIS_PASSWORD:-}\" ]; then\n    quoted=$(printf %s \"$REDIS_PASSWORD\" | sed 's/[\\\\\"]/\\\\&/g')\n    printf 'requirepass \"%s\"\\n' \"$quoted\" >> /tmp/redis.conf\nfi\nexec redis-server /tmp/redis.conf\n"
{{ end }}
