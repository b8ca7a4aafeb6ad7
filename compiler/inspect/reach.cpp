#include "inspect/reach.h"

#include "core/declared.h"
#include "core/path.h"
#include "inspect/resource_names.h"
#include "inspect/value_path.h"
#include "ir/locate.h"
#include "judge/view.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace stackc::inspect {

using ir::Document;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;

namespace {

/// The path as the values of the chart have it; nothing if it is of another chart.
std::optional<std::string> within(const std::string& path, const LateChart& chart) {
    if (chart.place.empty() || leadsInto(path, "global"))
        return path;
    if (leadsInto(chart.place.substr(0, chart.place.size() - 1), path))
        return ""; // all of them
    return path.starts_with(chart.place) ? std::optional(path.substr(chart.place.size())) : std::nullopt;
}

bool isMap(const core::Program& program, const std::string& path) {
    core::TypeId type = core::declaredAt(program, path).type;
    if (type.valid() && program.types[type].kind == core::TypeKind::Optional)
        type = program.types[type].element;
    return type.valid() && program.types[type].kind == core::TypeKind::Map;
}

/// The path, and those by which loops over the maps on it read it: `env.A` is an `env[]`.
std::vector<std::string> waysToRead(const core::Program& program, const std::string& path) {
    std::vector<std::string> ways{""};
    for (size_t begin = 0, end = 0; begin < path.size(); begin = end) {
        end = core::endOfStep(path, begin);
        bool isKey = begin > 0 && isMap(program, path.substr(0, begin));
        for (size_t i = ways.size(); i-- > 0;) {
            if (isKey)
                ways.push_back(ways[i] + "[]");
            ways[i] += path.substr(begin, end - begin);
        }
    }
    return ways;
}

size_t elementsOf(const ir::Node& node);

size_t elementsOf(const std::vector<ir::Entry>& entries) {
    size_t count = 0;
    for (const ir::Entry& entry : entries)
        count += entry.kind == EntryKind::Each     ? elementsOf(entry.body)
                 : entry.kind == EntryKind::Spread ? elementsOf(*ir::unshared(entry.value))
                 : entry.value->isNone()           ? 0
                                                   : 1;
    return count;
}

/// What a list, or all alternatives of one, has.
size_t elementsOf(const ir::Node& node) {
    if (node.kind == NodeKind::List)
        return elementsOf(node.entries);
    size_t count = 0;
    for (const ir::Entry& arm : node.entries)
        if (node.kind == NodeKind::Choice)
            count += elementsOf(*ir::unshared(arm.value));
    return count;
}

class Walk {
public:
    Walk(const LateChart& chart, const std::string& path, std::vector<Reached>& reached)
        : chart_(chart), program_(*chart.package->program), wanted_(waysToRead(program_, path)), reached_(reached),
          view_(program_, *chart.nodes), names_(chart) {}

