#include "verify/documents.h"

#include "text/json_lookup.h"
#include "text/yaml_reader.h"
#include "text/yaml_stream.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace stackc::verify {

namespace {

/// Helm says which template a document is of.
std::string fileOf(std::string_view part) {
    constexpr std::string_view mark = "# Source: ";
    size_t found = part.find(mark);
    if (found == std::string_view::npos)
        return "";
    std::string_view rest = part.substr(found + mark.size());
    return std::string(rest.substr(0, rest.find('\n')));
}

void compare(const std::optional<Json>& ours, const std::optional<Json>& theirs, const Difference& at,
             std::vector<Difference>& found) {
    auto below = [&](core::Step step) {
        Difference inner = at;
        inner.path.push_back(std::move(step));
        return inner;
    };
    if (ours && theirs && ours->is_object() && theirs->is_object()) {
        auto in = [](const Json& object, const std::string& key) {
            auto member = object.find(key);
            return member == object.end() ? std::nullopt : std::optional<Json>(*member);
        };
        for (const auto& [key, value] : ours->items())
            compare(value, in(*theirs, key), below(key), found);
        for (const auto& [key, value] : theirs->items())
            if (!ours->contains(key))
                compare(std::nullopt, value, below(key), found);
        return;
    }
    if (ours && theirs && ours->is_array() && theirs->is_array()) {
        auto in = [](const Json& list, size_t i) {
            return i < list.size() ? std::optional<Json>(list[i]) : std::nullopt;
        };
        for (size_t i = 0; i < std::max(ours->size(), theirs->size()); ++i)
            compare(in(*ours, i), in(*theirs, i), below(i), found);
        return;
    }
    if (ours == theirs)
        return;
    found.push_back(at);
    found.back().ours = ours;
    found.back().theirs = theirs;
}

} // namespace

support::Result<Documents> documentsOf(std::string_view stream) {
    Documents documents;
    for (std::string_view part : text::documentsIn(stream)) {
        std::string file = fileOf(part);
        Json object;
        text::YamlError error;
        if (!text::readYaml(part, object, error, {.lastKeyWins = true}))
            return support::Failure{file.empty() ? error.message : file + ": " + error.message};
        if (!object.is_null())
            documents.push_back({std::move(file), std::move(object)});
    }
    return documents;
}

std::string nameOf(const Json& object) {
    std::string ns = text::textAt(object, {"metadata", "namespace"});
    return fmt::format("{} {} {}{}", text::textAt(object, {"apiVersion"}), text::textAt(object, {"kind"}),
                       ns.empty() ? "" : ns + "/", text::textAt(object, {"metadata", "name"}));
}

std::vector<Difference> differencesOf(const Documents& ours, const Documents& theirs) {
    std::multimap<std::string, const Document*> left;
    for (const Document& document : theirs)
        left.emplace(nameOf(document.object), &document);
    // Where values give several resources one name, each goes with the one that it equals.
    std::vector<std::pair<std::string, const Document*>> others;
    for (const Document& document : ours) {
        std::string name = nameOf(document.object);
        auto [begin, end] = left.equal_range(name);
        auto same = std::find_if(begin, end, [&](const auto& one) {
            std::vector<Difference> between;
            compare(*document.object, *one.second->object, {}, between);
            return between.empty();
        });
        if (same != end)
            left.erase(same);
        else
            others.emplace_back(std::move(name), &document);
    }
    std::vector<Difference> found;
    for (const auto& [name, document] : others) {
        auto other = left.find(name);
        if (other == left.end()) {
            found.push_back({name, "", {}, document->object, std::nullopt});
            continue;
        }
        compare(*document->object, *other->second->object, {name, other->second->file, {}, {}, {}}, found);
        left.erase(other);
    }
    for (const auto& [name, document] : left)
        found.push_back({name, document->file, {}, std::nullopt, document->object});
    return found;
}

} // namespace stackc::verify
