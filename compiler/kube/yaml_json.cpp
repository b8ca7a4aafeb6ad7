#include "kube/yaml_json.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "kube/json_input.h"
#include "support/lines.h"
#include "text/yaml_tree.h"

namespace stackc::kube {
namespace {

using text::YamlNode;

bool holdsNul(const std::string& text) { return text.find('\0') != std::string::npos; }

/// Where NUL stands in it, and in what.
struct Nul {
    const char* message;
    size_t line;
};
std::optional<Nul> findNul(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::String && holdsNul(node.text))
        return Nul{"a text holds the character NUL", node.line};
    for (size_t i = 0; i < node.items.size(); ++i) {
        if (node.kind == YamlNode::Kind::Map && holdsNul(node.keys[i].text))
            return Nul{"a key holds the character NUL", node.items[i].line};
        if (auto found = findNul(node.items[i]))
            return found;
    }
    return std::nullopt;
}

std::string placeOf(size_t line) { return line == 0 ? "" : "line " + std::to_string(line); }

/// JSON that stands on one line, as programs write it: its parser takes lines of any length.
std::optional<YamlDocuments> parseLongLine(std::string_view text) {
    size_t begin = text.find_first_not_of(" \t\r\n");
    bool isObject = begin != std::string_view::npos && text[begin] == '{';
    if (!isObject || support::firstLongLine(text, text::YamlLimits().lineBytes) == 0)
        return std::nullopt;
    std::vector<ImportError> errors;
    nlohmann::json document = parseJson(text, errors);
    if (!errors.empty())
        return std::nullopt;
    YamlDocuments result;
    result.documents.push_back(std::move(document));
    return result;
}

} // namespace

YamlDocuments parseYaml(std::string_view yaml) {
    if (auto json = parseLongLine(yaml))
        return std::move(*json);
    YamlDocuments result;
    std::vector<YamlNode> documents;
    text::YamlError error;
    if (!text::readYamlStream(yaml, documents, error, {.bytes = maxInputBytes, .depth = maxInputDepth})) {
        result.error = error.message;
        result.where = placeOf(error.line);
        return result;
    }
    for (const YamlNode& document : documents)
        if (auto nul = findNul(document)) {
            result.error = nul->message;
            result.where = placeOf(nul->line);
            return result;
        }
    for (const YamlNode& document : documents)
        if (document.kind != YamlNode::Kind::Null)
            result.documents.emplace_back(text::toJson(document));
    return result;
}

} // namespace stackc::kube
