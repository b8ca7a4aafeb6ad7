#include <nlohmann/json.hpp>

#include "text/characters.h"
#include "values/merge.h"
#include "values/values_yaml.h"
#include "values/yaml_text.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

bool hasNull(const Json& json) {
    if (!json.is_structured())
        return json.is_null();
    for (const Json& inner : json)
        if (hasNull(inner))
            return true;
    return false;
}

bool differs(const std::string& path, const Json& defaults, const Json& result, Json& overlay, Errors& errors) {
    bool fine = true;
    overlay = Json::object();
    for (const auto& [key, value] : result.items()) {
        std::string inner = joinPath(path, key);
        auto found = defaults.find(key);
        if (found != defaults.end() && *found == value)
            continue;
        if (found != defaults.end() && found->is_object() && value.is_object()) {
            fine = differs(inner, *found, value, overlay[key], errors) && fine;
            if (overlay[key].empty())
                overlay.erase(key);
            continue;
        }
        if (hasNull(value)) {
            errors.push_back({inner, inner + ": Helm cannot set a null", ""});
            fine = false;
        }
        overlay[key] = value;
    }
    // Only null takes a key away again: an optional that has a default, or a key of a map or native object.
    for (const auto& [key, value] : defaults.items())
        if (!result.contains(key))
            overlay[key] = nullptr;
    return fine;
}

std::string comment(const std::string& text) {
    std::string out;
    for (const std::string& line : text::shownLines(text))
        out += line.empty() ? "#\n" : "# " + line + "\n";
    return out;
}

} // namespace

bool overlayJson(const Context&, const Json& defaults, const Json& result, Json& overlay, Errors& errors) {
    return differs("", defaults, result, overlay, errors);
}

bool overlayYaml(const Context& context, const Json& defaults, const Json& result, const std::string& header,
                 std::string& text, Errors& errors) {
    Json overlay;
    if (!overlayJson(context, defaults, result, overlay, errors))
        return false;
    text = comment(header);
    if (overlay.empty()) {
        text += "{}\n";
        return true;
    }
    for (const auto& [key, value] : overlay.items()) {
        if (!text.empty())
            text += '\n';
        text += writeYaml(Json{{key, value}});
    }
    return true;
}

} // namespace stackc::values
