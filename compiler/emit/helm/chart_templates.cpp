#include "emit/helm/chart_templates.h"
#include "diag/fault.h"
#include "emit/helm/documents.h"
#include "emit/helm/template_paths.h"
#include "emit/helm/versions.h"
#include "templates/shape.h"
#include "text/characters.h"

#include <fmt/format.h>
#include <initializer_list>
#include <iterator>
#include <set>
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

ChartTemplates chartTemplates(const ir::Package& package, diag::Sink& sink) {
    const core::Program& program = *package.program;
    Defines defines = collectDefines(package);
    Lowering lowering(package, defines, sink);
    ChartTemplates result;
    templates::Templates& trees = result.trees;
    trees.helpers = sharedDefines(lowering);
    trees.files = textDefines(lowering);
    trees.checks = validate(lowering);
    const std::vector<VersionedDocument> documents = joinVersions(package);
    const std::vector<std::string> paths = templatePaths(documents, program.chart.name);
    for (size_t i = 0; i < documents.size(); ++i) {
        const ir::Document& made = *documents[i].document;
        trees.documents.push_back({made.name, text::lowerCase(made.kind), paths[i], document(lowering, documents[i])});
    }
    if (package.notes != nullptr)
        trees.notes = notes(lowering, package.notes);
    append(trees.helpers, lowering.named.take());
    append(trees.helpers, lowering.own.defines());
    append(trees.files, lowering.named.takeTexts());
    templates::shape(program.chart.templates, trees);
    holdUnique({&trees.helpers, &trees.files, &trees.checks});
    result.keeper = lowering.own.keeper();
    result.dataWriters = lowering.own.dataWriters();
    return result;
}

} // namespace stackc::emit::helm
