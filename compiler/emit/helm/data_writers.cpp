#include "emit/helm/data_writers.h"

#include "text/replace.h"
#include "values/data_text.h"

#include <utility>

namespace stackc::emit::helm {

namespace {

/// `@` stands for the template's own name.
std::string named(std::string text, const std::string& name) { return text::replaceAll(std::move(text), "@", name); }

} // namespace

std::string yamlWriter(const std::string& name) {
    std::string text = named(R"TPL(
{{/*
Any value as YAML, in the layout of this chart's other files.
*/}}
{{- define "@" -}}
{{- $value := .value -}}
{{- $pad := printf "\n%s" (repeat (int .indent) " ") -}}
{{- $deeper := int (add .indent 2) -}}
{{- $first := true -}}
{{- $isBlock := and (or (kindIs "map" $value) (kindIs "slice" $value)) (not (empty $value)) -}}
{{- if .key }}{{ ternary $pad " " $isBlock }}{{ end -}}
{{- if not $isBlock -}}
{{- toRawJson $value -}}
{{- else if kindIs "map" $value -}}
{{- range $key, $inner := $value -}}
{{- if not $first }}{{ $pad }}{{ end -}}
{{- $first = false -}}
{{- $isPlain := and (regexMatch "FORM" $key) (not (regexMatch "WORDS" $key)) -}}
{{- ternary $key (toRawJson $key) $isPlain }}:{{ include "@" (dict "value" $inner "indent" $deeper "key" true) -}}
{{- end -}}
{{- else -}}
{{- range $inner := $value -}}
{{- if not $first }}{{ $pad }}{{ end -}}
{{- $first = false -}}
{{- "- " }}{{ include "@" (dict "value" $inner "indent" $deeper) -}}
{{- end -}}
{{- end -}}
{{- end }}
)TPL",
                             name);
    text = text::replaceAll(std::move(text), "FORM", values::plainKeyForm);
    return text::replaceAll(std::move(text), "WORDS", values::wordsOfThatForm);
}

std::string jsonWriter(const std::string& name) {
    return named(R"TPL(
{{/*
Any value as JSON, in the layout of this chart's other files.
*/}}
{{- define "@" -}}
{{- $value := .value -}}
{{- $pad := printf "\n%s" (repeat (int .indent) " ") -}}
{{- $deeper := int (add .indent 2) -}}
{{- $separator := "" -}}
{{- $isBlock := and (or (kindIs "map" $value) (kindIs "slice" $value)) (not (empty $value)) -}}
{{- if not $isBlock -}}
{{- toRawJson $value -}}
{{- else if kindIs "map" $value -}}
{{- "{" -}}
{{- range $key, $inner := $value -}}
{{- $separator }}{{ $pad }}  {{ toRawJson $key }}: {{ include "@" (dict "value" $inner "indent" $deeper) -}}
{{- $separator = "," -}}
{{- end -}}
{{- $pad }}{{ "}" -}}
{{- else -}}
{{- "[" -}}
{{- range $inner := $value -}}
{{- $separator }}{{ $pad }}  {{ include "@" (dict "value" $inner "indent" $deeper) -}}
{{- $separator = "," -}}
{{- end -}}
{{- $pad }}{{ "]" -}}
{{- end -}}
{{- end }}
)TPL",
                 name);
}

std::string textKeeper(const std::string& name) {
    return named(R"TPL({{/*
A generated text: made when the chart is installed, and from then on what the Secret in the cluster holds.
*/}}
{{- define "@" -}}
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
)TPL",
                 name);
}

} // namespace stackc::emit::helm
