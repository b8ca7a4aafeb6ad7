#include "kube/yaml_json.h"

#include <nlohmann/json.hpp>

#include "kube/json_input.h"
#include "text/yaml_tree.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;
using text::YamlNode;

class Converter {
public:
    std::string error;
    size_t line = 0;

    Json convert(const YamlNode& node) {
        switch (node.kind) {
        case YamlNode::Kind::Null:
            return nullptr;
        case YamlNode::Kind::Bool:
            return node.boolean;
        case YamlNode::Kind::Int:
            return node.integer;
        case YamlNode::Kind::Float:
            return node.number;
        case YamlNode::Kind::String:
            if (node.text.find('\0') != std::string::npos)
                fail("a text holds the character NUL", node.line);
            return node.text;
        case YamlNode::Kind::List: {
            Json list = Json::array();
            for (const YamlNode& item : node.items)
                list.push_back(convert(item));
            return list;
        }
        case YamlNode::Kind::Map:
            break;
        }
        Json map = Json::object();
        for (size_t i = 0; i < node.keys.size(); ++i) {
            if (node.keys[i].text.find('\0') != std::string::npos)
                fail("a key holds the character NUL", node.items[i].line);
            map[node.keys[i].text] = convert(node.items[i]);
        }
        return map;
    }

private:
    void fail(const char* message, size_t where) {
        if (!error.empty())
            return;
        error = message;
        line = where;
    }
};

std::string placeOf(size_t line) { return line == 0 ? "" : "line " + std::to_string(line); }

} // namespace

YamlDocuments parseYaml(std::string_view yaml) {
    YamlDocuments result;
    std::vector<YamlNode> documents;
    text::YamlError error;
    if (!text::readYamlStream(yaml, documents, error, {.bytes = maxInputBytes, .depth = maxInputDepth})) {
        result.error = error.message;
        result.where = placeOf(error.line);
        return result;
    }
    Converter converter;
    for (const YamlNode& document : documents)
        if (document.kind != YamlNode::Kind::Null)
            result.documents.push_back(converter.convert(document));
    result.error = converter.error;
    result.where = placeOf(converter.line);
    if (!result.error.empty())
        result.documents.clear();
    return result;
}

} // namespace stackc::kube
