#include "values/carried.h"

#include <nlohmann/json.hpp>

#include "text/characters.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

bool isSafeString(const std::string& text) {
    if (text.find("<no value>") != std::string::npos)
        return false;
    return text::isCarried(text);
}

bool isSafeKey(const std::string& key) { return key != "<<"; }

bool holdsNextLine(const Json& values) {
    auto has = [](const std::string& text) { return text.find("\u0085") != std::string::npos; };
    if (values.is_string())
        return has(values.get_ref<const std::string&>());
    if (!values.is_structured())
        return false;
    for (const auto& [key, value] : values.items())
        if ((values.is_object() && has(key)) || holdsNextLine(value))
            return true;
    return false;
}

} // namespace stackc::values
