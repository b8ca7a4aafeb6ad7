#include "emit/helm/chart.h"
#include "diag/fault.h"
#include "emit/helm/bindings.h"
#include "emit/helm/chart_files.h"
#include "emit/helm/documents.h"
#include "emit/helm/first_lines.h"
#include "emit/helm/ignored.h"
#include "emit/helm/long_conditions.h"
#include "emit/helm/opposites.h"
#include "emit/helm/renamed_values.h"
#include "emit/helm/sharing.h"
#include "emit/helm/template_paths.h"
#include "emit/helm/template_printer.h"
#include "emit/helm/versions.h"
#include "text/characters.h"

#include <fmt/format.h>
#include <initializer_list>
#include <set>
#include <string>
#include <variant>

namespace stackc::emit::helm {

namespace {

void append(Body& body, Body more) {
    body.insert(body.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Of two templates of one name the later one would stand for both, and nothing would tell.
void holdUnique(std::initializer_list<const Body*> files) {
    std::set<std::string> names;
    for (const Body* file : files)
        for (const Block& block : *file)
            if (const auto* define = std::get_if<Define>(&block.node); define && !names.insert(define->name).second)
                throw diag::Fault(fmt::format("the chart has two templates `{}`", define->name), {});
}

} // namespace

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

    Defines defines = collectDefines(package);
    Lowering lowering(package, defines, sink);
    Templates templates;
    templates.helpers = sharedDefines(lowering);
    templates.files = textDefines(lowering);
    templates.checks = validate(lowering);
    const std::vector<VersionedDocument> documents = joinVersions(package);
    const std::vector<std::string> paths = templatePaths(documents, program.chart.name);
    for (size_t i = 0; i < documents.size(); ++i) {
        const ir::Document& made = *documents[i].document;
        templates.documents.push_back(
            {made.name, text::lowerCase(made.kind), paths[i], document(lowering, documents[i])});
    }
    if (package.notes != nullptr)
        templates.notes = notes(lowering, package.notes);
    append(templates.helpers, lowering.named.take());
    append(templates.helpers, lowering.own.defines());
    append(templates.files, lowering.named.takeTexts());
    for (Body* body : {&templates.helpers, &templates.files, &templates.checks, &templates.notes})
        joinOpposites(*body);
    for (DocumentTemplate& document : templates.documents)
        joinOpposites(document.body);
    shareTemplates(program.chart.templates, templates);
    bindRepeated(program.chart.templates, templates.helpers);
    for (Body* body : {&templates.helpers, &templates.files, &templates.checks, &templates.notes})
        breakLongConditions(*body);
    joinOpposites(templates.checks); // which begin with the same once they are broken
    for (DocumentTemplate& document : templates.documents) {
        breakLongConditions(document.body);
        makeLines(document.body);
    }
    trimFirstLines(templates.helpers);
    holdUnique({&templates.helpers, &templates.files, &templates.checks});

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
    if (std::string keeper = lowering.own.keeper(); !keeper.empty())
        files["templates/_secrets.tpl"] = std::move(keeper);
    if (!templates.files.empty())
        files["templates/_files.tpl"] = printTemplate(templates.files) + lowering.own.dataWriters();
    return files;
}

} // namespace stackc::emit::helm
