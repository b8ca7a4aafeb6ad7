#include "api/resources.h"

#include "api/renamed_nodes.h"
#include "compare/difference.h"
#include "compare/effect.h"
#include "compare/program.h"
#include "compare/shown.h"
#include "core/declared.h"
#include "emit/manifests.h"
#include "eval/eval.h"
#include "session/secrets.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace stackc::api {

using compare::ChangeKind;
using compare::Effect;
using compare::LateChange;

namespace {

/// What a resource is changed by: its kind, its name where that is the same for all values, and the field without the
/// names of elements.
std::string fieldless(const std::string& path) {
    std::string text;
    bool isName = false;
    for (char c : path) {
        isName = c == '[' || (isName && c != ']');
        text += isName && c != '[' ? "" : std::string(1, c);
    }
    return text;
}

/// Does a change of the field's value have to be looked at, as it may not be applied? Of some that depends on what
/// stands beside it.
bool mayBeRefused(const LateChange& change) {
    static const nlohmann::ordered_json nothing = nlohmann::ordered_json::object();
    if (change.path.empty() || change.path == "metadata.name" || change.path == "metadata.namespace")
        return true;
    std::string_view group = kube::groupOf(change.apiVersion);
    if (compare::effectOf(group, change.type, core::splitPath(change.path), nothing, nothing) >= Effect::Replaced)
        return true;
    bool isOfCore = group.empty();
    return isOfCore && ((change.type == "Service" && change.path.starts_with("spec.clusterIP")) ||
                        (change.type == "PersistentVolumeClaim" && change.path.starts_with("spec.resources")));
}

using Same = std::vector<std::pair<ir::NodeRef, ir::NodeRef>>;

class Comparison {
public:
    Comparison(Oracle& oracle, Sets& sets) : oracle_(oracle), sets_(sets) {
        secrets_ = session::secretFields(oracle.former());
        compare::SecretFields more = session::secretFields(oracle.fresh());
        secrets_.insert(secrets_.end(), more.begin(), more.end());
    }

    ResourceChanges run(const std::vector<Json>& bases, const Same& same) {
        for (const Json& base : bases)
            look(base);
        const std::vector<LateChange> late = lateChanges(oracle_.former(), oracle_.fresh(), same);
        result_.differsInPlace = result_.differsInPlace || !late.empty();
        if (!isCompared_ || std::ranges::any_of(late, mayBeRefused))
            for (const Json& set : sets_.all())
                look(set);
        if (!isCompared_)
            lack("resources: no values were found that both charts take");
        for (const LateChange& change : late)
            if (mayBeRefused(change) && !change.path.empty())
                open(change);
        return std::move(result_);
    }

private:
    static std::vector<LateChange> lateChanges(session::Compilation& former, session::Compilation& fresh,
                                               const Same& same) {
        diag::Sink unheard;
        auto late = [&](session::Compilation& chart) {
            return eval::evaluate(chart.program, chart.nodes, nullptr, unheard);
        };
        std::vector<LateChange> all = compare::lateChanges(late(former), late(fresh), same);
        for (size_t i = 0; i < former.parts.size(); ++i)
            for (size_t j = 0; j < fresh.parts.size(); ++j)
                if (former.program.includes[i].alias == fresh.program.includes[j].alias)
                    for (LateChange& change : lateChanges(*former.parts[i], *fresh.parts[j], {}))
                        all.push_back(std::move(change));
        return all;
    }

    compare::State stateOf(const verify::Ours& ours) const {
        compare::State state;
        state.secrets = secrets_;
        std::vector<std::string>& resources = state.environments[""];
        for (auto& [path, text] : emit::emitManifests(ours.packages, {}, {}))
            if (path != "kustomization.yaml")
                resources.push_back(text);
        return state;
    }

    /// Nothing where one of the charts makes nothing of the values.
    std::optional<std::vector<compare::ResourceChange>> differences(const Json& values) {
        const verify::Ours before = oracle_.formerly(values, verify::Make::Ways);
        const verify::Ours after = oracle_.now(values, verify::Make::Ways);
        if (before.kind == verify::Ours::Kind::Refused || after.kind == verify::Ours::Kind::Refused)
            return std::nullopt;
        isCompared_ = true;
        for (const verify::Ours* ours : {&before, &after})
            if (ours->kind == verify::Ours::Kind::Unmade)
                lack("charts from elsewhere: " + ours->why);
        compare::Difference difference = compare::difference(stateOf(before), stateOf(after), oracle_.fresh().library);
        return std::move(difference.environments.at(0).resources);
    }

