#include "compare/difference.h"

#include "compare/effect.h"
#include "compare/fields.h"
#include "text/json_lookup.h"
#include "text/replace.h"
#include "text/yaml_reader.h"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;
/// Group, kind, namespace and name.
using Identity = std::tuple<std::string, std::string, std::string, std::string>;
using Resources = std::map<Identity, Json>;

Resources resourcesOf(const std::vector<std::string>& texts) {
    Resources resources;
    for (const std::string& text : texts) {
        Json object;
        text::YamlError error;
        [[maybe_unused]] bool isRead = text::readYaml(text, object, error, {.lastKeyWins = true});
        assert(isRead && object.is_object() && "a manifest is no YAML");
        Identity id(kube::groupOf(object.value("apiVersion", "")), object.value("kind", ""),
                    text::textAt(object, {"metadata", "namespace"}), text::textAt(object, {"metadata", "name"}));
        resources.emplace(std::move(id), std::move(object));
    }
    return resources;
}

ResourceChange changeOf(ChangeKind kind, const Identity& id, const Json& object) {
    ResourceChange change{};
    change.kind = kind;
    change.apiVersion = object.value("apiVersion", "");
    std::tie(std::ignore, change.type, change.ns, change.name) = id;
    return change;
}

/// What resources have in common that differ by their name and namespace alone: all of their text but these.
std::string namelessText(const Identity& id, Json object) {
    const auto& [group, kind, ns, name] = id;
    constexpr std::string_view hole = "\x01";
    if (auto metadata = object.find("metadata"); metadata != object.end() && metadata->is_object())
        metadata->erase("namespace");
    return group + "/" + kind + "/" + text::replaceAll(object.dump(), name, hole);
}

/// What one state has of an environment.
struct Made {
    Resources resources;
    std::string ns; ///< of the release; empty if it isn't known
};

/// Objects of a namespace that say none stand in the release's.
void fillNamespaces(Made& made, const kube::Library& library) {
    Resources filled;
    for (auto& [id, object] : made.resources) {
        Identity own = id;
        std::string& ns = std::get<2>(own);
        auto kind = library.findKind(object.value("apiVersion", ""), std::get<1>(id));
        if (ns.empty() && kind && kind->namespaced)
            object["metadata"]["namespace"] = ns = made.ns;
        filled.emplace(std::move(own), std::move(object));
    }
    made.resources = std::move(filled);
}

/// Resources that say no namespace and are that of the release in the other state, or the other way round: each says
/// what its counterpart does. Where one release is not in the namespace of the other, all say theirs.
void alignNamespaces(Made& before, Made& after, const kube::Library& library) {
    if (!before.ns.empty() && !after.ns.empty() && before.ns != after.ns) {
        fillNamespaces(before, library);
        fillNamespaces(after, library);
        return;
    }
    Resources aligned;
    for (auto& [id, object] : before.resources) {
        Identity other = id;
        std::string& ns = std::get<2>(other);
        const std::string& release = before.ns.empty() ? after.ns : before.ns;
        ns = ns.empty() ? release : ns == release ? "" : ns;
        bool isOther =
            !after.resources.contains(id) && after.resources.contains(other) && !before.resources.contains(other);
        if (isOther && ns.empty())
            object["metadata"].erase("namespace");
        else if (isOther)
            object["metadata"]["namespace"] = ns;
        aligned.emplace(isOther ? other : id, std::move(object));
    }
    before.resources = std::move(aligned);
}

class Comparison {
public:
    Comparison(const Resources& before, const Resources& after, const kube::Library& library,
               const SecretFields& secrets)
        : before_(before), after_(after), library_(library), secrets_(secrets) {}

    std::vector<ResourceChange> run() {
        for (const auto& [id, object] : before_)
            if (auto found = after_.find(id); found != after_.end())
                changed(id, object, found->second);
        for (const auto& fresh : after_)
            if (!before_.contains(fresh.first) && !std::get<3>(fresh.first).empty())
                unnamed_.emplace(namelessText(fresh.first, fresh.second), &fresh);
        for (const auto& [id, object] : before_)
            if (!after_.contains(id) && !renamed(id, object)) {
                changes_.push_back(changeOf(ChangeKind::Removed, id, object));
                changes_.back().effect = effectOfRemoval(std::get<0>(id), std::get<1>(id), object);
            }
        for (const auto& [id, object] : after_)
            if (!before_.contains(id) && !taken_.contains(id))
                changes_.push_back(changeOf(ChangeKind::Added, id, object));
        std::sort(changes_.begin(), changes_.end(), [](const ResourceChange& a, const ResourceChange& b) {
            return std::tie(a.kind, a.type, a.ns, a.name) < std::tie(b.kind, b.type, b.ns, b.name);
        });
        return std::move(changes_);
    }

private:
    void changed(const Identity& id, const Json& before, const Json& after) {
        std::vector<FieldChange> fields = changedFields(before, after, library_, secrets_);
        if (fields.empty())
            return;
        ResourceChange change = changeOf(ChangeKind::Changed, id, after);
        for (const FieldChange& field : fields)
            change.effect = std::max(change.effect, field.effect);
        change.fields = std::move(fields);
        changes_.push_back(std::move(change));
    }

