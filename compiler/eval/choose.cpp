#include "eval/choose.h"

#include "eval/entries.h"
#include "eval/places.h"

#include <algorithm>
#include <array>
#include <list>
#include <unordered_map>
#include <unordered_set>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

bool isLeaf(Evaluation& in, NodeRef node);
NodeRef chooseLeaves(Evaluation& in, const std::vector<Entry>& arms);
NodeRef chooseRecords(Evaluation& in, const std::vector<Entry>& arms, core::TypeId type);
NodeRef chooseLists(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b);
NodeRef chooseLeaf(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b, core::TypeId type);

} // namespace

const std::vector<Entry>& alternatives(Evaluation& in, NodeRef choice) {
    if (!choice->entries.back().guard->isTrue())
        return choice->entries;
    auto [place, fresh] = in.memo.alternatives.try_emplace(choice, choice->entries);
    if (!fresh)
        return place->second;
    std::vector<NodeRef> tests;
    for (const Entry& arm : place->second)
        tests.push_back(arm.guard);
    std::vector<NodeRef> guards = in.guards.exclusive(tests);
    for (size_t i = 0; i < guards.size(); ++i)
        place->second[i].guard = guards[i];
    return place->second;
}

namespace {

bool isRecordLike(Evaluation& in, NodeRef node) { return node->kind == NodeKind::Record || isExpandable(in, node); }

bool isTruth(NodeRef node) {
    return node->kind == NodeKind::Bool || node->kind == NodeKind::TagIs || node->kind == NodeKind::Present ||
           (node->kind == NodeKind::Prim && node->op <= core::Op::Ge);
}

/// A text or number, or alternatives of such.
bool isPlain(NodeRef node) {
    switch (node->kind) {
    case NodeKind::String:
    case NodeKind::Prim:
    case NodeKind::Ref:
        return true;
    case NodeKind::Choice:
        return std::all_of(node->entries.begin(), node->entries.end(),
                           [](const Entry& arm) { return isPlain(arm.value); });
    default:
        return false;
    }
}

/// `if g then (one of two texts) else …` stays as told: only what must be taken apart later is spread out, and nothing
/// that is large.
bool staysAsTold(NodeRef node) {
    constexpr uint32_t large = 100;
    if (node->kind != NodeKind::Choice || !isPlain(node))
        return false;
    return node->parts > large || std::none_of(node->entries.begin(), node->entries.end(),
                                               [](const Entry& arm) { return arm.value->kind == NodeKind::Choice; });
}

} // namespace

core::TypeId partType(Evaluation& in, core::TypeId type, const std::string& key) {
    if (!type.valid())
        return {};
    const core::Type& whole = in.typeOf(type);
    switch (whole.kind) {
    case core::TypeKind::Optional:
        return partType(in, whole.element, key);
    case core::TypeKind::Map:
        return whole.element;
    case core::TypeKind::Data:
        return type;
    case core::TypeKind::Record: {
        const core::Field* field = whole.field(key);
        return field != nullptr ? field->type : core::TypeId{};
    }
    default:
        return {};
    }
}

namespace {

core::TypeId caseType(Evaluation& in, core::TypeId type, uint32_t index) {
    if (!type.valid())
        return {};
    const core::Type& whole = in.typeOf(type);
    if (whole.kind == core::TypeKind::Optional)
        return caseType(in, whole.element, index);
    return whole.kind == core::TypeKind::Variant ? whole.cases[index].payload : core::TypeId{};
}

/// Of a map, a text has the keys in the order in which they were set. Fields of a record stand as declared.
bool keepsOrder(Evaluation& in, core::TypeId type) {
    if (!type.valid())
        return false;
    const core::Type& whole = in.typeOf(type);
    return whole.kind == core::TypeKind::Map || whole.kind == core::TypeKind::Data ||
           (whole.kind == core::TypeKind::Optional && keepsOrder(in, whole.element));
}

} // namespace

NodeRef choose(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b, core::TypeId type) {
    if (a == b || guard->isTrue())
        return a;
    if (guard->isFalse())
        return b;
    if (isTruth(a) && isTruth(b))
        return in.guards.either(in.guards.both(guard, a), in.guards.both(in.guards.negate(guard), b));
    if (isRecordLike(in, a) && isRecordLike(in, b))
        return chooseRecords(in, {ir::NodeTable::item(guard, a), ir::NodeTable::item(in.guards.negate(guard), b)},
                             type);
    auto listLike = [&](NodeRef node) {
        return node->kind == NodeKind::List || (isPlace(node) && in.typeOf(node).kind == core::TypeKind::List);
    };
    if (listLike(a) && listLike(b) && (a->kind == NodeKind::List || b->kind == NodeKind::List))
        return chooseLists(in, guard, a, b);
    if (a->kind == NodeKind::Variant && b->kind == NodeKind::Variant && a->index == b->index && !a->args.empty())
        return in.nodes.variant(a->index, a->text,
                                choose(in, guard, a->args[0], b->args[0], caseType(in, type, a->index)));
    return chooseLeaf(in, guard, a, b, type);
}

