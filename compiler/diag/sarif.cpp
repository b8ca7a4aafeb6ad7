#include "diag/sarif.h"

#include "text/json_lookup.h"
#include "text/percent.h"

#include <nlohmann/json.hpp>

namespace stackc::diag {

using Json = nlohmann::ordered_json;

std::string_view repositoryPath(std::string_view path) { return path.substr(path.starts_with("./") ? 2 : 0); }

std::string sarifUri(std::string_view path) {
    return (path.starts_with('/') ? "file://" : "") + text::percentEncoded(repositoryPath(path));
}

std::string sarifLog(Json rules, Json results, const std::string& version) {
    Json driver = {{"name", "stackc"}};
    if (!version.empty())
        driver["version"] = version;
    driver["rules"] = std::move(rules);
    Json run = {{"tool", {{"driver", std::move(driver)}}}, {"columnKind", "unicodeCodePoints"}};
    run["results"] = std::move(results);
    Json whole = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}};
    whole["runs"] = Json::array({std::move(run)});
    return text::wholeJson(whole);
}

} // namespace stackc::diag
