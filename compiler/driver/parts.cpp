#include "driver/parts.h"

#include "values/merge.h"

namespace stackc::driver {

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

} // namespace

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

Json partValues(const Json& outer, const std::string& alias) {
    Json values = mapAt(outer, alias);
    values["global"] = globalOf(mapAt(outer, "global"), mapAt(values, "global"));
    return values;
}

} // namespace stackc::driver
