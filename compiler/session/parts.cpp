#include "session/parts.h"

#include "inspect/value_path.h"
#include "values/decode.h"
#include "values/merge.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::session {

namespace {

/// Helm lays the outer chart's `global` over the part's, and skips what is a map on one side only.
Json globalOf(const Json& outer, Json own) {
    for (const auto& [key, value] : outer.items()) {
        auto found = own.find(key);
        if (found == own.end())
            own[key] = value;
        else if (value.is_object() && found->is_object())
            *found = values::mergeValues(*found, value);
        else if (!value.is_object() && !found->is_object())
            *found = value;
    }
    return own;
}

Json mapAt(const Json& values, const std::string& key) {
    auto found = values.find(key);
    return found != values.end() && found->is_object() ? *found : Json::object();
}

/// The path of the value if it is null, or of what is null right below it, such as the case that is no longer chosen.
std::optional<std::string> nullIn(const Json& value, const std::string& path) {
    if (value.is_null())
        return path;
    for (auto item = value.begin(); value.is_object() && item != value.end(); ++item)
        if (item->is_null())
            return values::joinPath(path, item.key());
    return std::nullopt;
}

} // namespace

const Json* valueAt(const Json& values, std::string_view path) {
    if (path.empty())
        return &values;
    if (values.is_object())
        for (const auto& [key, value] : values.items()) {
            std::string step = values::joinPath("", key);
            for (const std::string& form : {step, "." + step})
                if (path.starts_with(form))
                    if (const Json* found = valueAt(value, path.substr(form.size())))
                        return found;
        }
    return nullptr;
}

values::Errors decodeValues(Compilation& compilation, const Json& given, ir::NodeRef& values) {
    values::Errors errors;
    values = values::decode(compilation.context(), given, errors);
    for (const core::Include& include : compilation.program.includes) {
        std::string alias = values::joinPath("", include.alias);
        for (values::Error& error : errors) {
            const Json* found = inspect::leadsInto(error.path, alias) ? valueAt(given, error.path) : nullptr;
            const std::optional<std::string> taken = found != nullptr ? nullIn(*found, error.path) : std::nullopt;
            if (!taken)
                continue;
            error.path = *taken;
            error.message = fmt::format("{}: no key can be taken out of the values of an included chart: newer Helms "
                                        "hand a null down instead",
                                        error.path);
        }
    }
    return errors;
}

bool holds(const std::vector<std::string>& condition, const Json& values) {
    const Json* at = &values;
    for (const std::string& key : condition) {
        if (!at->is_object() || !at->contains(key))
            return true;
        at = &(*at)[key];
    }
    return !at->is_boolean() || at->get<bool>();
}

Json valuesOf(Compilation& compilation, const Json& user) {
    const Json& defaults = compilation.defaults();
    Json given = values::mergeValues(defaults, user);
    for (const core::Include& include : compilation.program.includes) {
        auto own = user.find(include.alias);
        if (own != user.end() && own->is_object() && holds(include.condition, given))
            given[include.alias] = values::mergeFiles(mapAt(defaults, include.alias), *own);
    }
    return given;
}

Json ownGlobal(Compilation& part) {
    return part.program.ownsGlobal ? mapAt(part.defaults(), "global") : Json::object();
}

Json partValues(const Json& outer, const std::string& alias, Compilation& part) {
    Json values = mapAt(outer, alias);
    Json own = values::mergeValues(ownGlobal(part), mapAt(values, "global"));
    values["global"] = globalOf(mapAt(outer, "global"), std::move(own));
    return values;
}

} // namespace stackc::session
