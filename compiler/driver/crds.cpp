#include "driver/crds.h"

#include "driver/files.h"
#include "kube/yaml_json.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace stackc::driver {

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

std::vector<std::string> namesIn(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored))
        if (it->path().extension() == ".yaml" || it->path().extension() == ".yml")
            names.push_back(it->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

Crds readCrds(Compilation& compilation) {
    Crds crds;
    const std::string& home = compilation.homes.back();
    if (std::count(compilation.homes.begin(), compilation.homes.end(), home) > 1)
        return crds;
    fs::path source = home.empty() ? fs::path(".") : fs::path(home);
    for (const std::string& name : namesIn(source / "crds")) {
        fs::path file = source / "crds" / name;
        Reading read = readFile(file.string(), mostBytes);
        std::string fault = !read.text                      ? read.error
                            : !isBelow(file, source)        ? "it is a link that leads out of the folder of the source"
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
        for (const nlohmann::json& document : documents.documents)
            crds.resources.emplace_back(document);
        crds.files.emplace_back(name, std::move(*read.text));
    }
    return crds;
}

std::vector<Json> CrdsOfCharts::of(const std::vector<Compilation*>& charts) {
    std::vector<Json> all;
    for (Compilation* chart : charts) {
        auto [found, fresh] = read_.try_emplace(chart);
        if (fresh)
            found->second = readCrds(*chart);
        for (const Json& definition : found->second.resources) {
            auto same = std::find_if(all.begin(), all.end(), [&](const Json& one) {
                return one["metadata"]["name"] == definition["metadata"]["name"];
            });
            if (same == all.end())
                all.push_back(definition);
            else if (*same != definition)
                charts.front()->sink.report(diag::Code::E4020, charts.front()->program.chart.span,
                                            definition["metadata"]["name"].get<std::string>());
        }
    }
    return all;
}

} // namespace stackc::driver
