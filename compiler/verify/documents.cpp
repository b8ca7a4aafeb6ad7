#include "verify/documents.h"

#include "text/yaml_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace stackc::verify {

namespace {

std::string textAt(const Json& object, const char* key) {
    auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The parts between lines that begin with `---`; where such a line has more, it is a document's first.
std::vector<std::string_view> partsOf(std::string_view stream) {
    constexpr std::string_view mark = "---";
    std::vector<std::string_view> parts;
    size_t begin = 0;
    for (size_t line = 0; line < stream.size();) {
        size_t end = std::min(stream.find('\n', line), stream.size());
        std::string_view text = stream.substr(line, end - line);
        if (text.starts_with(mark) && (text.size() == mark.size() || text[mark.size()] == ' ')) {
            parts.push_back(stream.substr(begin, line - begin));
            begin = line + mark.size();
        }
        line = end + 1;
    }
    parts.push_back(stream.substr(begin));
    return parts;
}

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
    for (std::string_view part : partsOf(stream)) {
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
    Json metadata = object.is_object() && object.contains("metadata") ? object["metadata"] : Json();
    std::string ns = textAt(metadata, "namespace");
    return fmt::format("{} {} {}{}", textAt(object, "apiVersion"), textAt(object, "kind"), ns.empty() ? "" : ns + "/",
                       textAt(metadata, "name"));
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
