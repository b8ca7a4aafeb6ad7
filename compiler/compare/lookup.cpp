#include "compare/lookup.h"

#include <nlohmann/json.hpp>

namespace stackc::compare {

std::string textAt(const nlohmann::ordered_json& object, std::initializer_list<const char*> path) {
    const nlohmann::ordered_json* at = &object;
    for (const char* key : path) {
        auto found = at->find(key); // none in what is no map
        if (found == at->end())
            return "";
        at = &*found;
    }
    return at->is_string() ? at->get<std::string>() : "";
}

} // namespace stackc::compare
