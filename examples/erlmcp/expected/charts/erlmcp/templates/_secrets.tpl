{{/*
A generated text: made when the chart is installed, and from then on what the Secret in the cluster holds.
*/}}
{{- define "erlmcp.keptText" -}}
{{- $secret := lookup "v1" "Secret" .namespace .secret | default dict -}}
{{- $kept := get ($secret.data | default dict) .key -}}
{{- if $kept -}}
{{- $kept | b64dec -}}
{{- else if eq .alphabet "digits" -}}
{{- randNumeric (int .length) -}}
{{- else if eq .alphabet "letters" -}}
{{- randAlpha (int .length) -}}
{{- else if eq .alphabet "hex" -}}
{{- printf "%s%s" (randAlphaNum 64 | sha256sum) (randAlphaNum 64 | sha256sum) | trunc (int .length) -}}
{{- else -}}
{{- randAlphaNum (int .length) -}}
{{- end -}}
{{- end }}
