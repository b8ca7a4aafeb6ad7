#include "inspect/field_path.h"

namespace stackc::inspect {

std::optional<std::string_view> behindKey(std::string_view rest, std::string_view key) {
    for (const char* quote : {"\"", ""})
        if (std::string form = "[" + (quote + std::string(key)) + quote + "]"; rest.starts_with(form))
            return rest.substr(form.size());
    if (rest.starts_with('.'))
        rest.remove_prefix(1);
    bool isIt =
        rest.starts_with(key) && (rest.size() == key.size() || rest[key.size()] == '.' || rest[key.size()] == '[');
    return isIt ? std::optional(rest.substr(key.size())) : std::nullopt;
}

std::optional<std::string_view> behindElement(std::string_view rest, size_t index, const std::string* name) {
    if (auto behind = behindKey(rest, std::to_string(index)))
        return behind;
    for (const std::string& word : {std::to_string(index), name != nullptr ? *name : std::string()})
        if (std::string element = "[" + word + "]"; !word.empty() && rest.starts_with(element))
            return rest.substr(element.size());
    return std::nullopt;
}

} // namespace stackc::inspect
