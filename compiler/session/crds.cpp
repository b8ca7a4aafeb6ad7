#include "session/crds.h"

#include "kube/yaml_json.h"
#include "session/file_system.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace stackc::session {

namespace fs = std::filesystem;

namespace {

constexpr size_t mostBytes = size_t{4} << 20; // of one file

/// Why the documents can't be; empty if they can.
std::string faultOf(const kube::YamlDocuments& read) {
    if (!read.error.empty())
        return read.where.empty() ? read.error : read.where + ": " + read.error;
    for (const nlohmann::json& document : read.documents) {
        bool isDefinition = document.is_object() &&
                            document.value("kind", nlohmann::json()) == "CustomResourceDefinition" &&
                            document.value("apiVersion", nlohmann::json()) == "apiextensions.k8s.io/v1";
        if (!isDefinition)
            return "it holds something else than a CustomResourceDefinition of apiextensions.k8s.io/v1";
        auto metadata = document.find("metadata");
        bool hasName = metadata != document.end() && metadata->is_object() && metadata->contains("name") &&
                       (*metadata)["name"].is_string();
        if (!hasName)
            return "a definition in it has no name";
    }
    return {};
}

bool isYaml(const fs::path& file) { return file.extension() == ".yaml" || file.extension() == ".yml"; }

/// Reads the YAML files of the folder; nothing where there is none, or where it is that of a chart around this one.
/// What can't be part of a chart goes to the sink.
Crds readCrds(Compilation& compilation) {
    Crds crds;
    const std::string& home = compilation.homes.back();
    if (std::count(compilation.homes.begin(), compilation.homes.end(), home) > 1)
        return crds;
    fs::path source = home.empty() ? fs::path(".") : fs::path(home);
    const FileSystem& files = *compilation.files->system;
    Names listed = files.list(source / "crds");
    if (!listed) {
        compilation.sink.report(diag::Code::E4015, compilation.program.chart.span, "", listed.error());
        return crds;
    }
    for (const std::string& name : *listed) {
        if (!isYaml(name))
            continue;
        fs::path file = source / "crds" / name;
        Reading read = files.read(file, mostBytes);
        std::string fault = !read.text                      ? read.error
                            : !files.isBelow(file, source)  ? "it is a link that leads out of the folder of the source"
                            : read.text->size() > mostBytes ? "it has more than 4 MiB"
                                                            : std::string();
        kube::YamlDocuments documents;
        if (fault.empty()) {
            documents = kube::parseYaml(*read.text);
            fault = faultOf(documents);
        }
        if (!fault.empty()) {
            compilation.sink.report(diag::Code::E4015, compilation.program.chart.span, name, fault);
            continue;
        }
        CrdFile& added = crds.emplace_back(CrdFile{name, std::move(*read.text), {}});
        for (const nlohmann::json& document : documents.documents)
            added.definitions.emplace_back(document);
    }
    return crds;
}

std::string nameOf(const Json& definition) { return definition["metadata"]["name"].get<std::string>(); }

/// A chart of the release that has definitions, or is around one that has.
struct Place {
    Compilation* chart;
    std::vector<Compilation*> around;              ///< outermost first, and itself
    std::set<std::vector<std::string>> conditions; ///< of these, each from the outermost chart's values on
};

void collect(Place place, const std::vector<std::string>& path, std::vector<Place>& all) {
    place.around.push_back(place.chart);
    all.push_back(place);
    for (size_t i = 0; i < place.chart->parts.size(); ++i) {
        const core::Include& include = place.chart->program.includes[i];
        Place part = place;
        part.chart = place.chart->parts[i].get();
        if (!include.condition.empty()) {
            std::vector<std::string> condition = path;
            condition.insert(condition.end(), include.condition.begin(), include.condition.end());
            part.conditions.insert(condition);
        }
        std::vector<std::string> below = path;
        below.push_back(include.alias);
        collect(std::move(part), below, all);
    }
}

/// The innermost chart around all.
const Place& commonOf(const std::vector<Place>& all, const std::vector<const Place*>& having) {
    std::vector<Compilation*> common = having.front()->around;
    for (const Place* one : having) {
        auto differs = std::mismatch(common.begin(), common.end(), one->around.begin(), one->around.end()).first;
        common.erase(differs, common.end());
    }
    return *std::find_if(all.begin(), all.end(), [&](const Place& place) { return place.chart == common.back(); });
}

/// Of the charts that bring a definition, the first that is part of the release whenever another one is; where there is
/// none, the chart around all.
Compilation* keeperOf(const std::vector<Place>& all, const std::vector<const Place*>& having) {
    for (const Place* candidate : having) {
        auto follows = [candidate](const Place* other) {
            return std::includes(other->conditions.begin(), other->conditions.end(), candidate->conditions.begin(),
                                 candidate->conditions.end());
        };
        if (std::all_of(having.begin(), having.end(), follows))
            return candidate->chart;
    }
    return commonOf(all, having).chart;
}

/// The file with what it keeps of its definitions: its own text where that is all.
void keepOnly(CrdFile& file, const std::vector<Json>& kept) {
    if (kept.size() == file.definitions.size())
        return;
    file.text.clear();
    for (const Json& definition : kept)
        file.text += "---\n" + values::writeYaml(definition, {.lastText = values::LastText::Marked});
    file.definitions = kept;
}

void addFile(Crds& crds, const Json& definition) {
    std::string base = nameOf(definition), name = base + ".yaml";
    auto isTaken = [&](const CrdFile& file) { return file.name == name; };
    for (int number = 2; std::any_of(crds.begin(), crds.end(), isTaken); ++number)
        name = fmt::format("{}-{}.yaml", base, number);
    crds.push_back({name, values::writeYaml(definition, {.lastText = values::LastText::Marked}), {definition}});
}

} // namespace