NodeRef chooseAll(Evaluation& in, std::vector<Entry> arms, core::TypeId type) {
    std::erase_if(arms, [](const Entry& arm) { return arm.guard->isFalse(); });
    if (arms.empty())
        return in.nodes.none();
    auto all = [&](const auto& is) { return std::all_of(arms.begin(), arms.end(), is); };
    if (all([&](const Entry& arm) { return arm.value == arms[0].value; }))
        return arms[0].value;
    if (arms.size() > 2 && all([&in](const Entry& arm) { return isRecordLike(in, arm.value); }))
        return chooseRecords(in, arms, type);
    if (arms.size() > 2 && all([&in](const Entry& arm) { return isLeaf(in, arm.value); }))
        return chooseLeaves(in, arms);
    NodeRef result = arms.back().value;
    for (size_t i = arms.size() - 1; i-- > 0;)
        result = choose(in, arms[i].guard, arms[i].value, result, type);
    return result;
}

namespace {

/// Nothing that must be merged with what stands beside it.
bool isLeaf(Evaluation& in, NodeRef node) {
    switch (node->kind) {
    case NodeKind::Record:
    case NodeKind::List:
        return false;
    case NodeKind::Variant:
        return node->args.empty();
    case NodeKind::Choice:
        return std::all_of(node->entries.begin(), node->entries.end(),
                           [&in](const Entry& arm) { return isLeaf(in, arm.value); });
    case NodeKind::Ref:
    case NodeKind::Default:
        return in.typeOf(node).kind != core::TypeKind::Record && in.typeOf(node).kind != core::TypeKind::List;
    default:
        return !isTruth(node);
    }
}

/// One alternative for each value, under the guards of all arms that have it.
NodeRef chooseLeaves(Evaluation& in, const std::vector<Entry>& arms) {
    std::vector<std::pair<NodeRef, std::vector<NodeRef>>> values;
    std::unordered_map<NodeRef, size_t> index;
    auto add = [&](NodeRef guard, NodeRef value) {
        if (value->kind == NodeKind::Off)
            value = in.nodes.none();
        auto [place, fresh] = index.try_emplace(value, values.size());
        if (fresh)
            values.push_back({value, {}});
        values[place->second].second.push_back(guard);
    };
    for (const Entry& arm : arms) {
        if (arm.value->kind != NodeKind::Choice || (&arm != &arms.back() && staysAsTold(arm.value))) {
            add(arm.guard, arm.value);
            continue;
        }
        for (const Entry& inner : alternatives(in, arm.value))
            if (NodeRef guard = in.guards.narrow(arm.guard, inner.guard); !guard->isFalse())
                add(guard, inner.value);
    }
    ir::Node node;
    node.kind = NodeKind::Choice;
    for (auto& [value, guards] : values)
        node.entries.push_back(ir::NodeTable::item(in.guards.any(guards), value));
    return node.entries.size() == 1 ? node.entries[0].value : in.nodes.intern(std::move(node));
}

/// An entry on its way into the record that stands for several: what it is in each arm that has it.
struct Slot {
    std::vector<std::pair<size_t, const Entry*>> parts; ///< arm and entry, the last arm first
    size_t madeFor;                                     ///< the arm that brought it
    size_t place = 0;                                   ///< among the slots before the arm that is being added

    bool isIn(size_t arm) const { return parts.back().first == arm; }
};

/// The entries of several records in one order: an arm's own, and what only later arms have after its predecessor there
/// and what only the arm has in that place, so that related keys stay together. Where order is seen, each arm keeps its
/// own: what two arms have in other orders gets two slots.
class Slots {
public:
    explicit Slots(bool keepsOrder) : keepsOrder_(keepsOrder) {}

