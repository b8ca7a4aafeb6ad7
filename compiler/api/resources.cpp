#include "api/resources.h"

#include "api/families.h"
#include "api/renamed_nodes.h"
#include "api/tries.h"
#include "compare/difference.h"
#include "compare/effect.h"
#include "compare/program.h"
#include "compare/shown.h"
#include "core/declared.h"
#include "emit/manifests.h"
#include "eval/eval.h"
#include "session/secrets.h"
#include "values/merge.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
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

bool isIdentity(const std::string& path) { return path == "metadata.name" || path == "metadata.namespace"; }

/// Does a change of the field's value have to be looked at, as it may not be applied? Of some that depends on what
/// stands beside it.
bool mayBeRefused(const LateChange& change) {
    static const nlohmann::ordered_json nothing = nlohmann::ordered_json::object();
    if (change.path.empty() || isIdentity(change.path))
        return true;
    std::string_view group = kube::groupOf(change.apiVersion);
    if (compare::effectOf(group, change.type, core::splitPath(change.path), nothing, nothing) >= Effect::Replaced)
        return true;
    bool isOfCore = group.empty();
    return isOfCore && ((change.type == "Service" && change.path.starts_with("spec.clusterIP")) ||
                        (change.type == "PersistentVolumeClaim" && change.path.starts_with("spec.resources")));
}

/// What others reach by its name, or what is stored goes with it.
bool isMissed(const LateChange& change) {
    return change.type == "Service" || compare::effectOfRemoval(kube::groupOf(change.apiVersion), change.type,
                                                                nlohmann::ordered_json::object()) != Effect::InPlace;
}

/// What differs of a resource, and what that is one of: of the former chart, where it is gone or has another name.
struct Found {
    compare::ResourceChange resource;
    Families::Family family;
    std::string
        otherName; ///< of the family that it is one of in the other chart, where it has the same or another name
};

using Same = std::vector<std::pair<ir::NodeRef, ir::NodeRef>>;

class Comparison {
public:
    Comparison(Oracle& oracle, Samples& samples, Sets& sets) : oracle_(oracle), samples_(samples), sets_(sets) {
        secrets_ = session::secretFields(oracle.former());
        compare::SecretFields more = session::secretFields(oracle.fresh());
        secrets_.insert(secrets_.end(), more.begin(), more.end());
    }

    ResourceChanges run(const std::vector<Json>& bases, const std::vector<Finding>& values) {
        const Same same = renamedNodes(sideOf(oracle_.fresh()), values);
        const std::vector<LateChange> late = lateChanges(oracle_.former(), oracle_.fresh(), same);
        for (const Json& base : bases)
            look(base);
        for (const Finding& finding : values)
            if (finding.change.verdict == Verdict::Differs)
                lookAt(finding, bases);
        result_.differsInPlace = result_.differsInPlace || !late.empty();
        if (!isCompared_ || std::ranges::any_of(late, mayBeRefused))
            for (const Json& set : sets_.all())
                look(set);
        if (!isCompared_)
            lack("resources: no values were found that both charts take");
        std::vector<LateChange> unseen;
        std::ranges::copy_if(late, std::back_inserter(unseen), [&](const LateChange& change) {
            return mayBeRefused(change) && !change.isNew && !isShown(change);
        });
        for (size_t i = 0; i < unseen.size(); ++i) // what one does not need is left to those behind it
            lookFor(unseen[i], bases, mostTries * (i + 1) / unseen.size());
        return std::move(result_);
    }

private:
    std::vector<LateChange> lateChanges(session::Compilation& former, session::Compilation& fresh, const Same& same) {
        diag::Sink unheard;
        auto late = [&](session::Compilation& chart, Families& families) {
            ir::Package package = eval::evaluate(chart.program, chart.nodes, nullptr, unheard);
            families.add(package);
            return package;
        };
        const ir::Package was = late(former, former_), is = late(fresh, fresh_);
        std::vector<LateChange> all = compare::lateChanges(was, is, same);
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
        state.namespaces[""] = oracle_.release().ns;
        std::vector<std::string>& resources = state.environments[""];
        for (auto& [path, text] : emit::emitManifests(ours.packages, {}, {}))
            if (path != "kustomization.yaml")
                resources.push_back(text);
        return state;
    }

