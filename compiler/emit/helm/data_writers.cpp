#include "emit/helm/data_writers.h"

#include "values/data_text.h"

#include <string_view>
#include <utility>

namespace stackc::emit::helm {

namespace {

std::string replaced(std::string text, std::string_view word, std::string_view by) {
    for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
        text.replace(at, word.size(), by);
    return text;
}

/// `@` stands for the template's own name.
std::string named(std::string text, const std::string& name) { return replaced(std::move(text), "@", name); }

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
    return replaced(replaced(std::move(text), "FORM", values::plainKeyForm), "WORDS", values::wordsOfThatForm);
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
