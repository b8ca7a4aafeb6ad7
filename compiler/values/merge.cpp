#include "values/merge.h"

#include "values/members.h"

#include <nlohmann/json.hpp>

namespace stackc::values {

using Json = nlohmann::ordered_json;

Json mergeFiles(const Json& base, const Json& over) {
    if (!base.is_object())
        return over.is_object() ? over : Json::object();
    if (!over.is_object())
        return base;
    Json result = Json::object();
    Members members;
    for (const auto& [key, value] : base.items()) {
        const Json* found = members.find(over, key);
        if (found == nullptr)
            append(result, key, value);
        else if (found->is_object() && value.is_object())
            append(result, key, mergeFiles(value, *found));
        else
            append(result, key, *found);
    }
    for (const auto& [key, value] : over.items())
        if (members.find(base, key) == nullptr)
            append(result, key, value);
    return result;
}

Json mergeValues(const Json& defaults, const Json& user) {
    if (!defaults.is_object())
        return user.is_object() ? user : Json::object();
    if (!user.is_object())
        return defaults;
    Json result = Json::object();
    Members members;
    for (const auto& [key, value] : defaults.items()) {
        const Json* found = members.find(user, key);
        if (found == nullptr)
            append(result, key, value);
        else if (found->is_object() && value.is_object())
            append(result, key, mergeValues(value, *found));
        else if (!found->is_null() || value.is_null())
            append(result, key, *found);
    }
    for (const auto& [key, value] : user.items())
        if (members.find(defaults, key) == nullptr)
            append(result, key, value);
    return result;
}

} // namespace stackc::values
