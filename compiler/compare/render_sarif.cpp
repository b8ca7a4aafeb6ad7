#include "compare/shown.h"
#include "diag/sarif.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* replaced = "replaced";
constexpr const char* losesData = "loses-data";
constexpr const char* notCompared = "not-compared";

Json rule(const char* id, const char* text) { return {{"id", id}, {"shortDescription", {{"text", text}}}}; }

/// What is refused of a resource, by its fields where it is by them.
std::string messageOf(const EnvironmentChange& environment, const ResourceChange& change) {
    std::string message =
        fmt::format("{}: {} {}: {}", environment.name, resourceOf(change), wordOf(change.kind), wordsOf(change.effect));
    for (const FieldChange& field : change.fields)
        if (field.effect >= Effect::Replaced)
            message += fmt::format("\n{}: {} -> {}", field.path, shownValue(field.before, field.isSecret),
                                   shownValue(field.after, field.isSecret));
    return message;
}

} // namespace

std::string asSarif(const Difference& difference, const std::string& file, const std::map<std::string, size_t>& lines) {
    Json results = Json::array();
    auto add = [&](const EnvironmentChange& environment, const char* id, const std::string& message) {
        auto line = lines.find(environment.name);
        Json place = {{"artifactLocation", {{"uri", diag::sarifUri(file)}}},
                      {"region", {{"startLine", line != lines.end() ? line->second : 1}}}};
        results.push_back({{"ruleId", id},
                           {"level", "warning"},
                           {"message", {{"text", message}}},
                           {"locations", {{{"physicalLocation", std::move(place)}}}}});
    };
    for (const EnvironmentChange& environment : difference.environments) {
        if (!environment.unmade.empty())
            add(environment, notCompared, fmt::format("{}: {}", environment.name, summaryOf(environment)));
        for (const ResourceChange& change : environment.resources)
            if (change.effect >= Effect::Replaced)
                add(environment, change.effect == Effect::LosesData ? losesData : replaced,
                    messageOf(environment, change));
    }
    Json rules = {rule(replaced, "Kubernetes refuses the change: the resource has to be deleted and made again"),
                  rule(losesData, "What the resource stores goes with it"),
                  rule(notCompared, "An environment could not be compared")};
    return diag::sarifLog(std::move(rules), std::move(results), "");
}

} // namespace stackc::compare
