#include "text/json_lookup.h"

#include <nlohmann/json.hpp>

namespace stackc::text {

std::string wholeJson(const nlohmann::ordered_json& json) {
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string textAt(const nlohmann::ordered_json& object, std::initializer_list<std::string_view> path) {
    const nlohmann::ordered_json* at = &object;
    for (std::string_view key : path) {
        auto found = at->find(std::string(key)); // none in what is no map
        if (found == at->end())
            return "";
        at = &*found;
    }
    return at->is_string() ? at->get<std::string>() : "";
}

} // namespace stackc::text
