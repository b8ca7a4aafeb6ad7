#include "kube/merge_releases.h"

#include <algorithm>
#include <map>
#include <set>

#include "kube/reviewed.h"

namespace stackc::kube {
namespace {

// Releases by their position among the given ones: [begin, end).
struct Run {
    size_t begin = 0, end = 0;
};

// What one thing looks like in each release that has it, oldest first.
template <typename T> using Versions = std::vector<std::pair<size_t, const T*>>;

// The newest releases without a gap; a thing that went and came back counts from when it came back.
template <typename T> Run newestRun(const Versions<T>& versions) {
    Run run{versions.back().first, versions.back().first + 1};
    for (auto it = versions.rbegin() + 1; it != versions.rend() && it->first + 1 == run.begin; ++it)
        run.begin = it->first;
    return run;
}

class Merger {
public:
    explicit Merger(std::vector<ReleasedModules> releases) : releases_(std::move(releases)) {
        std::sort(releases_.begin(), releases_.end(), [](const auto& a, const auto& b) { return a.minor < b.minor; });
    }

    std::vector<Module> merge() {
        for (size_t i = 0; i < releases_.size(); ++i)
            for (const Module& module : releases_[i].modules)
                for (const NamedType& type : module.types)
                    types_[module.name + "." + type.name].push_back({i, &type});
        std::map<std::string, Module> merged;
        for (const ReleasedModules& release : releases_)
            for (const Module& module : release.modules) {
                Module& target = merged[module.name];
                target.name = module.name;
                target.apiVersion = module.apiVersion;
                target.source = module.source;
            }
        for (const auto& [path, versions] : types_)
            merged[path.substr(0, path.rfind('.'))].types.push_back(mergeType(versions));
        std::vector<Module> result;
        for (auto& [name, module] : merged) {
            dateRemoved(module);
            result.push_back(std::move(module));
        }
        markLateFields(result);
        return result;
    }

private:
    Releases releasesOf(Run run, Run owner) const {
        Releases result;
        if (run.begin > owner.begin)
            result.since = releases_[run.begin].minor;
        if (run.end < owner.end)
            result.until = static_cast<uint16_t>(releases_[run.end - 1].minor + 1);
        return result;
    }

    // The release in which a kind went, where it is known better than from the given releases.
    static void dateRemoved(Module& module) {
        for (NamedType& type : module.types)
            for (const RemovedVersion& removed : removedVersions())
                if (type.isKind && type.name == removed.kind && module.apiVersion == removed.apiVersion &&
                    type.releases.until != 0)
                    type.releases.until = removed.release;
    }

    NamedType mergeType(const Versions<NamedType>& versions) {
        Run run = newestRun(versions);
        NamedType type = *versions.back().second;
        Versions<TypeNode> nodes;
        for (const auto& [release, version] : versions)
            if (release >= run.begin)
                nodes.push_back({release, &version->type});
        type.type = mergeNode(nodes, run);
        type.releases = releasesOf(run, {0, releases_.size()});
        return type;
    }

    TypeNode mergeNode(const Versions<TypeNode>& versions, Run owner) {
        TypeNode node = *versions.back().second;
        noteChangedRefs(versions);
        Versions<TypeNode> alike;
        for (const auto& version : versions)
            if (version.second->shape == node.shape && version.second->ref.empty() == node.ref.empty())
                alike.push_back(version);
        if (!node.element.empty()) {
            Versions<TypeNode> elements;
            for (const auto& [release, version] : alike)
                elements.push_back({release, &version->element[0]});
            node.element[0] = mergeNode(elements, owner);
        }
        std::map<std::string, Versions<FieldNode>> fields;
        for (const auto& [release, version] : alike)
            for (const FieldNode& field : version->fields)
                fields[field.name].push_back({release, &field});
        node.fields.clear();
        for (const auto& [name, fieldVersions] : fields)
            node.fields.push_back(mergeField(fieldVersions, owner));
        return node;
    }

    FieldNode mergeField(const Versions<FieldNode>& versions, Run owner) {
        Run run = newestRun(versions);
        FieldNode field = *versions.back().second;
        Versions<TypeNode> types;
        for (const auto& [release, version] : versions)
            if (release >= run.begin)
                types.push_back({release, &version->type});
        field.type = mergeNode(types, run);
        field.releases = releasesOf(run, owner);
        field.required = field.required && run.end == owner.end;
        return field;
    }

    // A reference that leads elsewhere since some release: what only the newer type has is no older than that.
    void noteChangedRefs(const Versions<TypeNode>& versions) {
        const std::string& newest = versions.back().second->ref;
        if (newest.empty())
            return;
        for (auto it = versions.rbegin() + 1; it != versions.rend(); ++it) {
            if (it->second->ref == newest || it->second->ref.empty())
                continue;
            changed_.push_back({newest, (it - 1)->first, fieldsOf(it->second->ref, it->first)});
            return;
        }
    }

    std::set<std::string> fieldsOf(const std::string& path, size_t release) const {
        std::set<std::string> names;
        auto it = types_.find(path);
        if (it == types_.end())
            return names;
        for (const auto& [at, type] : it->second)
            if (at == release)
                for (const FieldNode& field : type->type.fields)
                    names.insert(field.name);
        return names;
    }

    void markLateFields(std::vector<Module>& modules) const {
        for (const ChangedRef& change : changed_)
            for (Module& module : modules)
                for (NamedType& type : module.types)
                    if (module.name + "." + type.name == change.path)
                        for (FieldNode& field : type.type.fields)
                            if (!change.olderFields.contains(field.name))
                                field.releases.since = std::max(field.releases.since, releases_[change.begin].minor);
    }

    struct ChangedRef {
        std::string path;
        size_t begin;
        std::set<std::string> olderFields;
    };

    std::vector<ReleasedModules> releases_;
    std::map<std::string, Versions<NamedType>> types_;
    std::vector<ChangedRef> changed_;
};

} // namespace

std::vector<Module> mergeReleases(std::vector<ReleasedModules> releases) { return Merger(std::move(releases)).merge(); }

} // namespace stackc::kube
