#include "values/merge.h"

#include "values/members.h"

#include <nlohmann/json.hpp>

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

/// What a null does to what it is laid over.
enum class Null : uint8_t { Stays, TakesAway };

Json merge(const Json& base, const Json& over, Null null) {
    if (!base.is_object())
        return over.is_object() ? over : Json::object();
    if (!over.is_object())
        return base;
    Json result = Json::object();
    Members members;
    for (const auto& [key, value] : base.items()) {
        const Json* found = members.find(over, key);
        bool isTaken = null == Null::TakesAway && found != nullptr && found->is_null() && !value.is_null();
        if (found == nullptr)
            append(result, key, value);
        else if (found->is_object() && value.is_object())
            append(result, key, merge(value, *found, null));
        else if (!isTaken)
            append(result, key, *found);
    }
    for (const auto& [key, value] : over.items())
        if (members.find(base, key) == nullptr)
            append(result, key, value);
    return result;
}

} // namespace

Json mergeFiles(const Json& base, const Json& over) { return merge(base, over, Null::Stays); }

Json mergeValues(const Json& defaults, const Json& user) { return merge(defaults, user, Null::TakesAway); }

} // namespace stackc::values
