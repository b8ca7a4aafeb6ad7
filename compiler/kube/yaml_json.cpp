#include "kube/yaml_json.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr size_t maxBytes = 64 << 20;
constexpr size_t maxNodes = 500'000;
constexpr int maxDepth = 200;

class Converter {
public:
    std::string error;

    Json convert(const YAML::Node& node, int depth) {
        if (++count_ > maxNodes || depth > maxDepth) {
            error = depth > maxDepth ? "the YAML is nested too deeply" : "the YAML has too many nodes";
            return nullptr;
        }
        if (node.IsScalar())
            return scalar(node);
        if (node.IsSequence()) {
            Json list = Json::array();
            for (const YAML::Node& entry : node) {
                list.push_back(convert(entry, depth + 1));
                if (!error.empty())
                    return nullptr;
            }
            return list;
        }
        if (!node.IsMap())
            return nullptr;
        Json map = Json::object();
        for (const auto& entry : node) {
            if (!entry.first.IsScalar()) {
                error = "a key must be a scalar";
                return nullptr;
            }
            map[entry.first.Scalar()] = convert(entry.second, depth + 1);
            if (!error.empty())
                return nullptr;
        }
        return map;
    }

private:
    static Json scalar(const YAML::Node& node) {
        const std::string& text = node.Scalar();
        if (node.Tag() != "?")
            return text;
        if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
            return nullptr;
        if (text == "true" || text == "True" || text == "TRUE")
            return true;
        if (text == "false" || text == "False" || text == "FALSE")
            return false;
        const char* end = text.data() + text.size();
        int64_t integer = 0;
        if (auto [last, code] = std::from_chars(text.data(), end, integer); code == std::errc() && last == end)
            return integer;
        bool digitFirst = text.find_first_of("0123456789") != std::string::npos &&
                          text.find_first_not_of("+-.0123456789eE") == std::string::npos;
        double number = 0;
        if (auto [last, code] = std::from_chars(text.data(), end, number);
            digitFirst && code == std::errc() && last == end)
            return number;
        return text;
    }

    size_t count_ = 0;
};

} // namespace

YamlDocuments parseYaml(std::string_view text) {
    YamlDocuments result;
    if (text.size() > maxBytes) {
        result.error = "the file is too large";
        return result;
    }
    try {
        Converter converter;
        for (const YAML::Node& node : YAML::LoadAll(std::string(text))) {
            if (!node.IsDefined() || node.IsNull())
                continue;
            result.documents.push_back(converter.convert(node, 0));
            if (!converter.error.empty()) {
                result.documents.clear();
                result.error = converter.error;
                return result;
            }
        }
    } catch (const YAML::Exception& exception) {
        result.documents.clear();
        result.error = exception.what();
    }
    return result;
}

} // namespace stackc::kube
