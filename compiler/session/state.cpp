#include "session/state.h"

#include "emit/manifests.h"
#include "session/check.h"
#include "session/crds.h"
#include "session/defaults.h"
#include "session/identity.h"
#include "session/resolve.h"
#include "session/secrets.h"
#include "text/yaml_reader.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::session {

namespace fs = std::filesystem;

namespace {

constexpr const char* defaultsName = "default";
constexpr const char* listOfResources = "kustomization.yaml";

std::vector<std::string> resourcesOf(emit::FileSet files) {
    std::vector<std::string> resources;
    for (auto& [path, text] : files)
        if (path != listOfResources)
            resources.push_back(std::move(text));
    return resources;
}

bool isTextAt(const Json& object, const char* key) {
    auto found = object.find(key);
    return found != object.end() && found->is_string();
}

/// Has it what tells a resource from others, and metadata of texts?
bool isResource(const Json& object) {
    if (!object.is_object() || !isTextAt(object, "apiVersion") || !isTextAt(object, "kind"))
        return false;
    auto metadata = object.find("metadata");
    if (metadata == object.end())
        return true;
    bool isNamed = metadata->is_object() && isTextAt(*metadata, "name");
    return isNamed && (!metadata->contains("namespace") || isTextAt(*metadata, "namespace"));
}

/// The resources of a folder of manifests.
support::Result<std::vector<std::string>> resourcesIn(const fs::path& folder) {
    constexpr size_t most = text::YamlLimits().bytes;
    Disk disk;
    Names names = disk.list(folder);
    if (!names)
        return support::Failure{names.error()};
    std::vector<std::string> resources;
    for (const std::string& name : *names) {
        if (name == listOfResources || fs::path(name).extension() != ".yaml")
            continue;
        Reading read = disk.read(folder / name, most);
        if (!read.text)
            return support::Failure{read.error};
        Json object;
        text::YamlError error;
        if (!text::readYaml(*read.text, object, error, {.lastKeyWins = true}))
            return support::Failure{fmt::format("can't read {}: {}", (folder / name).string(), error.message)};
        if (!isResource(object))
            return support::Failure{fmt::format("can't read {}: it is no resource", (folder / name).string())};
        resources.push_back(std::move(*read.text));
    }
    return resources;
}

} // namespace

compare::State stateOf(Compilation& compilation, const Inputs& inputs) {
    compare::State state;
    diag::Sink& sink = compilation.sink;
    if (!isSound(compilation) || !compileParts(compilation))
        return state;
    state.secrets = secretFields(compilation);
    const ReleaseCrds crds(compilation);
    std::vector<const core::Environment*> environments;
    for (const core::Environment& environment : compilation.program.environments)
        environments.push_back(&environment);
    if (environments.empty()) {
        std::string lacking = inputs.haveValues() ? "" : missingDefaults(compilation);
        if (!lacking.empty()) {
            state.unmade[defaultsName] = lacking;
            return state;
        }
        environments.push_back(nullptr);
    }
    for (const core::Environment* environment : environments) {
        if (sink.hasErrors())
            break;
        Release release = resolve(compilation, environment, inputs, true, Unmade::Told);
        if (sink.hasErrors())
            break;
        const std::string name = environment != nullptr ? environment->name : defaultsName;
        if (std::string why = unwritten(release, inputs); !why.empty())
            state.unbuilt[name] = std::move(why);
        state.namespaces[name] = identityOf(compilation.program.chart, environment, inputs).ns;
        state.environments[name] =
            resourcesOf(emit::emitManifests(release.packages, crds.of(release.charts), release.missing));
    }
    return state;
}

std::map<std::string, size_t> environmentLines(const Compilation& compilation) {
    std::map<std::string, size_t> lines;
    auto add = [&](const std::string& name, core::Span span) {
        if (span.valid())
            lines[name] = compilation.sources.position(span.file, span.begin).line;
    };
    add(defaultsName, compilation.program.chart.span);
    for (const core::Environment& environment : compilation.program.environments)
        add(environment.name, environment.span);
    return lines;
}

bool isFormerBuild(const std::string& path) {
    Disk disk;
    return disk.kind(fs::path(path) / "manifests", Links::Follow) == Kind::Folder &&
           disk.kind(fs::path(path) / "main.stack", Links::Follow) == Kind::Missing;
}

support::Result<compare::State> formerState(const std::string& folder) {
    compare::State state;
    state.isBuild = true;
    fs::path manifests = fs::path(folder) / "manifests";
    Disk disk;
    Names names = disk.list(manifests);
    if (!names)
        return support::Failure{names.error()};
    for (const std::string& name : *names) {
        if (disk.kind(manifests / name, Links::Follow) != Kind::Folder)
            continue;
        auto resources = resourcesIn(manifests / name);
        if (!resources)
            return support::Failure{resources.error()};
        state.environments[name] = std::move(*resources);
    }
    return state;
}

} // namespace stackc::session
