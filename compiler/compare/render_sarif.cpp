#include "compare/shown.h"

#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* replaced = "replaced";
constexpr const char* losesData = "loses-data";

Json rule(const char* id, const char* text) { return {{"id", id}, {"shortDescription", {{"text", text}}}}; }

/// A path as a URI has it.
std::string uriOf(const std::string& path) {
    std::string uri;
    for (unsigned char c : path) {
        constexpr std::string_view plain = "-._~/";
        if (std::isalnum(c) != 0 || plain.find(static_cast<char>(c)) != std::string_view::npos)
            uri += static_cast<char>(c);
        else
            uri += fmt::format("%{:02X}", c);
    }
    return uri;
}

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
            Json place = {{"artifactLocation", {{"uri", uriOf(file)}}},
                          {"region", {{"startLine", line != lines.end() ? line->second : 1}}}};
            results.push_back({{"ruleId", change.effect == Effect::LosesData ? losesData : replaced},
                               {"level", "warning"},
                               {"message", {{"text", messageOf(environment, change)}}},
                               {"locations", {{{"physicalLocation", std::move(place)}}}}});
        }
    Json rules = {rule(replaced, "Kubernetes refuses the change: the resource has to be deleted and made again"),
                  rule(losesData, "What the resource stores goes with it")};
    Json driver = {{"name", "stackc"}, {"rules", std::move(rules)}};
    Json run = {{"tool", {{"driver", std::move(driver)}}}, {"results", std::move(results)}};
    Json whole = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}};
    whole["runs"] = {std::move(run)};
    return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace stackc::compare
