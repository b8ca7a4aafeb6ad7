#include "emit/helm/chart_templates.h"
#include "diag/fault.h"
#include "emit/helm/bindings.h"
#include "emit/helm/documents.h"
#include "emit/helm/first_lines.h"
#include "emit/helm/known_conditions.h"
#include "emit/helm/long_conditions.h"
#include "emit/helm/opposites.h"
#include "emit/helm/recurring_names.h"
#include "emit/helm/template_paths.h"
#include "emit/helm/used_once.h"
#include "emit/helm/versions.h"
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

/// What the second half does with the trees; `chart` is what the names of templates begin with.
void shape(const std::string& chart, Templates& templates) {
    auto clear = [](Body& body) {
        dropKnown(body);
        joinOpposites(body);
    };
    for (Body* body : {&templates.helpers, &templates.files, &templates.checks, &templates.notes})
        clear(*body);
    for (DocumentTemplate& document : templates.documents)
        clear(document.body);
    shareTemplates(chart, templates);
    placeUsedOnce(templates);
    dropKnown(templates.helpers); // what was placed asks what is asked around it
    for (DocumentTemplate& document : templates.documents)
        dropKnown(document.body);
    nameRecurring(chart, templates);
    bindRepeated(chart, templates.helpers);
    for (Body* body : {&templates.helpers, &templates.files, &templates.checks, &templates.notes})
        breakLongConditions(*body);
    joinOpposites(templates.checks); // which begin with the same once they are broken
    for (DocumentTemplate& document : templates.documents) {
        breakLongConditions(document.body);
        makeLines(document.body);
    }
    trimFirstLines(templates.helpers);
}

} // namespace

ChartTemplates chartTemplates(const ir::Package& package, diag::Sink& sink) {
    const core::Program& program = *package.program;
    Defines defines = collectDefines(package);
    Lowering lowering(package, defines, sink);
    ChartTemplates result;
    Templates& templates = result.trees;
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
    shape(program.chart.templates, templates);
    holdUnique({&templates.helpers, &templates.files, &templates.checks});
    result.keeper = lowering.own.keeper();
    result.dataWriters = lowering.own.dataWriters();
    return result;
}

} // namespace stackc::emit::helm
