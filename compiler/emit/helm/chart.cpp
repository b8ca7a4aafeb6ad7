#include "emit/helm/chart.h"
#include "emit/helm/chart_files.h"
#include "emit/helm/chart_templates.h"
#include "emit/helm/ignored.h"
#include "emit/helm/renamed_values.h"
#include "templates/printer.h"

#include <fmt/format.h>
#include <string>

namespace stackc::emit::helm {

FileSet emitChart(const ir::Package& package, const ChartTexts& texts, diag::Sink& sink) {
    const core::Program& program = *package.program;
    FileSet files;
    files["Chart.yaml"] = chartYaml(program.chart, texts);
    if (std::string lock = texts.needsFetching ? chartLock(texts.dependencies) : std::string(); !lock.empty())
        files["Chart.lock"] = lock;
    files[".helmignore"] = helmIgnore();
    if (texts.alias.empty())
        files["README.md"] = readme(package, texts);
    files["values.yaml"] = texts.alias.empty() ? texts.valuesYaml : partValues(texts);
    files["values.schema.json"] = texts.schemaJson;
    for (const auto& [name, text] : texts.environmentValues)
        files[fmt::format("values-{}.yaml", name)] = files[fmt::format("ci/{}-values.yaml", name)] = text;

    ChartTemplates made = chartTemplates(package, sink);
    const Templates& templates = made.trees;
    if (!templates.checks.empty()) {
        files["templates/_validate.tpl"] = printTemplate(templates.checks);
        files["templates/validate.yaml"] =
            fmt::format("{{{{- include \"{}.validate\" . }}}}\n", program.chart.templates);
    }
    for (const DocumentTemplate& document : templates.documents) {
        std::string& file = files[document.path];
        file += (file.empty() ? "" : "---\n") + printTemplate(document.body);
    }
    files["templates/NOTES.txt"] =
        package.notes != nullptr ? printTemplate(templates.notes) : defaultNotes(program.chart);
    if (!texts.renamed.all.empty()) {
        for (auto& [path, text] : files)
            if (path.starts_with("templates/") && !path.ends_with(".tpl"))
                text.insert(0, takesRenamed(program.chart.templates));
        files["templates/NOTES.txt"] += printTemplate(renamedNotes(texts.renamed));
        files["templates/_renamed.tpl"] = printTemplate(renamedDefines(texts.renamed, program.chart.templates));
    }
    if (!templates.helpers.empty())
        files["templates/_helpers.tpl"] = printTemplate(templates.helpers);
    if (!made.keeper.empty())
        files["templates/_secrets.tpl"] = std::move(made.keeper);
    if (!templates.files.empty())
        files["templates/_files.tpl"] = printTemplate(templates.files) + made.dataWriters;
    return files;
}

} // namespace stackc::emit::helm
