// What a line of the source makes.
#include "ide/preview.h"
#include "stack.h"

#include <gmock/gmock.h>

namespace stackc::ide {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string chart = R"(chart demo { version = "0.1.0" }
import k8s.core.v1 { ConfigMap }
values { size: Int(0..9) = 1, color: String = "red" }
)";
const std::string rest = R"(
service web {
    image = { repository = "registry.example/web", tag = "1.0" }
    replicas = values.size

    ports { http = 8080 }
    env {
        COLOR = values.color
        SIZE = str(values.size)
    }
}
resource a: ConfigMap {
    metadata { name = "a" }
    data { size = str(values.size) }
}
environment dev { values { size = 2 } }
)";

/// `templates/configmap.yaml: size: …` for each line that the line with `mark` makes.
std::vector<std::string> made(Previews::Of what, const std::string& mark, const std::string& environment = "") {
    std::string source = chart + rest;
    source.insert(source.find(mark), "$0");
    Stack stack(source);
    auto previews = Previews::make(stack.analysis, what, environment, nullptr);
    std::vector<std::string> lines;
    if (previews == nullptr)
        return {"nothing"};
    for (const MadeLine& line : previews->at(stack.file, stack.offset)) {
        const std::string& text = previews->text(line.path);
        std::size_t begin = 0;
        for (std::size_t i = 0; i < line.line; ++i)
            begin = text.find('\n', begin) + 1;
        begin = text.find_first_not_of(' ', begin);
        lines.push_back(line.path + ": " + text.substr(begin, text.find('\n', begin) - begin));
    }
    return lines;
}

TEST(Preview, OfTheChart) {
    EXPECT_THAT(made(Previews::Of::Chart, "replicas ="),
                ElementsAre("templates/deployment.yaml: replicas: {{ .Values.size }}"));
    EXPECT_THAT(made(Previews::Of::Chart, "SIZE ="),
                ElementsAre("templates/deployment.yaml: - name: SIZE",
                            "templates/deployment.yaml: value: {{ int64 .Values.size "
                            "| quote }}"));
    EXPECT_THAT(made(Previews::Of::Chart, "resource a"), testing::Contains("templates/configmap.yaml: apiVersion: v1"));
    EXPECT_THAT(made(Previews::Of::Chart, "chart demo"), IsEmpty());
}

TEST(Preview, OfManifests) {
    EXPECT_THAT(made(Previews::Of::Manifests, "replicas =", "dev"),
                ElementsAre("deployment-demo-web.yaml: replicas: 2"));
    EXPECT_THAT(made(Previews::Of::Manifests, "data { size", "dev"),
                testing::Contains("configmap-a.yaml: size: \"2\""));
    EXPECT_THAT(made(Previews::Of::Manifests, "replicas =", "prod"), ElementsAre("nothing"));
    EXPECT_THAT(made(Previews::Of::Manifests, "replicas ="), ElementsAre("deployment-demo-web.yaml: replicas: 1"));
}

TEST(Preview, OfLinesThatMakeNothingThemselves) {
    EXPECT_THAT(made(Previews::Of::Chart, "\n    ports"),
                ElementsAre("templates/deployment.yaml: replicas: {{ .Values.size }}"));
}

TEST(LaidLines, OfNamedTemplates) {
    emit::FileSet files;
    files["charts/demo/templates/a.yaml"] =
        "apiVersion: v1\nkind: A\nspec:\n  {{- include \"demo.spec\" . | nindent 2 }}\n"
        "---\napiVersion: v1\nkind: B\nspec: {}\n";
    files["charts/demo/templates/_helpers.tpl"] =
        "{{- define \"demo.spec\" -}}\nlist:\n  - name: x\n    a: 1\n{{- end }}\n";
    inspect::SourceMap::Chart map;
    map.templates = {{"demo/templates/_helpers.tpl", {}, {"", "list", "list[x].name", "list[x].a", ""}},
                     {"demo/templates/a.yaml",
                      {0, 1},
                      {"apiVersion", "kind", "spec", "spec", "spec", "apiVersion", "kind", "spec"}}};
    const LaidLines laid(map, files, "demo/");
    const std::vector<FieldLines> resources = laid.of(map.templates[1]);
    ASSERT_EQ(resources.size(), 2);
    const FieldLines& first = resources[0];
    const FieldLines& second = resources[1];
    EXPECT_EQ(first.at("spec.list[x]"), (MadeLine{"templates/_helpers.tpl", 2}));
    EXPECT_EQ(first.at("spec.list[x].a"), (MadeLine{"templates/_helpers.tpl", 3}));
    EXPECT_EQ(first.at(""), (MadeLine{"templates/a.yaml", 0}));
    EXPECT_EQ(second.at(""), (MadeLine{"templates/a.yaml", 5}));
    EXPECT_EQ(second.at("spec"), (MadeLine{"templates/a.yaml", 7}));
}

} // namespace
} // namespace stackc::ide
