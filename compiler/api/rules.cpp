#include "api/rules.h"

#include "api/renamed_nodes.h"
#include "api/tries.h"
#include "compare/digest.h"
#include "compare/places.h"
#include "eval/eval.h"
#include "values/merge.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace stackc::api {

namespace {

/// A check as a chart has it.
struct Rule {
    std::string message;
    core::Span span;
    std::vector<std::string> reads; ///< `values.replicas`
};

/// By what they say; which of several that say the same is no matter.
using Rules = std::map<std::string, Rule>;

std::string textOf(ir::NodeRef message) {
    if (message == nullptr)
        return "a check";
    message = ir::unshared(message);
    if (message->kind == ir::NodeKind::String)
        return message->text;
    std::string text; // what is constant of it
    for (ir::NodeRef part : message->args)
        text += part != nullptr && ir::unshared(part)->kind == ir::NodeKind::String ? ir::unshared(part)->text : "…";
    return text.empty() ? "a check" : text;
}

class Reader {
public:
    explicit Reader(compare::Digests digests) : digests_(std::move(digests)) {}

    Rules rules;

    void add(session::Compilation& chart, const std::string& place) {
        diag::Sink unheard; // it was told where the chart was checked
        const ir::Package package = eval::evaluate(chart.program, chart.nodes, nullptr, unheard);
        for (const ir::Check& check : package.checks)
            add(check, place);
        for (size_t i = 0; i < chart.parts.size(); ++i)
            add(*chart.parts[i], place + chart.program.includes[i].alias + ".");
    }

private:
    void add(const ir::Check& check, const std::string& place) {
        std::string says = place + "\n";
        compare::Places places;
        for (const ir::Scope& scope : check.scopes) {
            says += digests_.of(scope.guard) + (scope.loop != nullptr ? digests_.of(scope.loop->source) : "-");
            places.add(scope.guard);
            places.add(scope.loop);
        }
        for (ir::NodeRef part : {check.condition, check.keys}) {
            says += part != nullptr ? digests_.of(part) : "-";
            places.add(part);
        }
        Rule rule{place.empty() ? textOf(check.message) : place + " " + textOf(check.message), check.span,
                  places.sorted()};
        for (std::string& read : rule.reads)
            if (!place.empty() && read.starts_with("values."))
                read = "values." + place + read.substr(std::string_view("values.").size());
        rules.emplace(std::move(says), std::move(rule));
    }

    compare::Digests digests_;
};

Rules rulesOf(session::Compilation& chart, compare::Digests digests) {
    Reader reader(std::move(digests));
    reader.add(chart, "");
    return std::move(reader.rules);
}

class Search {
public:
    Search(Oracle& oracle, Samples& samples, const std::vector<Json>& bases, const std::vector<Finding>& values,
           Sets& sets)
        : oracle_(oracle), samples_(samples), bases_(bases), sets_(sets) {
        for (const Finding& finding : values) {
            bool isDefault = finding.change.what == What::Default || finding.change.what == What::Moved;
            if (finding.change.what == What::Added && !finding.place.isElement)
                added_.push_back("values." + finding.place.fresh);
            else if (isDefault && !finding.place.isElement)
                defaults_.push_back("values." + finding.place.fresh);
        }
    }

    /// Does the check read a value that has another default? Then it may refuse what is given beside it.
    bool hasOtherDefaults(const Rule& rule) const {
        return std::ranges::any_of(rule.reads, [&](const std::string& read) {
            return std::ranges::any_of(
                defaults_, [&](const std::string& key) { return isWithin(read, key) || isWithin(key, read); });
        });
    }

    Change ofNew(const Rule& rule) {
        Change change{Area::Checks, What::Added, Verdict::Unknown, rule.message, "", "", std::nullopt};
        if (!rule.reads.empty() && std::ranges::all_of(rule.reads, [&](const auto& read) { return isNew(read); })) {
            change.verdict = Verdict::Fine;
            return change;
        }
        auto isShown = [&](const Json& one) { return refuses(rule, one) && oracle_.isTaken(one); };
        for (const std::vector<Json>& sets : {bases_, alone(rule), sets_.all()})
            if (auto found = std::ranges::find_if(sets, isShown); found != sets.end()) {
                Json values = smallest(*found, isShown);
                change.verdict = Verdict::Breaks;
                change.witness = Witness{values, "", oracle_.now(values, verify::Make::Ways).why};
                return change;
            }
        return change;
    }

private:
    /// What the former chart takes with another value each, of those that the check reads.
    std::vector<Json> alone(const Rule& rule) {
        std::vector<Json> sets;
        for (const Json& one : triesFor(rule.reads, oracle_, samples_))
            for (const Json& base : bases_)
                sets.push_back(values::mergeFiles(base, one));
        return sets;
    }

    /// Is the one place the other, or below it?
    static bool isWithin(const std::string& place, const std::string& outer) {
        return place == outer || place.starts_with(outer + ".") || place.starts_with(outer + "[");
    }

    bool isNew(const std::string& read) const {
        return std::ranges::any_of(added_, [&](const std::string& key) { return isWithin(read, key); });
    }

    bool refuses(const Rule& rule, const Json& values) {
        const verify::Ours ours = oracle_.now(values, verify::Make::Ways);
        return std::ranges::find(ours.rules, rule.span) != ours.rules.end();
    }

    Oracle& oracle_;
    Samples& samples_;
    const std::vector<Json>& bases_;
    Sets& sets_;
    std::vector<std::string> added_,
        defaults_; ///< values that are new, and that have another default, as checks read them
};

} // namespace

std::vector<Change> changesOfRules(Oracle& oracle, Samples& samples, const std::vector<Json>& bases,
                                   const std::vector<Finding>& values, Sets& sets) {
    const Rules former = rulesOf(oracle.former(), {});
    const Rules fresh = rulesOf(oracle.fresh(), compare::Digests(renamedNodes(sideOf(oracle.fresh()), values)));
    Search search(oracle, samples, bases, values, sets);
    std::vector<Change> changes;
    for (const auto& [says, rule] : fresh)
        if (!former.contains(says)) {
            changes.push_back(search.ofNew(rule));
        } else if (search.hasOtherDefaults(rule)) {
            changes.push_back(search.ofNew(rule));
            changes.back().what = What::Default;
        }
    for (const auto& [says, rule] : former)
        if (!fresh.contains(says))
            changes.push_back({Area::Checks, What::Removed, Verdict::Fine, rule.message, "", "", std::nullopt});
    return changes;
}

} // namespace stackc::api
