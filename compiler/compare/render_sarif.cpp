#include "compare/shown.h"
#include "diag/sarif.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* replaced = "replaced";
constexpr const char* losesData = "loses-data";

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
    for (const EnvironmentChange& environment : difference.environments)
        for (const ResourceChange& change : environment.resources) {
            if (change.effect < Effect::Replaced)
                continue;
            auto line = lines.find(environment.name);
            Json place = {{"artifactLocation", {{"uri", diag::sarifUri(file)}}},
                          {"region", {{"startLine", line != lines.end() ? line->second : 1}}}};
            results.push_back({{"ruleId", change.effect == Effect::LosesData ? losesData : replaced},
                               {"level", "warning"},
                               {"message", {{"text", messageOf(environment, change)}}},
                               {"locations", {{{"physicalLocation", std::move(place)}}}}});
        }
    Json rules = {rule(replaced, "Kubernetes refuses the change: the resource has to be deleted and made again"),
                  rule(losesData, "What the resource stores goes with it")};
    return diag::sarifLog(std::move(rules), std::move(results), "");
}

} // namespace stackc::compare
