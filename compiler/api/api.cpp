#include "api/api.h"

#include "api/clusters.h"
#include "api/resources.h"
#include "api/rules.h"
#include "api/witness.h"
#include "session/secrets.h"
#include "values/secrets.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace stackc::api {

namespace {

/// What a chart from elsewhere takes is for that chart to say.
void addExternals(const core::Program& former, const core::Program& fresh, Report& report) {
    for (const core::ExternalChart& now : fresh.externals)
        for (const core::ExternalChart& was : former.externals)
            if (was.alias == now.alias && (was.chart != now.chart || was.version != now.version))
                report.changes.push_back({Area::Values, What::Changed, Verdict::Unknown, now.alias,
                                          fmt::format("the chart `{}` {}", was.chart, was.version),
                                          fmt::format("the chart `{}` {}", now.chart, now.version), std::nullopt});
}

/// Witnesses are made of what the charts say, too: of their defaults and environments.
void hideSecrets(session::Compilation& former, session::Compilation& fresh, Report& report) {
    std::set<std::string> texts = session::secretTexts(former);
    texts.merge(session::secretTexts(fresh));
    for (Change& change : report.changes)
        for (const session::Compilation* chart : {&former, &fresh})
            if (change.witness)
                change.witness->values = values::withoutSecrets(chart->program.types, chart->program.valuesType,
                                                                *change.witness->values, texts);
}

} // namespace

Report compared(session::Compilation& former, session::Compilation& fresh, bool strict,
                const verify::Progress& progress) {
    Report report;
    report.chart = fresh.program.chart.name;
    if (!session::compileParts(former) || !session::compileParts(fresh))
        return report;
    Oracle oracle(former, fresh);
    const verify::Words words = verify::wordsOf(former);
    Samples samples(former.context(), words);
    const std::vector<Finding> findings = changesOfValues(sideOf(former), sideOf(fresh), samples);
    Witnesses witnesses(oracle, samples);
    for (const Finding& finding : findings)
        report.changes.push_back(witnesses.shown(finding));
    addExternals(former.program, fresh.program, report);
    Sets sets(oracle, progress);
    for (Change& change : changesOfRules(oracle, samples, witnesses.bases(), findings, sets))
        report.changes.push_back(std::move(change));
    if (auto change = changeOfVersions(former.program.chart, fresh.program.chart))
        report.changes.push_back(std::move(*change));
    ResourceChanges resources = changesOfResources(oracle, samples, witnesses.bases(), findings, sets);
    for (Change& change : resources.changes)
        report.changes.push_back(std::move(change));
    report.differsInPlace = resources.differsInPlace;
    report.lacks = std::move(resources.lacks);
    hideSecrets(former, fresh, report);
    std::ranges::stable_sort(report.changes, std::greater(), &Change::verdict);
    report.due = dueFor(former.program.chart.version, fresh.program.chart.version, stepOf(report, strict));
    return report;
}

} // namespace stackc::api