    /// Arms come from the last to the first.
    void add(size_t arm, const std::vector<Entry>& entries) {
        std::vector<Place> later;
        std::array<bool, 3> loose{}; // which kinds of entries without a fixed key later arms have
        for (auto place = slots.begin(); place != slots.end(); ++place) {
            place->place = later.size();
            later.push_back(place);
            const Entry& entry = *place->parts.back().second;
            if (!ir::hasPlainKey(entry))
                loose[static_cast<size_t>(entry.kind)] = true;
        }
        std::vector<Place> partners = partnersOf(entries);
        std::list<Slot> out;
        for (size_t i = 0; i < entries.size(); ++i) {
            if (partners[i] == slots.end())
                out.push_back({{}, arm});
            else
                out.splice(out.end(), slots, partners[i]);
            out.back().parts.emplace_back(arm, &entries[i]);
            if (ir::hasPlainKey(entries[i]))
                keys_[entries[i].key] = std::prev(out.end());
        }
        auto onlyHere = [&](const Slot& slot) {
            const Entry& entry = *slot.parts.back().second;
            return slot.madeFor == arm && (ir::hasPlainKey(entry) || !loose[static_cast<size_t>(entry.kind)]);
        };
        Place next = out.begin();
        for (Place place : later) {
            if (place->isIn(arm)) {
                next = std::next(place);
                continue;
            }
            while (next != out.end() && onlyHere(*next))
                ++next;
            out.splice(next, slots, place);
        }
        slots.swap(out);
        ++arms_;
    }

    std::list<Slot> slots;

private:
    using Place = std::list<Slot>::iterator;

    /// The slot of each entry of an arm in those of later arms, or the end.
    std::vector<Place> partnersOf(const std::vector<Entry>& entries) {
        std::vector<Place> partners;
        std::vector<size_t> found; // entries that have one
        std::unordered_set<const Slot*> taken;
        for (const Entry& entry : entries) {
            Place partner = find(entry);
            if (partner != slots.end() && !taken.insert(&*partner).second)
                partner = slots.end();
            if (partner != slots.end())
                found.push_back(partners.size());
            partners.push_back(partner);
        }
        if (keepsOrder_) {
            std::vector<bool> inOrder = longestRise(partners, found);
            for (size_t i = 0; i < found.size(); ++i)
                if (!inOrder[i])
                    partners[found[i]] = slots.end();
        }
        return partners;
    }

    /// Which of the entries that have a partner belong to the longest sequence whose partners stand in the same order.
    static std::vector<bool> longestRise(const std::vector<Place>& partners, const std::vector<size_t>& found) {
        constexpr size_t none = SIZE_MAX;
        auto placeOf = [&](size_t i) { return partners[found[i]]->place; };
        std::vector<size_t> ends; // of the sequences of each length, the one that ends first
        std::vector<size_t> before(found.size(), none);
        for (size_t i = 0; i < found.size(); ++i) {
            auto end =
                std::partition_point(ends.begin(), ends.end(), [&](size_t j) { return placeOf(j) < placeOf(i); });
            if (end != ends.begin())
                before[i] = *std::prev(end);
            if (end == ends.end())
                ends.push_back(i);
            else
                *end = i;
        }
        std::vector<bool> inRise(found.size(), false);
        for (size_t i = ends.empty() ? none : ends.back(); i != none; i = before[i])
            inRise[i] = true;
        return inRise;
    }

    /// Entries without a fixed key are one only where all arms have them alike.
    Place find(const Entry& entry) {
        if (ir::hasPlainKey(entry)) {
            auto known = keys_.find(entry.key);
            return known == keys_.end() ? slots.end() : known->second;
        }
        return std::find_if(slots.begin(), slots.end(), [&](const Slot& slot) {
            return slot.parts.size() == arms_ && *slot.parts.back().second == entry;
        });
    }