    /// Nothing where one of the charts makes nothing of the values.
    std::optional<std::vector<Found>> differences(const Json& values) {
        const verify::Ours before = oracle_.formerly(values, verify::Make::Ways);
        if (before.kind == verify::Ours::Kind::Refused)
            return std::nullopt;
        const verify::Ours after = oracle_.now(values, verify::Make::Ways);
        if (after.kind == verify::Ours::Kind::Refused)
            return std::nullopt;
        isCompared_ = true;
        for (const verify::Ours* ours : {&before, &after})
            if (ours->kind == verify::Ours::Kind::Unmade)
                lack("charts from elsewhere: " + ours->why);
        compare::Difference difference = compare::difference(stateOf(before), stateOf(after), oracle_.fresh().library);
        std::vector<Found> found;
        for (compare::ResourceChange& resource : difference.environments.at(0).resources)
            found.push_back(foundIn(before, after, std::move(resource)));
        return found;
    }

    Found foundIn(const verify::Ours& before, const verify::Ours& after, compare::ResourceChange resource) const {
        const std::string& ns = oracle_.release().ns;
        bool wasThere = resource.kind != ChangeKind::Added, isThere = resource.kind != ChangeKind::Removed;
        Families::Family was, is;
        if (wasThere) {
            bool isRenamed = resource.kind == ChangeKind::Renamed;
            const std::string& name = isRenamed ? resource.formerName : resource.name;
            const size_t slash = name.find('/');
            bool hasOwn = slash != std::string::npos;
            was = former_.of(before.packages, resource.type, hasOwn ? name.substr(0, slash) : resource.ns,
                             hasOwn ? name.substr(slash + 1) : name, ns);
        }
        if (isThere)
            is = fresh_.of(after.packages, resource.type, resource.ns, resource.name, ns);
        return {std::move(resource), wasThere ? was : is, wasThere && isThere ? is.name : ""};
    }

    void lack(const std::string& what) {
        if (std::ranges::find(result_.lacks, what) == result_.lacks.end())
            result_.lacks.push_back(what);
    }

    void look(const Json& values) {
        auto found = differences(values);
        if (!found)
            return;
        for (const Found& one : *found) {
            result_.differsInPlace = true;
            if (one.resource.kind == ChangeKind::Changed) {
                for (const compare::FieldChange& field : one.resource.fields)
                    if (field.effect >= Effect::Replaced)
                        report(one, &field, values);
            } else {
                report(one, nullptr, values);
            }
        }
    }

    /// What is given at a place, which the new chart takes for another value.
    void lookAt(const Finding& finding, const std::vector<Json>& bases) {
        for (const Json& base : bases)
            for (const verify::Value& one : finding.tries)
                look(values::mergeFiles(base, finding.place.holding(*one, samples_, oracle_.former().program.types)));
    }

    /// Shows the change if it can, with no more tries than `most` are in all; else tells that nothing does.
    void lookFor(const LateChange& late, const std::vector<Json>& bases, size_t most) {
        if (!isShown(late))
            lookAround(late, bases, most);
        bool isOfRelease =
            std::ranges::any_of(late.values, [](const auto& one) { return one.starts_with("release."); });
        if (isOfRelease && !isShown(late))
            lookElsewhere(late, bases);
        if (!isShown(late) && (!late.path.empty() || isMissed(late)))
            open(late);
    }

    /// Values in which one of those differs on which it depends.
    void lookAround(const LateChange& late, const std::vector<Json>& bases, size_t most) {
        const std::vector<Json> tries = triesFor(late.values, oracle_, samples_);
        for (const std::vector<Json>* around : {&bases, &sets_.all()})
            for (const Json& base : *around)
                for (const Json& one : tries) {
                    if (tried_ >= most || isShown(late))
                        return;
                    ++tried_;
                    look(values::mergeFiles(base, one));
                }
    }

    /// A release of another name.
    void lookElsewhere(const LateChange& late, const std::vector<Json>& bases) {
        const Oracle::Release usual = oracle_.release();
        oracle_.setRelease({"another", "elsewhere"});
        why_ = " (of a release `another` in the namespace `elsewhere`)";
        for (const Json& base : bases)
            if (!isShown(late))
                look(base);
        oracle_.setRelease(usual);
        why_.clear();
    }

