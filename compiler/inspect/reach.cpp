#include "inspect/reach.h"

#include "core/path.h"
#include "inspect/resource_names.h"
#include "inspect/value_path.h"
#include "ir/locate.h"

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
    return path.starts_with(chart.place) ? std::optional(path.substr(chart.place.size())) : std::nullopt;
}

class Walk {
public:
    Walk(const LateChart& chart, std::string path, std::vector<Reached>& reached)
        : chart_(chart), program_(*chart.package->program), wanted_(std::move(path)), reached_(reached), names_(chart) {
    }

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
            node(document.object);
        }
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
            return leadsInto(path, wanted_) || leadsInto(wanted_, path);
        });
        return reads_[node] = found;
    }

    void node(NodeRef node) {
        if (!reads(node))
            return;
        node = ir::unshared(node);
        if (node->kind == NodeKind::Record || node->kind == NodeKind::List)
            return entries(*node, node->entries);
        bool isChosen =
            node->kind == NodeKind::Choice && std::none_of(node->entries.begin(), node->entries.end(),
                                                           [&](const ir::Entry& arm) { return reads(arm.guard); });
        if (!isChosen)
            return note(Reach::Value);
        for (const ir::Entry& arm : node->entries)
            this->node(arm.value);
    }

    void entries(const ir::Node& parent, const std::vector<ir::Entry>& entries) {
        for (size_t i = 0; i < entries.size(); ++i)
            entry(parent, entries[i], i);
    }

    void entry(const ir::Node& parent, const ir::Entry& entry, size_t index) {
        if (entry.kind == EntryKind::Each) {
            if (reads(entry.loop->source))
                note(Reach::Count);
            return entries(parent, entry.body);
        }
        if (entry.kind == EntryKind::Spread) {
            if (reads(entry.guard))
                note(Reach::Value);
            return node(entry.value);
        }
        if (reads(entry.keyNode))
            note(Reach::Value);
        const std::string* key = ir::fixedKey(entry);
        path_.push_back(parent.kind == NodeKind::List ? core::Step(index) : core::Step(key != nullptr ? *key : "*"));
        if (reads(entry.guard))
            note(Reach::Condition);
        node(entry.value);
        path_.pop_back();
    }

    void note(Reach how) {
        Reached found{names_.of(*document_), core::show(path_), how, {}};
        bool isKnown = std::any_of(reached_.begin(), reached_.end(), [&](const Reached& other) {
            return other.resource == found.resource && other.field == found.field && other.how == how;
        });
        if (isKnown)
            return;
        found.at =
            path_.empty() ? ir::declarationOf(program_, *document_) : ir::locate(program_, *document_, path_, "");
        reached_.push_back(std::move(found));
    }

    const LateChart& chart_;
    const core::Program& program_;
    std::string wanted_;
    std::vector<Reached>& reached_;
    ResourceNames names_;
    const Document* document_ = nullptr;
    core::Path path_;
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