    /// `isSwitch`: it makes the chart part of the release.
    void run(bool isSwitch) {
        for (const Document& document : chart_.package->documents) {
            document_ = &document;
            if (isSwitch) {
                note(Reach::Condition);
                continue;
            }
            for (const ir::Scope& scope : document.scopes) {
                if (reads(scope.guard))
                    note(Reach::Condition);
                if (scope.loop != nullptr && reads(scope.loop->source))
                    note(Reach::Count);
            }
            node(document.object, view_.guardOf(document));
        }
        if (reads(chart_.package->notes))
            reached_.push_back({"the notes", "", Reach::Value, program_[program_.chart.notes].span});
        for (const ir::Check& check : chart_.package->checks)
            if (program_.isAuthors(check.span) && (reads(check.condition) || reads(check.message) || reads(check.keys)))
                reached_.push_back({"a check", "", Reach::Value, check.span});
    }

private:
    bool reads(NodeRef node) {
        if (node == nullptr || node->isConst())
            return false;
        auto [place, fresh] = reads_.try_emplace(node, false);
        if (!fresh)
            return place->second;
        std::set<std::string> paths;
        addValuePaths(program_, node, paths);
        bool found = std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
            return std::any_of(wanted_.begin(), wanted_.end(), [&](const std::string& wanted) {
                return leadsInto(path, wanted) || leadsInto(wanted, path);
            });
        });
        return reads_[node] = found;
    }

    void node(NodeRef node, NodeRef guard) {
        if (!reads(node) || !view_.possible(guard))
            return;
        node = ir::unshared(node);
        if (node->kind == NodeKind::Record || node->kind == NodeKind::List) {
            counts_.push_back({});
            entries(*node, node->entries, guard);
            counts_.pop_back();
            return;
        }
        if (!isChosenOtherwise(*node))
            return note(Reach::Value);
        for (const ir::Entry& arm : node->entries)
            this->node(arm.value, view_.both(guard, arm.guard));
    }

    /// Is it a choice that something else decides?
    bool isChosenOtherwise(const ir::Node& node) {
        return node.kind == NodeKind::Choice && std::none_of(node.entries.begin(), node.entries.end(),
                                                             [&](const ir::Entry& arm) { return reads(arm.guard); });
    }

    void entries(const ir::Node& parent, const std::vector<ir::Entry>& entries, NodeRef guard) {
        for (const ir::Entry& one : entries)
            entry(parent, one, view_.both(guard, one.guard));
    }

    void entry(const ir::Node& parent, const ir::Entry& entry, NodeRef guard) {
        if (entry.kind == EntryKind::Each) {
            if (reads(entry.loop->source) && view_.possible(guard))
                note(Reach::Count);
            entries(parent, entry.body, guard);
            counts_.back().isLoose = true;
            return;
        }
        if (entry.kind == EntryKind::Spread)
            return spread(parent, entry, guard);
        if (entry.value->isNone())
            return;
        if (reads(entry.keyNode))
            note(Reach::Value);
        const std::string* key = ir::fixedKey(entry);
        bool isElement = parent.kind == NodeKind::List;
        NodeRef name = isElement ? view_.fields(entry.value).get("name") : nullptr;
        const Called called{judge::textOf(name), isElement && counts_.back().isLoose};
        path_.push_back(isElement ? core::Step(counts_.back().known++) : core::Step(key != nullptr ? *key : "*"));
        called_.push_back(called);
        if (reads(entry.guard) && view_.possible(guard))
            note(Reach::Condition);
        node(entry.value, guard);
        path_.pop_back();
        called_.pop_back();
    }

    /// Elements are counted as View has them, through spreads and their alternatives.
    void spread(const ir::Node& parent, const ir::Entry& entry, NodeRef guard) {
        if (reads(entry.guard) && view_.possible(guard))
            note(Reach::Value);
        NodeRef value = ir::unshared(entry.value);
        if (value->kind == parent.kind)
            return entries(parent, value->entries, guard);
        if (!isChosenOtherwise(*value)) {
            node(value, guard);
            if (!counts_.empty()) {
                counts_.back().known += elementsOf(*value);
                counts_.back().isLoose = true;
            }
            return;
        }
        for (const ir::Entry& arm : value->entries) {
            ir::Entry inner = arm;
            inner.kind = EntryKind::Spread;
            spread(parent, inner, view_.both(guard, arm.guard));
        }
    }

    /// Elements behind a loop go by their names: nobody knows their numbers.
    std::string shownPath() const {
        std::string shown;
        for (size_t i = 0; i < path_.size(); ++i) {
            const auto& [name, isLoose] = called_[i];
            std::string step = isLoose && name != nullptr ? "[" + *name + "]" : core::show({path_[i]});
            shown += (shown.empty() || step.starts_with('[') ? "" : ".") + step;
        }
        return shown;
    }

    /// What the innermost element on the way is called.
    std::string innermost() const {
        for (size_t i = path_.size(); i-- > 0;)
            if (path_[i].isElement)
                return called_[i].name != nullptr ? *called_[i].name : "";
        return "";
    }

    void note(Reach how) {
        Reached found{names_.of(*document_), shownPath(), how, {}};
        bool isKnown = std::any_of(reached_.begin(), reached_.end(), [&](const Reached& other) {
            return other.resource == found.resource && other.field == found.field && other.how == how;
        });
        if (isKnown)
            return;
        found.at = path_.empty() ? ir::declarationOf(program_, *document_)
                                 : ir::locate(program_, *document_, path_, "", innermost());
        reached_.push_back(std::move(found));
    }

    const LateChart& chart_;
    const core::Program& program_;
    std::vector<std::string> wanted_;
    std::vector<Reached>& reached_;
    judge::View view_;
    ResourceNames names_;
    const Document* document_ = nullptr;
    /// What a step is called beside.
    struct Called {
        const std::string* name = nullptr; ///< of an element; null: nothing
        bool isLoose = false;              ///< it is behind a loop
    };

    /// The elements so far.
    struct Count {
        size_t known = 0;
        bool isLoose = false; ///< a loop made some of them
    };

    core::Path path_;
    std::vector<Called> called_; ///< the same steps
    std::vector<Count> counts_;  ///< of each list or record around
    std::unordered_map<NodeRef, bool> reads_;
};

} // namespace

void addReached(const LateChart& chart, const std::string& path, std::vector<Reached>& reached) {
    bool isSwitch = std::any_of(chart.switches.begin(), chart.switches.end(),
                                [&path](const std::string& one) { return leadsInto(one, path); });
    auto own = within(anyElement(path), chart);
    if (own || isSwitch)
        Walk(chart, own.value_or(path), reached).run(isSwitch);
}

} // namespace stackc::inspect