    bool keepsOrder_;
    std::unordered_map<std::string, Place> keys_;
    size_t arms_ = 0;
};

NodeRef chooseRecords(Evaluation& in, const std::vector<Entry>& arms, core::TypeId type) {
    std::vector<NodeRef> records;
    for (const Entry& arm : arms) {
        NodeRef whole = isExpandable(in, arm.value) ? expand(in, arm.value) : arm.value;
        records.push_back(in.nodes.record(opened(in, whole->entries)));
    }
    // What stands later wins over keys that nobody knows yet, so these keep their places whatever the type.
    bool isKnown = std::all_of(records.begin(), records.end(), [](NodeRef record) {
        return std::all_of(record->entries.begin(), record->entries.end(), ir::hasPlainKey);
    });
    Slots slots(!isKnown || keepsOrder(in, type));
    for (size_t i = arms.size(); i-- > 0;)
        slots.add(i, records[i]->entries);
    std::vector<Entry> out;
    std::unordered_set<std::string_view> keys;
    for (Slot& slot : slots.slots) {
        std::reverse(slot.parts.begin(), slot.parts.end());
        Entry made = *slot.parts.front().second;
        bool everywhere = slot.parts.size() == arms.size();
        if (ir::hasPlainKey(made) && !keys.insert(slot.parts.front().second->key).second)
            made.keyNode = in.nodes.string(made.key); // the guards of entries with one key exclude each other
        auto alike = [&](const auto& part) { return *part.second == made; };
        if (everywhere && std::all_of(slot.parts.begin(), slot.parts.end(), alike)) {
            out.push_back(std::move(made));
            continue;
        }
        std::vector<Entry> values;
        std::vector<NodeRef> guards;
        bool sameGuard = everywhere;
        for (const auto& [arm, entry] : slot.parts) {
            values.push_back(ir::NodeTable::item(arms[arm].guard, entry->value));
            guards.push_back(in.guards.both(arms[arm].guard, entry->guard));
            sameGuard = sameGuard && entry->guard == made.guard;
        }
        if (!sameGuard)
            made.guard = in.guards.any(guards);
        if (made.kind == EntryKind::Value)
            made.value = chooseAll(in, std::move(values), partType(in, type, made.key));
        if (!made.guard->isFalse())
            out.push_back(std::move(made));
    }
    return in.nodes.record(std::move(out));
}

NodeRef chooseLists(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b) {
    auto itemsOf = [&](NodeRef node) {
        if (node->kind == NodeKind::List)
            return node->entries;
        return std::vector<Entry>{spreadOf(in, node)};
    };
    std::vector<Entry> left = itemsOf(a);
    std::vector<Entry> right = itemsOf(b);
    size_t common = 0;
    while (common < left.size() && common < right.size() && left[common] == right[common])
        ++common;
    size_t tail = 0;
    while (tail < left.size() - common && tail < right.size() - common &&
           left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
        ++tail;
    std::vector<Entry> out(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(common));
    auto middle = [&](NodeRef under, const std::vector<Entry>& items) {
        for (size_t i = common; i < items.size() - tail; ++i) {
            out.push_back(items[i]);
            out.back().guard = in.guards.narrow(under, items[i].guard);
        }
    };
    middle(guard, left);
    middle(in.guards.negate(guard), right);
    out.insert(out.end(), left.end() - static_cast<std::ptrdiff_t>(tail), left.end());
    return in.nodes.list(std::move(out));
}

NodeRef chooseLeaf(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b, core::TypeId type) {
    std::vector<Entry> arms;
    std::unordered_map<NodeRef, size_t> places;
    auto add = [&](NodeRef under, NodeRef value) {
        if (under->isFalse())
            return;
        if (value->kind == NodeKind::Off)
            value = in.nodes.none();
        auto [place, fresh] = places.try_emplace(value, arms.size());
        if (fresh)
            arms.push_back(ir::NodeTable::item(under, value));
        else
            arms[place->second].guard = in.guards.either(arms[place->second].guard, under);
    };
    auto addAll = [&](NodeRef under, NodeRef node) {
        if (node->kind != NodeKind::Choice) {
            add(under, node);
            return;
        }
        for (const Entry& arm : alternatives(in, node))
            if (in.spend(limit::armSteps))
                add(in.guards.narrow(under, arm.guard), arm.value);
    };
    if (staysAsTold(a))
        add(guard, a);
    else
        addAll(guard, a);
    addAll(in.guards.negate(guard), b);
    if (in.budget.stopped)
        return in.nodes.none();
    if (arms.size() == 1)
        return arms[0].value;
    // A merged-in arm can be a record as well: records never stand beside each other in a choice.
    auto isMerged = [&in](const Entry& arm) {
        return isRecordLike(in, arm.value) || arm.value->kind == NodeKind::Variant;
    };
    bool merges = std::any_of(arms.begin(), arms.end(), isMerged);
    for (size_t i = 0; merges && i < arms.size(); ++i)
        for (size_t j = i + 1; j < arms.size(); ++j) {
            bool records = (arms[i].value->kind == NodeKind::Record || isExpandable(in, arms[i].value)) &&
                           (arms[j].value->kind == NodeKind::Record || isExpandable(in, arms[j].value));
            bool variants = arms[i].value->kind == NodeKind::Variant && arms[j].value->kind == NodeKind::Variant &&
                            arms[i].value->index == arms[j].value->index && !arms[i].value->args.empty();
            if (!records && !variants)
                continue;
            arms[i].value = choose(in, arms[i].guard, arms[i].value, arms[j].value, type);
            arms[i].guard = in.guards.either(arms[i].guard, arms[j].guard);
            arms.erase(arms.begin() + static_cast<std::ptrdiff_t>(j));
            --j;
        }
    if (arms.size() == 1)
        return arms[0].value;
    ir::Node node;
    node.kind = NodeKind::Choice;
    node.entries = std::move(arms);
    return in.nodes.intern(std::move(node));
}

} // namespace

} // namespace stackc::eval
