#include "values/members.h"

#include <nlohmann/json.hpp>

namespace stackc::values {

using Json = nlohmann::ordered_json;

const Json* Members::find(const Json& object, const std::string& key) {
    constexpr size_t large = 32;
    if (!object.is_object())
        return nullptr;
    if (object.size() < large) {
        auto found = object.find(key);
        return found == object.end() ? nullptr : &*found;
    }
    auto [index, fresh] = indices_.try_emplace(&object);
    if (fresh)
        for (const auto& [name, value] : object.get_ref<const Json::object_t&>())
            index->second.try_emplace(name, &value);
    auto found = index->second.find(key);
    return found == index->second.end() ? nullptr : found->second;
}

void append(Json& object, const std::string& key, Json value) {
    static_cast<Json::object_t::Container&>(object.get_ref<Json::object_t&>()).emplace_back(key, std::move(value));
}

} // namespace stackc::values
