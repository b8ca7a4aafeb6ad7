#include "text/json_lookup.h"
#include "verify/shown.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::verify {

namespace {

Json placeOf(const source::SourceManager& sources, core::Span place) {
    if (!place.valid())
        return nullptr;
    source::Position at = sources.position(place.file, place.begin);
    return {{"file", sources.path(place.file)}, {"line", at.line}, {"column", at.column}};
}

Json untakenOf(const source::SourceManager& sources, const std::vector<Untaken>& untaken) {
    Json list = Json::array();
    for (const Untaken& one : untaken) {
        Json json = {{"place", placeOf(sources, one.place)}, {"what", one.what}};
        if (one.inLibrary.valid())
            json["library"] = placeOf(sources, one.inLibrary);
        list.push_back(std::move(json));
    }
    return list;
}

Json shareOf(Share share, Json untaken) {
    return {{"taken", share.taken}, {"of", share.of}, {"untaken", std::move(untaken)}};
}

Json setOf(const Set& set) {
    Json json = {{"environment", set.environment != nullptr ? Json(set.environment->name) : Json(nullptr)}};
    for (const auto& [name, text] :
         {std::pair{"release", set.release}, {"namespace", set.ns}, {"kubeVersion", set.kubeVersion}})
        if (!text.empty())
            json[name] = text;
    json["apiVersions"] = set.apis;
    json["values"] = *set.values;
    return json;
}

Json disagreementOf(const source::SourceManager& sources, const Disagreement& shown) {
    Json differences = Json::array();
    for (const Difference& difference : shown.verdict.differences)
        differences.push_back({{"resource", difference.resource},
                               {"path", core::show(difference.path)},
                               {"file", difference.file},
                               {"source", shownSide(difference.ours)},
                               {"chart", shownSide(difference.theirs)}});
    return {{"what", shown.verdict.what},   {"place", placeOf(sources, shown.place)},
            {"helm", shown.helm.version},   {"with", setOf(shown.set)},
            {"says", shown.verdict.detail}, {"differences", std::move(differences)}};
}

Json kubernetesOf(const source::SourceManager& sources, const Certificate& certificate) {
    Json refusals = Json::array();
    for (const Refusal& refusal : certificate.refusals)
        refusals.push_back({{"release", fmt::format("1.{}", refusal.release)},
                            {"code", refusal.code},
                            {"message", refusal.message},
                            {"place", placeOf(sources, refusal.place)},
                            {"set", refusal.set},
                            {"ownValues", refusal.isAuthors}});
    Json releases = Json::array();
    for (uint16_t release : certificate.releases)
        releases.push_back(fmt::format("1.{}", release));
    return {{"releases", std::move(releases)}, {"resources", certificate.judged}, {"refused", std::move(refusals)}};
}

} // namespace

std::string asJson(const Certificate& certificate, const Request& request, const Printed& printed,
                   const session::Compilation& compilation) {
    const source::SourceManager& sources = compilation.sources;
    const core::ChartInfo& chart = compilation.program.chart;
    Json helms = Json::array();
    for (const Helm& helm : request.helms)
        helms.push_back({{"path", helm.path}, {"version", helm.version}});
    Json json = {{"holds", certificate.holds()},
                 {"chart", {{"name", chart.name}, {"version", chart.version}}},
                 {"stackc", printed.stackc},
                 {"helms", std::move(helms)},
                 {"source", {{"files", printed.sourceFiles}, {"digest", "sha256:" + printed.sourceDigest}}}};
    json["chart"]["digest"] = "sha256:" + printed.chartDigest;
    if (!printed.chart.empty())
        json["chart"]["path"] = printed.chart;
    json["seed"] = request.seed;
    json["samples"] = request.samples;
    json["sets"] = {{"compared", certificate.sets},
                    {"equal", certificate.equal},
                    {"refused", certificate.refused},
                    {"wrong", certificate.wrong},
                    {"leftOut", certificate.unmade}};
    for (auto [name, which] : {std::pair{"branches", Branches::Others}, {"checks", Branches::OfChecks}})
        json[name] = shareOf(branchesTaken(certificate.coverage, which),
                             untakenOf(sources, untakenBranches(certificate.coverage, which, sources)));
    json["choices"] = shareOf(choicesTaken(certificate.coverage),
                              untakenOf(sources, untakenChoices(certificate.coverage, compilation.program)));
    if (!certificate.releases.empty())
        json["kubernetes"] = kubernetesOf(sources, certificate);
    if (certificate.shown)
        json["difference"] = disagreementOf(sources, *certificate.shown);
    return text::wholeJson(json);
}

} // namespace stackc::verify
