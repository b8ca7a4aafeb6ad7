#include "api/families.h"

#include "graph/words.h"

#include <algorithm>
#include <string_view>

namespace stackc::api {

namespace {

/// The parts of a name between what is late.
std::vector<std::string_view> partsOf(std::string_view name) {
    std::vector<std::string_view> parts;
    for (size_t begin = 0; begin <= name.size();) {
        size_t open = std::min(name.find('{', begin), name.size());
        parts.push_back(name.substr(begin, open - begin));
        size_t close = open < name.size() ? name.find('}', open) : name.size();
        begin = close < name.size() ? close + 1 : name.size() + 1;
    }
    return parts;
}

/// Does the name have all of the parts in their order?
bool isOne(std::string_view name, const std::vector<std::string_view>& parts) {
    if (parts.size() == 1)
        return name == parts[0];
    if (!name.starts_with(parts.front()) || !name.substr(parts.front().size()).ends_with(parts.back()))
        return false;
    name = name.substr(parts.front().size());
    name = name.substr(0, name.size() - parts.back().size());
    for (size_t i = 1; i + 1 < parts.size(); ++i) {
        size_t at = name.find(parts[i]);
        if (at == std::string_view::npos)
            return false;
        name = name.substr(at + parts[i].size());
    }
    return true;
}

size_t lengthOf(const std::vector<std::string_view>& parts) {
    size_t length = 0;
    for (std::string_view part : parts)
        length += part.size();
    return length;
}

} // namespace

void Families::add(const ir::Package& package) {
    for (const ir::Document& document : package.documents)
        if (ir::NodeRef name = ir::valueAt(document.object, {"metadata", "name"}))
            all_.push_back({document.kind, graph::nameText(name)});
}

std::string Families::of(const std::string& type, const std::string& name) const {
    const Family* best = nullptr;
    for (const Family& one : all_) {
        const std::vector<std::string_view> parts = partsOf(one.name);
        if (one.type == type && isOne(name, parts) &&
            (best == nullptr || lengthOf(parts) > lengthOf(partsOf(best->name))))
            best = &one;
    }
    return best != nullptr ? best->name : name;
}

} // namespace stackc::api
