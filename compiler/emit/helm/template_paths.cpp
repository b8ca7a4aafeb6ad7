#include "emit/helm/template_paths.h"
#include "text/characters.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <sstream>

namespace stackc::emit::helm {

namespace {

constexpr size_t longest = 60;      ///< of each word of a file's name
constexpr size_t longestName = 180; ///< of all of them; file systems take 255 bytes

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

/// `jiraAgent` as files are named: `jira-agent`.
std::string fileWord(std::string_view name) {
    std::string out;
    for (size_t i = 0; i < name.size() && out.size() < longest; ++i) {
        bool begins = i > 0 && isUpper(name[i]) && !isUpper(name[i - 1]);
        if (begins || name[i] == '_')
            out += '-';
        if (name[i] != '_')
            out += text::lowerCase(name.substr(i, 1));
    }
    return out;
}

/// What a resource's name says beside its kind: nothing for `config` of a ConfigMap, `peers` for `peersService` of a
/// Service, `beta` for `externalBeta` of an ExternalSecret.
std::string role(std::string_view name, const std::string& kind) {
    constexpr size_t leastWord = 3; // shorter ones are parts of many kinds by chance
    if (text::lowerCase(name).ends_with(kind))
        name.remove_suffix(kind.size());
    std::string out;
    std::istringstream words(fileWord(name));
    for (std::string word; std::getline(words, word, '-');)
        if (word.size() < leastWord || kind.find(word) == std::string::npos)
            out += (out.empty() ? "" : "-") + word;
    return out;
}

/// The last word that the text has for certain, or the key of what holds the text among the values: `aws-store` of
/// `{fullname}-aws-store`, `logs` of `storage.logs.name`.
std::string wordIn(ir::NodeRef name) {
    if (name->kind == ir::NodeKind::Ref && name->base == ir::RefBase::Field)
        return name->args[0]->text;
    if (name->kind == ir::NodeKind::String) {
        size_t begin = name->text.find_first_not_of("-.");
        size_t end = name->text.find_last_not_of("-.");
        return begin == std::string::npos ? std::string() : name->text.substr(begin, end + 1 - begin);
    }
    std::string word;
    bool isText =
        name->kind == ir::NodeKind::Shared || (name->kind == ir::NodeKind::Prim && name->op == core::Op::Concat);
    for (ir::NodeRef part : isText ? name->args : std::vector<ir::NodeRef>{})
        if (part->kind == ir::NodeKind::String || part->kind == ir::NodeKind::Shared)
            if (std::string found = wordIn(part); !found.empty())
                word = std::move(found);
    return word;
}

bool isFileWord(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
}

struct Place {
    std::string folder;
    std::string kind;
    std::string name;                  ///< the role, longer and longer until it is the only one
    std::vector<std::string> makers;   ///< components that made it, innermost last, without that of the folder
    std::optional<std::string> called; ///< what its own name says beside the kind, whatever the values are
    bool isTest;

    std::string path() const {
        std::string group = isTest ? "tests/" : folder.empty() ? "" : folder + "/";
        return "templates/" + group + kind + (name.empty() ? "" : "-" + name.substr(0, longestName)) + ".yaml";
    }
};

Place placeOf(const ir::Document& document) {
    std::string kind = text::lowerCase(document.kind.empty() ? fileWord(document.name) : document.kind);
    Place place{"", kind, document.kind.empty() ? "" : role(document.name, kind), {}, {}, document.testOnly};
    if (ir::NodeRef name = ir::valueAt(document.object, {"metadata", "name"}))
        if (std::string word = fileWord(wordIn(name)); isFileWord(word))
            place.called = role(word, kind);
    for (const core::Statement* statement : document.origin)
        if (statement->kind == core::StatementKind::Use)
            place.makers.push_back(fileWord(statement->name));
    if (!place.makers.empty()) {
        place.folder = place.makers.front();
        place.makers.erase(place.makers.begin());
    }
    return place;
}

/// Documents that nothing of the source tells apart, by what they are called, where each of them says that.
void tellByName(std::vector<Place*>& same) {
    std::map<std::string, std::vector<Place*>> named;
    for (Place* place : same)
        named[place->name].push_back(place);
    for (auto& [name, alike] : named) {
        std::set<std::string> words;
        for (const Place* place : alike)
            if (place->called)
                words.insert(*place->called);
        if (alike.size() < 2 || words.size() != alike.size())
            continue;
        for (Place* place : alike) {
            bool isSaid = place->name.empty() || place->called->ends_with(place->name);
            place->name = isSaid ? *place->called : place->name + (place->called->empty() ? "" : "-") + *place->called;
        }
    }
}

/// The service that the chart is named after, or the only one, needs no folder, and neither does what makes little.
void flatten(std::vector<Place>& places, const std::string& chart) {
    constexpr size_t few = 2;
    std::map<std::string, size_t> sizes;
    for (const Place& place : places)
        if (!place.isTest && !place.folder.empty())
            ++sizes[place.folder];
    size_t folders = 0;
    for (const auto& [folder, size] : sizes)
        folders += size > few ? 1 : 0;
    for (Place& place : places) {
        if (folders > 1 && place.folder != chart && sizes[place.folder] > few)
            continue;
        if (!place.folder.empty() && place.folder != chart)
            place.makers.insert(place.makers.begin(), place.folder);
        place.folder.clear();
    }
}

/// A name for each that no other of its kind has, as far as names go.
void tellApart(std::vector<Place>& places) {
    std::map<std::string, std::vector<Place*>> ofKind; // by folder and kind
    for (Place& place : places)
        ofKind[place.path().substr(0, place.path().find(place.kind)) + place.kind].push_back(&place);
    for (auto& [kind, same] : ofKind) {
        if (same.size() == 1) {
            same[0]->name.clear();
            continue;
        }
        for (bool changed = true; changed;) {
            changed = false;
            std::map<std::string, std::vector<Place*>> named;
            for (Place* place : same)
                named[place->name].push_back(place);
            for (auto& [name, alike] : named) {
                if (std::all_of(alike.begin(), alike.end(),
                                [first = alike[0]](Place* p) { return p->makers == first->makers; }))
                    continue;
                for (Place* place : alike)
                    if (!place->makers.empty()) {
                        place->name = place->makers.back() + (place->name.empty() ? "" : "-" + place->name);
                        place->makers.pop_back();
                        changed = true;
                    }
            }
        }
        tellByName(same);
    }
}

} // namespace

std::vector<std::string> templatePaths(const std::vector<VersionedDocument>& documents, const std::string& chart) {
    std::vector<Place> places;
    for (const VersionedDocument& versioned : documents)
        places.push_back(placeOf(*versioned.document));
    flatten(places, chart);
    tellApart(places);
    std::vector<std::string> paths;
    for (const Place& place : places)
        paths.push_back(place.path());
    return paths;
}

} // namespace stackc::emit::helm
