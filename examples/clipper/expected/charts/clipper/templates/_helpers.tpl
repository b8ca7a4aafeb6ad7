{{/*
Says `true` where something is given, be it 0; nothing for null and the empty text.
*/}}
{{- define "clipper.isSet" -}}
{{- if not (has (toString .) (list "" "<nil>")) }}
true
{{- end }}
{{- end }}