    static const std::string& nsOf(const Identity& id) { return std::get<2>(id); }

    bool renamed(const Identity& id, const Json& object) {
        auto [found, end] = unnamed_.equal_range(namelessText(id, object));
        if (found == end)
            return false;
        auto inPlace = std::find_if(found, end, [&](const auto& one) { return nsOf(one.second->first) == nsOf(id); });
        found = inPlace != end ? inPlace : found;
        const auto& [other, fresh] = *found->second;
        unnamed_.erase(found);
        taken_.insert(other);
        changes_.push_back(changeOf(ChangeKind::Renamed, other, fresh));
        bool isMoved = nsOf(other) != nsOf(id);
        changes_.back().formerName = (isMoved ? nsOf(id) + "/" : "") + std::get<3>(id);
        changes_.back().effect = std::max(Effect::Replaced, effectOfRemoval(std::get<0>(id), std::get<1>(id), object));
        return true;
    }

    const Resources& before_;
    const Resources& after_;
    const kube::Library& library_;
    const SecretFields& secrets_;
    std::multimap<std::string, const Resources::value_type*> unnamed_; ///< new ones, by what they are but for the name
    std::set<Identity> taken_;                                         ///< those that old ones became
    std::vector<ResourceChange> changes_;
};

bool knows(const State& state, const std::string& name) {
    return state.environments.contains(name) || state.unmade.contains(name);
}

Made madeOf(const State& state, const std::string& name) {
    auto found = state.environments.find(name);
    auto ns = state.namespaces.find(name);
    return {found != state.environments.end() ? resourcesOf(found->second) : Resources(),
            ns != state.namespaces.end() ? ns->second : ""};
}

/// Why a build has nothing of an environment of the source; empty if it has, or could have.
std::string unwritten(const State& build, const State& source, const std::string& name) {
    auto why = source.unbuilt.find(name);
    bool isLeftOut = build.isBuild && !knows(build, name) && why != source.unbuilt.end();
    return isLeftOut ? "a build has no manifests of it, as " + why->second : "";
}

} // namespace

bool Difference::isEmpty() const {
    return late.empty() && std::none_of(environments.begin(), environments.end(),
                                        [](const EnvironmentChange& environment) { return environment.isChanged(); });
}

bool Difference::isWhole() const {
    return std::ranges::all_of(environments, [](const EnvironmentChange& environment) {
        return environment.unmade.empty() || environment.isLeftOut;
    });
}

Effect Difference::effect() const {
    Effect worst = Effect::InPlace;
    for (const EnvironmentChange& environment : environments)
        for (const ResourceChange& change : environment.resources)
            worst = std::max(worst, change.effect);
    return worst;
}

Difference difference(const State& before, const State& after, const kube::Library& library) {
    std::set<std::string> names;
    for (const State* state : {&before, &after}) {
        for (const auto& [name, resources] : state->environments)
            names.insert(name);
        for (const auto& [name, why] : state->unmade)
            names.insert(name);
    }
    SecretFields secrets = before.secrets;
    secrets.insert(secrets.end(), after.secrets.begin(), after.secrets.end());
    Difference result;
    for (const std::string& name : names) {
        EnvironmentChange& change = result.environments.emplace_back();
        change.name = name;
        using Presence = EnvironmentChange::Presence;
        if (std::string why = unwritten(before, after, name) + unwritten(after, before, name); !why.empty()) {
            change.unmade = std::move(why);
            change.isLeftOut = true;
            continue;
        }
        change.presence = !knows(before, name) ? Presence::New : !knows(after, name) ? Presence::Gone : Presence::Both;
        for (const State* state : {&after, &before})
            if (auto why = state->unmade.find(name); why != state->unmade.end() && change.unmade.empty())
                change.unmade = why->second;
        if (!change.unmade.empty())
            continue;
        Made was = madeOf(before, name);
        Made is = madeOf(after, name);
        alignNamespaces(was, is, library);
        change.resources = Comparison(was.resources, is.resources, library, secrets).run();
    }
    return result;
}

} // namespace stackc::compare