ReleaseCrds::ReleaseCrds(Compilation& outermost) {
    std::vector<Place> places;
    collect({&outermost, {}, {}}, {}, places);
    std::map<std::string, std::vector<std::pair<const Place*, Json>>> byName;
    for (const Place& place : places) {
        crds_[place.chart] = readCrds(*place.chart);
        for (const CrdFile& file : crds_[place.chart])
            for (const Json& definition : file.definitions)
                byName[nameOf(definition)].emplace_back(&place, definition);
    }
    std::map<std::string, Compilation*> keepers; // of what several charts bring
    for (const auto& [name, brought] : byName) {
        bool isSame = std::all_of(brought.begin(), brought.end(),
                                  [&first = brought.front()](const auto& one) { return one.second == first.second; });
        if (brought.size() < 2 || !isSame)
            continue;
        std::vector<const Place*> having;
        for (const auto& one : brought)
            having.push_back(one.first);
        Compilation* keeper = keepers[name] = keeperOf(places, having);
        if (std::none_of(having.begin(), having.end(), [&](const Place* one) { return one->chart == keeper; }))
            addFile(crds_[keeper], brought.front().second);
    }
    std::set<std::string> seen; // by the chart that keeps them
    for (auto& [chart, crds] : crds_) {
        seen.clear();
        for (CrdFile& file : crds) {
            std::vector<Json> kept;
            for (const Json& definition : file.definitions) {
                auto keeper = keepers.find(nameOf(definition));
                if (keeper == keepers.end() || (keeper->second == chart && seen.insert(keeper->first).second))
                    kept.push_back(definition);
            }
            keepOnly(file, kept);
        }
        std::erase_if(crds, [](const CrdFile& file) { return file.definitions.empty(); });
    }
}

std::vector<Json> ReleaseCrds::of(const std::vector<Compilation*>& charts) const {
    std::vector<Json> all;
    for (Compilation* chart : charts)
        for (const CrdFile& file : of(*chart))
            for (const Json& definition : file.definitions) {
                auto isNamed = [&](const Json& one) { return nameOf(one) == nameOf(definition); };
                if (std::none_of(all.begin(), all.end(), isNamed))
                    all.push_back(definition);
                else
                    charts.front()->sink.report(diag::Code::E4020, charts.front()->program.chart.span,
                                                nameOf(definition));
            }
    return all;
}

std::vector<emit::helm::CustomResource> definedBy(const Crds& crds) {
    auto text = [](const Json& object, const char* path) {
        Json::json_pointer at(path);
        return object.contains(at) && object.at(at).is_string() ? object.at(at).get<std::string>() : std::string();
    };
    std::vector<emit::helm::CustomResource> result;
    for (const CrdFile& file : crds)
        for (const Json& crd : file.definitions) {
            emit::helm::CustomResource& one = result.emplace_back();
            one.name = text(crd, "/metadata/name");
            one.group = text(crd, "/spec/group");
            one.kind = text(crd, "/spec/names/kind");
            for (size_t i = 0; crd.contains(Json::json_pointer(fmt::format("/spec/versions/{}", i))); ++i)
                one.versions.push_back(text(crd, fmt::format("/spec/versions/{}/name", i).c_str()));
        }
    return result;
}

} // namespace stackc::session
