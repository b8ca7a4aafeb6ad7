#include "kube/unknown_path.h"

#include <re2/re2.h>

namespace stackc::kube {
namespace {

// The versions of the modules `prefix`.v…
std::vector<std::string> versionsOf(const Library& library, std::string_view prefix) {
    std::vector<std::string> result;
    for (std::string_view module : library.modules())
        if (module.size() > prefix.size() && module.starts_with(prefix) && module[prefix.size()] == '.' &&
            isApiVersion(module.substr(prefix.size() + 1)))
            result.emplace_back(module.substr(prefix.size() + 1));
    return result;
}

UnknownPath inModule(const Library& library, std::string_view path, size_t length) {
    UnknownPath result;
    size_t end = path.find('.', length + 1);
    std::string_view type = path.substr(0, end);
    if (!library.find(type)) {
        result.what = UnknownPath::What::Type;
        result.known = path.substr(0, length);
        result.part = type.substr(length + 1);
        for (std::string_view name : library.names(path.substr(0, length)))
            result.candidates.emplace_back(name);
        return result;
    }
    size_t known = end;
    while (end != std::string_view::npos && library.find(path.substr(0, end))) {
        known = end;
        end = path.find('.', end + 1);
    }
    result.what = UnknownPath::What::Field;
    result.known = path.substr(0, known);
    result.part = path.substr(known + 1, end == std::string_view::npos ? end : end - known - 1);
    for (Field field : library.type(library.underlying(*library.find(result.known))).fields)
        result.candidates.emplace_back(field.name);
    return result;
}

} // namespace

bool isApiVersion(std::string_view text) {
    static const re2::RE2 form("v[0-9]+((alpha|beta)[0-9]+)?");
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form);
}

UnknownPath unknownPath(const Library& library, std::string_view path) {
    for (size_t dot = path.rfind('.'); dot != std::string_view::npos && dot > 0; dot = path.rfind('.', dot - 1))
        if (library.hasModule(path.substr(0, dot)))
            return inModule(library, path, dot);
    for (size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
        std::string_view part = path.substr(dot + 1, path.find('.', dot + 1) - dot - 1);
        std::vector<std::string> versions;
        if (isApiVersion(part))
            versions = versionsOf(library, path.substr(0, dot));
        if (!versions.empty())
            return {UnknownPath::What::Version, std::string(path.substr(0, dot)), std::string(part), versions};
    }
    UnknownPath result;
    result.part = path;
    for (std::string_view module : library.modules())
        result.candidates.emplace_back(module);
    return result;
}

} // namespace stackc::kube
