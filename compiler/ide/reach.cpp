#include "ide/reach.h"

#include "inspect/reach.h"
#include "inspect/resource_names.h"
#include "ir/locate.h"
#include "session/each_chart.h"
#include "session/inputs.h"
#include "session/resolve.h"

#include <algorithm>

namespace stackc::ide {

namespace {

bool isThere(const std::vector<const core::Statement*>& origin, const std::string& kind, const ir::Document& found) {
    bool isOfKind = kind.empty() || found.kind == kind; // a late `Manifest` has none
    return found.origin == origin && isOfKind && ir::isThere(found);
}

} // namespace

std::shared_ptr<Reaches> Reaches::of(std::shared_ptr<Analysis> analysis, const Stop& abandon) {
    std::shared_ptr<Reaches> made(new Reaches(std::move(analysis)));
    bool isMade = made->analysis_->evaluate([&](session::Compilation& one) { made->evaluate(one); }, abandon);
    return isMade ? made : nullptr;
}

void Reaches::evaluate(session::Compilation& compilation) {
    if (!session::compileParts(compilation))
        return;
    session::eachChart(compilation, [&](const inspect::LateChart& late, const session::Standing& standing, auto&) {
        Chart& chart = charts_.emplace_back(Chart{standing, *late.package, late});
        chart.late.package = &chart.package;
        chart.late.defaults = chart.standing.values.get();
        inspect::ResourceNames names(chart.late);
        for (const ir::Document& document : chart.package.documents)
            made_.push_back({&document, names.of(document), {}});
        for (const ir::BackendUse& use : chart.package.uses)
            uses_.push_back({use.backend, use.origin.back(), {}});
    });
    for (const core::Environment& environment : compilation.program.environments)
        addEnvironment(compilation, environment);
}

void Reaches::addEnvironment(session::Compilation& compilation, const core::Environment& environment) {
    session::Inputs inputs;
    inputs.skipExternal = true;
    session::Release release =
        session::resolve(compilation, &environment, inputs, false, session::Unmade::Told, session::Keep::Packages);
    for (const ir::Package& package : release.packages) {
        for (Made& made : made_)
            if (std::any_of(package.documents.begin(), package.documents.end(), [&](const ir::Document& found) {
                    return isThere(made.document->origin, made.document->kind, found);
                }))
                made.environments.insert(environment.name);
        for (Use& use : uses_)
            if (std::any_of(package.uses.begin(), package.uses.end(), [&](const ir::BackendUse& found) {
                    return found.backend == use.backend && found.origin.back() == use.service &&
                           (found.guard == nullptr || found.guard->isTrue());
                }))
                use.environments.insert(environment.name);
    }
}

std::set<std::string> Reaches::environmentsWith(const std::string& resource) const {
    std::set<std::string> environments;
    for (const Made& made : made_)
        if (made.name == resource)
            environments.insert(made.environments.begin(), made.environments.end());
    return environments;
}

Reach Reaches::ofValues(const std::vector<std::string>& places) const {
    std::vector<inspect::Reached> found;
    for (const std::string& place : places)
        for (const Chart& chart : charts_)
            inspect::addReached(chart.late, place, found);
    Reach reach;
    for (const inspect::Reached& one : found) {
        bool isResource = one.resource.find('/') != std::string::npos;
        bool isKnown = isResource && std::any_of(reach.begin(), reach.end(),
                                                 [&](const ReachedThing& other) { return other.name == one.resource; });
        auto kind = isResource ? ReachedThing::Kind::Resource : ReachedThing::Kind::Other;
        if (!isKnown)
            reach.push_back({kind, one.resource, one.field, one.at, environmentsWith(one.resource)});
    }
    return reach;
}

Reach Reaches::ofDeclaration(source::Span whole) const {
    Reach reach;
    for (const Made& made : made_) {
        const Origin& origin = made.document->origin;
        bool isIts = std::any_of(origin.begin(), origin.end(),
                                 [&](const core::Statement* one) { return whole.covers(one->span); });
        bool isKnown = isIts && std::any_of(reach.begin(), reach.end(),
                                            [&](const ReachedThing& other) { return other.name == made.name; });
        if (isIts && !isKnown)
            reach.push_back({ReachedThing::Kind::Resource, made.name, "",
                             ir::declarationOf(analysis_->program(), *made.document), environmentsWith(made.name)});
    }
    return reach;
}

Reach Reaches::ofBackend(const std::string& name) const {
    Reach reach;
    for (const Use& use : uses_) {
        auto known = std::find_if(reach.begin(), reach.end(),
                                  [&](const ReachedThing& other) { return other.at == use.service->span; });
        if (use.backend != name)
            continue;
        if (known == reach.end())
            reach.push_back({ReachedThing::Kind::Service, use.service->name, "", use.service->span, use.environments});
        else
            known->environments.insert(use.environments.begin(), use.environments.end());
    }
    return reach;
}

} // namespace stackc::ide
