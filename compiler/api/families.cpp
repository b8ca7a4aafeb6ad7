#include "api/families.h"

#include "graph/words.h"

#include <algorithm>
#include <fmt/format.h>
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

std::string textAt(const ir::Document& document, std::string_view key) {
    ir::NodeRef node = ir::valueAt(document.object, {"metadata", key});
    return node != nullptr ? graph::nameText(ir::unshared(node)) : "";
}

using Documents = std::vector<const ir::Document*>;

/// Those that the statements of this one make of the same values, in their order.
Documents besides(const ir::Package& package, const ir::Document& document) {
    Documents all;
    for (const ir::Document& one : package.documents)
        if (one.kind == document.kind && one.origin == document.origin && ir::isThere(one))
            all.push_back(&one);
    return all;
}

} // namespace

void Families::add(const ir::Package& package) {
    for (const ir::Document& document : package.documents)
        if (ir::NodeRef name = ir::valueAt(document.object, {"metadata", "name"}))
            all_.push_back({document.kind, graph::nameText(name), document.origin, ir::isInLoop(document)});
}

Families::Family Families::of(const std::vector<ir::Package>& made, const std::string& type, const std::string& ns,
                              const std::string& name, const std::string& releaseNs) const {
    auto placed = [&releaseNs](const std::string& said) { return said.empty() ? releaseNs : said; };
    for (const ir::Package& package : made)
        for (const ir::Document& document : package.documents) {
            bool isThis = document.kind == type && ir::isThere(document) && textAt(document, "name") == name &&
                          placed(textAt(document, "namespace")) == placed(ns);
            if (!isThis)
                continue;
            Indices places = madeBy(document);
            const Documents alike = besides(package, document);
            if (isEachOnce(places, alike.size()))
                places = {places[static_cast<size_t>(std::ranges::find(alike, &document) - alike.begin())]};
            else
                std::erase_if(places, [&](size_t at) { return !isOne(name, partsOf(all_[at].name)); });
            if (places.size() == 1)
                return {all_[places[0]].name, std::to_string(places[0])};
        }
    return {name, fmt::format("{}/{}", ns, name)};
}

Families::Indices Families::madeBy(const ir::Document& document) const {
    Indices places;
    for (size_t at = 0; at < all_.size(); ++at)
        if (all_[at].type == document.kind && all_[at].origin == document.origin)
            places.push_back(at);
    return places;
}

/// Did each of the places make one of so many resources?
bool Families::isEachOnce(const Indices& places, size_t count) const {
    return places.size() == count && std::ranges::none_of(places, [&](size_t at) { return all_[at].isInLoop; });
}

} // namespace stackc::api
