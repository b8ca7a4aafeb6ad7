#include "inspect/template_lines.h"

#include <gmock/gmock.h>

namespace stackc::inspect {
namespace {

using testing::ElementsAre;

TEST(TemplateLines, KeysAndElements) {
    EXPECT_THAT(fieldsOfLines("spec:\n"
                              "  replicas: {{ .Values.replicas }}\n"
                              "  containers:\n"
                              "    - name: shop\n"
                              "      image: {{ include \"a\" . }}\n"
                              "      ports:\n"
                              "        - containerPort: 80\n"
                              "        - containerPort: 81\n"
                              "    - image: b\n"
                              "  other: 1\n"),
                ElementsAre("spec", "spec.replicas", "spec.containers", "spec.containers[shop].name",
                            "spec.containers[shop].image", "spec.containers[shop].ports",
                            "spec.containers[shop].ports[0].containerPort",
                            "spec.containers[shop].ports[1].containerPort", "spec.containers[1].image", "spec.other"));
}

TEST(TemplateLines, Actions) {
    EXPECT_THAT(fieldsOfLines("{{- if .Values.a }}\n"
                              "metadata:\n"
                              "  labels:\n"
                              "    {{- include \"l\" . | nindent 4 }}\n"
                              "  name: {{ printf \"%s\"\n"
                              "      .Values.name | quote }}\n"
                              "  {{- with .Values.b }}\n"
                              "  \"a.b/c\": {{ . }}\n"
                              "  {{- end }}\n"
                              "{{- end }}\n"),
                ElementsAre("", "metadata", "metadata.labels", "metadata.labels", "metadata.name", "metadata.name",
                            "metadata", "metadata[\"a.b/c\"]", "metadata", ""));
}

TEST(TemplateLines, NamedTemplatesBeginAnew) {
    EXPECT_THAT(
        fieldsOfLines("a:\n  b: 1\n{{- define \"x\" -}}\nspec:\n  {{- if .c }}\n  - d: 1\n  {{- end }}\n  - d: 2\n"),
        ElementsAre("a", "a.b", "", "spec", "spec", "spec[0].d", "spec", "spec[1].d"));
}

} // namespace
} // namespace stackc::inspect