    /// Was it found that what the late change says is so?
    bool isShown(const LateChange& late) const {
        auto has = [&](ChangeKind kind, const std::string& path) {
            return shown_.contains(identityOf(kind, late.type, late.name, path));
        };
        if (!late.path.empty() && !isIdentity(late.path))
            return has(ChangeKind::Changed, late.path);
        return has(ChangeKind::Removed, "") || has(ChangeKind::Renamed, "");
    }

    static std::string identityOf(ChangeKind kind, const std::string& type, const std::string& family,
                                  const std::string& path) {
        return fmt::format("{} {} {} {}", static_cast<int>(kind), type, family, fieldless(path));
    }

    /// What is the same change for all values that show it.
    static std::string identity(const Found& found, const compare::FieldChange* field) {
        return identityOf(found.resource.kind, found.resource.type, found.family.id,
                          field != nullptr ? field->path : "");
    }

    void report(const Found& found, const compare::FieldChange* field, const Json& values) {
        constexpr size_t most = 40;
        const compare::ResourceChange& resource = found.resource;
        std::string id = identity(found, field);
        if (seen_.size() >= most || !seen_.insert(id).second)
            return;
        for (const std::string& name : {found.family.name, found.otherName})
            shown_.insert(identityOf(resource.kind, resource.type, name, field != nullptr ? field->path : ""));
        Shown shown{changeOf(resource, field), whyOf(resource, field)};
        if (shown.change.verdict == Verdict::Breaks) {
            Json least = smallest(values, [&](const Json& one) { return shownBy(one, id).has_value(); });
            if (auto seen = shownBy(least, id)) // with other names, perhaps
                shown = std::move(*seen);
            shown.change.witness = Witness{least, "", shown.why + why_};
        } else if (resource.kind != ChangeKind::Renamed) { // nothing shows the name
            shown.change.subject = resource.type + " " + found.family.name;
        }
        result_.changes.push_back(std::move(shown.change));
    }

    struct Shown {
        Change change;
        std::string why;
    };

    static std::string whyOf(const compare::ResourceChange& resource, const compare::FieldChange* field) {
        const Effect effect = field != nullptr ? field->effect : resource.effect;
        return effect == Effect::InPlace ? "it is gone, and what reaches it by its name finds nothing"
                                         : std::string(compare::wordsOf(effect));
    }

    /// The change of that identity, as the values show it.
    std::optional<Shown> shownBy(const Json& values, const std::string& id) {
        auto found = differences(values);
        if (!found)
            return std::nullopt;
        for (const Found& one : *found) {
            if (one.resource.kind != ChangeKind::Changed && identity(one, nullptr) == id)
                return Shown{changeOf(one.resource, nullptr), whyOf(one.resource, nullptr)};
            for (const compare::FieldChange& field : one.resource.fields)
                if (field.effect >= Effect::Replaced && identity(one, &field) == id)
                    return Shown{changeOf(one.resource, &field), whyOf(one.resource, &field)};
        }
        return std::nullopt;
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
            change.after =
                resource.formerName.find('/') != std::string::npos ? resource.ns + "/" + resource.name : resource.name;
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
        const compare::FieldChange field{
            late.path.empty() ? "whether it is there" : late.path, {}, {}, false, Effect::Replaced};
        if (!shown_.insert(identityOf(ChangeKind::Changed, late.type, late.name, field.path)).second)
            return;
        Change change = changeOf(resource, &field);
        change.verdict = Verdict::Unknown;
        change.before = change.after = "";
        result_.changes.push_back(std::move(change));
    }

    static constexpr size_t mostTries = 400; ///< sets that are looked at around changes, taken or not

    Oracle& oracle_;
    Samples& samples_;
    Sets& sets_;
    Families former_, fresh_;
    std::string why_; ///< what is to be said of the release
    size_t tried_ = 0;
    compare::SecretFields secrets_;
    std::set<std::string> seen_;  ///< identities
    std::set<std::string> shown_; ///< the same by the names of families
    bool isCompared_ = false;     ///< was there a set that both take?
    ResourceChanges result_;
};

} // namespace

ResourceChanges changesOfResources(Oracle& oracle, Samples& samples, const std::vector<Json>& bases,
                                   const std::vector<Finding>& values, Sets& sets) {
    if (!oracle.kubeVersion())
        return {{}, false, {"resources: the charts are for no version of Kubernetes in common"}};
    if (bases.empty())
        return {{}, false, {"resources: no values were found that the former chart takes"}};
    return Comparison(oracle, samples, sets).run(bases, values);
}

} // namespace stackc::api
