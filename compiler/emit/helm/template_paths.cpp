#include "emit/helm/template_paths.h"
#include "text/characters.h"

#include <algorithm>
#include <map>
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

struct Place {
    std::string folder;
    std::string kind;
    std::string name;                ///< the role, longer and longer until it is the only one
    std::vector<std::string> makers; ///< components that made it, innermost last, without that of the folder
    bool isTest;

    std::string path() const {
        std::string group = isTest ? "tests/" : folder.empty() ? "" : folder + "/";
        return "templates/" + group + kind + (name.empty() ? "" : "-" + name.substr(0, longestName)) + ".yaml";
    }
};

Place placeOf(const ir::Document& document) {
    std::string kind = text::lowerCase(document.kind.empty() ? fileWord(document.name) : document.kind);
    Place place{"", kind, document.kind.empty() ? "" : role(document.name, kind), {}, document.testOnly};
    for (const core::Statement* statement : document.origin)
        if (statement->kind == core::StatementKind::Use)
            place.makers.push_back(fileWord(statement->name));
    if (!place.makers.empty()) {
        place.folder = place.makers.front();
        place.makers.erase(place.makers.begin());
    }
    return place;
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
                if (std::all_of(alike.begin(), alike.end(), [&](Place* p) { return p->makers == alike[0]->makers; }))
                    continue;
                for (Place* place : alike)
                    if (!place->makers.empty()) {
                        place->name = place->makers.back() + (place->name.empty() ? "" : "-" + place->name);
                        place->makers.pop_back();
                        changed = true;
                    }
            }
        }
    }
}

} // namespace

std::vector<std::string> templatePaths(const ir::Package& package) {
    std::vector<Place> places;
    for (const ir::Document& document : package.documents)
        places.push_back(placeOf(document));
    flatten(places, package.program->chart.name);
    tellApart(places);
    std::vector<std::string> paths;
    for (const Place& place : places)
        paths.push_back(place.path());
    return paths;
}

} // namespace stackc::emit::helm
