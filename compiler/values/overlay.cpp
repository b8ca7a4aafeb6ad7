#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/characters.h"
#include "values/encode.h"
#include "values/members.h"
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

const core::Field* fieldOfKey(const core::Type& record, const std::string& key) {
    auto found = std::find_if(record.fields.begin(), record.fields.end(),
                              [&](const core::Field& field) { return field.key == key && !field.flat; });
    return found != record.fields.end() ? &*found : nullptr;
}

/// Without the cases that are not read.
Json read(const Json& value) {
    if (!value.is_object())
        return value;
    Json kept = Json::object();
    for (const auto& [key, inner] : value.items())
        if (!inner.is_discarded())
            append(kept, key, read(inner));
    return kept;
}

/// `whole` is the result with what equals its default in elements, too.
bool differs(const std::string& path, const Json& defaults, const Json& result, const Json& whole, Json& overlay,
             Errors& errors) {
    bool fine = true;
    Members members;
    auto lay = [&](const std::string& key, const Json& before, const Json& value, const Json& all) {
        Json change;
        fine = differs(joinPath(path, key), before, value, all, change, errors) && fine;
        if (!change.empty())
            append(overlay, key, std::move(change));
    };
    overlay = Json::object();
    for (const auto& [key, value] : result.items()) {
        if (value.is_discarded())
            continue;
        std::string inner = joinPath(path, key);
        const Json* found = members.find(defaults, key);
        if (found != nullptr && *found == value)
            continue;
        if (found != nullptr && found->is_object() && value.is_object()) {
            const Json* all = members.find(whole, key);
            lay(key, *found, value, all != nullptr ? *all : value);
            continue;
        }
        if (hasNull(value)) {
            errors.push_back({inner, inner + ": Helm cannot set a null", ""});
            fine = false;
        }
        append(overlay, key, read(value));
    }
    // An element's field has its own default back where that is said. Only null takes a key away again: an optional
    // that has a default, or a key of a map or native object.
    for (const auto& [key, value] : defaults.items()) {
        if (members.find(result, key) != nullptr)
            continue;
        const Json* own = members.find(whole, key);
        if (own != nullptr && own->is_discarded())
            continue;
        if (own != nullptr && own->is_object() && value.is_object())
            lay(key, value, *own, *own);
        else
            append(overlay, key, own != nullptr ? read(*own) : Json());
    }
    return fine;
}

void nullsIn(const Json& json, const std::string& path, Errors& errors) {
    if (json.is_null())
        errors.push_back({path,
                          path + ": nothing can be taken out of the values of a chart from elsewhere: older Helms "
                                 "leave it its own default there, newer ones hand a null down",
                          ""});
    if (json.is_object())
        for (const auto& [key, inner] : json.items())
            nullsIn(inner, joinPath(path, key), errors);
}

/// The nulls below charts from elsewhere, of this chart and of those that it includes.
void nullsElsewhere(const Context& context, const core::Type& record, const Json& overlay, const std::string& path,
                    Errors& errors) {
    for (const auto& [key, value] : overlay.items()) {
        const core::Field* field = fieldOfKey(record, key);
        const core::Type* type = field != nullptr ? &context.type(field->type) : nullptr;
        bool bringsOthers = type != nullptr && type->kind == core::TypeKind::Record && (type->subchart || type->open);
        if (bringsOthers && value.is_object())
            nullsElsewhere(context, *type, value, joinPath(path, key), errors);
        else if (record.open && field == nullptr)
            nullsIn(value, joinPath(path, key), errors);
    }
}

std::string comment(const std::string& text) {
    std::string out;
    for (const std::string& line : text::shownLines(text))
        out += line.empty() ? "#\n" : "# " + line + "\n";
    return out;
}

} // namespace

bool overlayJson(const Context& context, const Json& defaults, ir::NodeRef result, Json& overlay, Errors& errors) {
    size_t before = errors.size();
    const core::TypeId type = context.program.valuesType;
    bool fine =
        differs("", defaults, encode(context, type, result), encodeWhole(context, type, result), overlay, errors);
    nullsElsewhere(context, context.type(type), overlay, "", errors);
    return fine && errors.size() == before;
}

bool overlayYaml(const Context& context, const Json& defaults, ir::NodeRef result, const std::string& header,
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
