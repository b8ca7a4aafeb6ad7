#include "judge/view.h"

#include "core/path.h"
#include "judge/comparisons.h"

#include <algorithm>
#include <memory>
#include <new>

namespace stackc::judge {

using ir::EntryKind;
using ir::NodeKind;

const Part* Parts::find(std::string_view key) const {
    for (const Part& part : known)
        if (part.key == key)
            return &part;
    return nullptr;
}

NodeRef Parts::get(std::string_view key) const {
    const Part* found = find(key);
    return found != nullptr ? found->value : nullptr;
}

bool View::possible(NodeRef guard) {
    NodeRef all = context_ == nullptr ? guard : both(context_, guard);
    return all->isTrue() || !guards_.excludes(all, yes());
}

std::optional<bool> View::canMeet(NodeRef a, NodeRef b) {
    NodeRef all = both(a, b);
    if (!possible(all))
        return false;
    const Comparisons compared(all);
    if (compared.areApart())
        return true;
    return compared.holdForSome(types_, [&](const Comparisons::Said& said) {
        NodeRef guard = all;
        for (const auto& [comparison, holds] : said)
            guard = guards_.both(guard, holds ? comparison : guards_.negate(comparison));
        return possible(guard);
    });
}

namespace {

/// The loops of the scopes.
std::vector<const ir::Loop*> loopsOf(const std::vector<ir::Scope>& scopes) {
    std::vector<const ir::Loop*> loops;
    for (const ir::Scope& scope : scopes)
        if (scope.loop != nullptr)
            loops.push_back(scope.loop);
    return loops;
}

/// Are the loops around the check around the document, too?
bool isAround(const ir::Check& check, const ir::Document& document) {
    const std::vector<const ir::Loop*> loops = loopsOf(check.scopes);
    const std::vector<const ir::Loop*> all = loopsOf(document.scopes);
    return !loops.empty() && std::ranges::mismatch(loops, all).in1 == loops.end();
}

} // namespace

bool View::mayCome(const ir::Package& package, NodeRef guard, std::initializer_list<const ir::Document*> around) {
    auto refuses = [&](const ir::Check& check) {
        auto isThere = [&](const ir::Document* document) { return isAround(check, *document); };
        bool counts = check.keys == nullptr && (check.scopes.empty() || std::ranges::any_of(around, isThere));
        if (!counts)
            return false;
        NodeRef passed = check.scopes.empty() ? check.condition
                                              : guards_.either(guards_.negate(guardOf(check.scopes)), check.condition);
        return !canMeet(guard, passed).value_or(true);
    };
    return meet(guard, yes()) && std::ranges::none_of(package.checks, refuses);
}

NodeRef View::guardOf(const std::vector<ir::Scope>& scopes) {
    NodeRef guard = yes();
    for (const ir::Scope& scope : scopes)
        guard = both(guard, scope.guard);
    return guard;
}

Parts View::forms(NodeRef node) { return start(node, Shape::Any); }
Parts View::forms(NodeRef node, const std::function<bool(NodeRef)>& isWhole) {
    isWhole_ = &isWhole;
    Parts parts = forms(node);
    isWhole_ = nullptr;
    return parts;
}
Parts View::fields(NodeRef record) { return start(record, Shape::Record); }
Parts View::elements(NodeRef list) { return start(list, Shape::List); }

Parts View::start(NodeRef node, Shape shape) {
    node = unshared(node);
    if (isWhole_ != nullptr)
        return opened(node, shape);
    auto [place, fresh] = started_.try_emplace(uint64_t{node->id} * 4 + static_cast<uint64_t>(shape));
    if (fresh)
        place->second = opened(node, shape);
    return place->second;
}

Parts View::opened(NodeRef node, Shape shape) {
    opening_.known.clear();
    opening_.open = false;
    choices_.clear();
    open(node, shape, {yes(), nullptr, {}, false}, opening_);
    return keep(opening_.known, opening_.open);
}

Parts View::keep(const std::vector<Part>& known, bool open) {
    if (known.empty())
        return {{}, open};
    auto* kept = static_cast<Part*>(memory_.allocate(known.size() * sizeof(Part), alignof(Part)));
    std::uninitialized_copy(known.begin(), known.end(), kept);
    return {{kept, known.size()}, open};
}

void View::forget() {
    started_ = decltype(started_)(&memory_);
    memory_.release();
}

void View::forgetMany() {
    constexpr size_t many = 1000;
    if (started_.size() > many)
        forget();
}

Trail View::further(const Trail::Link& link) {
    void* kept = memory_.allocate(sizeof(Trail::Link), alignof(Trail::Link));
    return Trail(*new (kept) Trail::Link(link));
}

void View::open(NodeRef node, Shape shape, const Part& around, Opening& out) {
    node = unshared(node);
    if (node->isNone())
        return;
    if (node->kind == NodeKind::Choice && (isWhole_ == nullptr || !(*isWhole_)(node))) {
        if (!choices_.insert(node).second)
            return;
        // The arms are tested in order; of many, which mostly are cases of one choice, each guard excludes the others.
        bool isShort = node->entries.size() <= 32;
        NodeRef rest = yes();
        for (const ir::Entry& arm : node->entries) {
            Part inner = around;
            inner.guard = both(around.guard, both(rest, arm.guard));
            open(arm.value, shape, inner, out);
            if (isShort)
                rest = both(rest, guards_.negate(arm.guard));
        }
        out.open |= shape != Shape::Any;
        return;
    }
    if (shape == Shape::Any) {
        out.known.push_back(around);
        out.known.back().value = node;
    } else if (node->kind == (shape == Shape::Record ? NodeKind::Record : NodeKind::List)) {
        openEntries(node->entries, shape, around, out);
    } else {
        out.open = true;
    }
}

void View::openEntries(const std::vector<ir::Entry>& entries, Shape shape, const Part& around, Opening& out) {
    for (const ir::Entry& entry : entries) {
        Part part = around;
        part.guard = both(around.guard, entry.guard);
        if (entry.kind == EntryKind::Each) {
            part.repeated = true;
            out.open = true;
            openEntries(entry.body, shape, part, out);
        } else if (entry.kind == EntryKind::Spread) {
            open(entry.value, shape, part, out);
        } else if (shape == Shape::Record && entry.keyNode != nullptr && entry.keyNode->kind != NodeKind::String) {
            out.open = true;
        } else if (!entry.value->isNone()) {
            part.key = entry.keyNode != nullptr ? entry.keyNode->text : entry.key;
            part.value = entry.value;
            out.known.push_back(part);
        }
    }
}

const std::string* textOf(NodeRef node) {
    if (node == nullptr)
        return nullptr;
    node = unshared(node);
    return node->kind == NodeKind::String ? &node->text : nullptr;
}

std::string shown(NodeRef node) {
    node = unshared(node);
    switch (node->kind) {
    case NodeKind::String:
    case NodeKind::Float:
        return node->text;
    case NodeKind::Int:
        return std::to_string(node->integer);
    case NodeKind::Bool:
        return node->boolean ? "true" : "false";
    default:
        return {};
    }
}

} // namespace stackc::judge
