#include "text/yaml_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "text/yaml_tree.h"

namespace stackc::text {

using Json = nlohmann::ordered_json;

bool readYaml(std::string_view text, Json& result, YamlError& error, const YamlLimits& limits) {
    std::vector<YamlNode> documents;
    if (!readYamlStream(text, documents, error, limits))
        return false;
    for (size_t i = 1; i < documents.size(); ++i)
        if (documents[i].kind != YamlNode::Kind::Null) {
            error = {"more than one document: Helm 3 reads the first alone, Helm 4 all of them", documents[i].line};
            return false;
        }
    result = documents.empty() ? Json(nullptr) : toJson(documents[0]);
    return true;
}

namespace {

/// Helm 4 parts documents by lines, before it reads any YAML: the line of `---` with more than a comment behind it, or
/// inside of a quoted text; 0 if there is none.
size_t spoiltSeparator(std::string_view text) {
    constexpr std::string_view mark = "---";
    size_t number = 1;
    for (size_t at = 0; at < text.size(); ++number) {
        const size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        if (!line.starts_with(mark) || line.size() == mark.size())
            continue;
        const size_t more = line.find_first_not_of(" \t\r", mark.size());
        if (more != std::string_view::npos && (line[more] != '#' || more == mark.size()))
            return number;
    }
    return 0;
}

} // namespace

bool readValues(std::string_view text, Json& result, YamlError& error) {
    if (!readYaml(text, result, error, {.lastKeyWins = true, .directives = false}))
        return false;
    if (const size_t line = spoiltSeparator(text); line != 0) {
        error = {"a line that begins with `---` and goes on: Helm 4 can't read it", line};
        return false;
    }
    if (result.is_null())
        result = Json::object();
    if (result.is_object())
        return true;
    error = {"expected a map of values", 1};
    return false;
}

} // namespace stackc::text