    void lack(const std::string& what) {
        if (std::ranges::find(result_.lacks, what) == result_.lacks.end())
            result_.lacks.push_back(what);
    }

    void look(const Json& values) {
        auto found = differences(values);
        if (!found)
            return;
        for (const compare::ResourceChange& resource : *found) {
            result_.differsInPlace = true;
            if (resource.kind == ChangeKind::Changed) {
                for (const compare::FieldChange& field : resource.fields)
                    if (field.effect >= Effect::Replaced)
                        report(resource, &field, values);
            } else {
                report(resource, nullptr, values);
            }
        }
    }

    /// What is the same change for all values that show it.
    static std::string identity(const compare::ResourceChange& resource, const compare::FieldChange* field) {
        return fmt::format("{} {} {}", static_cast<int>(resource.kind), resource.type,
                           field != nullptr ? fieldless(field->path) : resource.name);
    }

    void report(const compare::ResourceChange& resource, const compare::FieldChange* field, const Json& values) {
        constexpr size_t most = 40;
        std::string id = identity(resource, field);
        if (seen_.size() >= most || !seen_.insert(id).second)
            return;
        Change change = changeOf(resource, field);
        if (change.verdict == Verdict::Breaks) {
            Json least = smallest(values, [&](const Json& one) { return isShown(one, id); });
            change.witness = Witness{least, "", whyOf(resource, field)};
        }
        result_.changes.push_back(std::move(change));
    }

    static std::string whyOf(const compare::ResourceChange& resource, const compare::FieldChange* field) {
        const Effect effect = field != nullptr ? field->effect : resource.effect;
        return effect == Effect::InPlace ? "it is gone, and what reaches it by its name finds nothing"
                                         : std::string(compare::wordsOf(effect));
    }

    bool isShown(const Json& values, const std::string& id) {
        auto found = differences(values);
        return found && std::ranges::any_of(*found, [&](const compare::ResourceChange& resource) {
                   if (resource.kind != ChangeKind::Changed)
                       return identity(resource, nullptr) == id;
                   return std::ranges::any_of(resource.fields, [&](const compare::FieldChange& field) {
                       return field.effect >= Effect::Replaced && identity(resource, &field) == id;
                   });
               });
    }

    static Change changeOf(const compare::ResourceChange& resource, const compare::FieldChange* field) {
        Change change{Area::Resources, What::Changed, Verdict::Breaks, resource.type + " " + resource.name, "", "", {}};
        bool isLost = resource.effect >= Effect::LosesData;
        switch (resource.kind) {
        case ChangeKind::Added:
            change.what = What::Added;
            change.verdict = Verdict::Differs;
            break;
        case ChangeKind::Removed: // others reach a Service by its name
            change.what = What::Removed;
            change.verdict = isLost || resource.type == "Service" ? Verdict::Breaks : Verdict::Differs;
            break;
        case ChangeKind::Renamed:
            change.what = What::Renamed;
            change.before = resource.formerName;
            change.after = resource.name;
            break;
        case ChangeKind::Changed:
            change.subject += ": " + field->path;
            change.before = compare::shownValue(field->before, field->isSecret);
            change.after = compare::shownValue(field->after, field->isSecret);
            break;
        }
        return change;
    }

    /// What no set showed.
    void open(const LateChange& late) {
        compare::ResourceChange resource{ChangeKind::Changed, late.apiVersion, late.type, "", late.name, "", {}, {}};
        const compare::FieldChange field{late.path, {}, {}, false, Effect::Replaced};
        if (!seen_.insert(identity(resource, &field)).second)
            return;
        Change change = changeOf(resource, &field);
        change.verdict = Verdict::Unknown;
        change.before = change.after = "";
        result_.changes.push_back(std::move(change));
    }

    Oracle& oracle_;
    Sets& sets_;
    compare::SecretFields secrets_;
    std::set<std::string> seen_; ///< identities
    bool isCompared_ = false;    ///< was there a set that both take?
    ResourceChanges result_;
};

} // namespace

ResourceChanges changesOfResources(Oracle& oracle, const std::vector<Json>& bases, const std::vector<Finding>& values,
                                   Sets& sets) {
    if (!oracle.kubeVersion())
        return {{}, false, {"resources: the charts are for no version of Kubernetes in common"}};
    if (bases.empty())
        return {{}, false, {"resources: no values were found that the former chart takes"}};
    return Comparison(oracle, sets).run(bases, renamedNodes(sideOf(oracle.fresh()), values));
}

} // namespace stackc::api
