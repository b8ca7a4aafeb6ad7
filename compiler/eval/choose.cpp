#include "eval/choose.h"

#include "eval/beside.h"
#include "eval/choose_lists.h"
#include "eval/entries.h"
#include "eval/limits.h"
#include "eval/places.h"
#include "eval/slots.h"
#include "eval/told.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

bool isLeaf(Evaluation& in, NodeRef node);
NodeRef chooseLeaves(Evaluation& in, const std::vector<Entry>& arms);
NodeRef chooseRecords(Evaluation& in, const std::vector<Entry>& arms, core::TypeId type);
NodeRef chooseLeaf(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b, core::TypeId type);
NodeRef leafOf(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b, core::TypeId type);
NodeRef guardOfParts(Evaluation& in, const std::vector<Part>& parts, bool everywhere);
NodeRef oneForBoth(Evaluation& in, const Entry& a, const Entry& b);
NodeRef withoutCommonParts(Evaluation& in, std::vector<NodeRef>& disjunctions);
NodeRef toldByEntries(Evaluation& in, NodeRef guard, NodeRef value);
std::vector<Entry> itemsOf(Evaluation& in, NodeRef list);

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

/// Have both choices an alternative in common? Then one is the other with something changed.
bool sharesOne(NodeRef choice, NodeRef other) {
    auto isIn = [choice](const Entry& arm) {
        return std::any_of(choice->entries.begin(), choice->entries.end(),
                           [&arm](const Entry& own) { return own.value == arm.value; });
    };
    return other->kind == NodeKind::Choice && std::any_of(other->entries.begin(), other->entries.end(), isIn);
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
    a = asOpenedBeside(in, a, b, type);
    b = asOpenedBeside(in, b, a, type);
    a = asSpreadBeside(in, a, b);
    b = asSpreadBeside(in, b, a);
    if (isRecordLike(in, a) && isRecordLike(in, b))
        return chooseRecords(in, {ir::NodeTable::item(guard, a), ir::NodeTable::item(in.guards.negate(guard), b)},
                             type);
    auto listLike = [&](NodeRef node) {
        return node->kind == NodeKind::List || (isPlace(node) && in.typeOf(node).kind == core::TypeKind::List);
    };
    if (listLike(a) && listLike(b) && (a->kind == NodeKind::List || b->kind == NodeKind::List))
        return in.nodes.list(chooseLists(in, guard, itemsOf(in, a), itemsOf(in, b)));
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

/// The value that the guard says is this constant; null: none.
NodeRef knownAs(NodeRef constant, NodeRef guard) {
    if (guard->kind != NodeKind::Prim || !constant->isConst())
        return nullptr;
    if (guard->op == core::Op::Eq)
        return guard->args[1] == constant && guard->args[0]->late ? guard->args[0] : nullptr;
    for (size_t i = 0; guard->op == core::Op::And && i < guard->args.size(); ++i)
        if (NodeRef value = knownAs(constant, guard->args[i]))
            return value;
    return nullptr;
}

/// `if x == 1 then 1 else x` is x: the arm of a constant is that of the value that is known to be it there.
void joinKnown(Evaluation& in, std::vector<Entry>& arms) {
    for (size_t i = 0; i < arms.size(); ++i) {
        NodeRef value = knownAs(arms[i].value, arms[i].guard);
        auto same = std::find_if(arms.begin(), arms.end(), [value](const Entry& arm) { return arm.value == value; });
        if (same == arms.end())
            continue;
        same->guard = in.guards.anyFactored({same->guard, arms[i].guard});
        arms.erase(arms.begin() + static_cast<std::ptrdiff_t>(i--));
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
        node.entries.push_back(ir::NodeTable::item(in.guards.anyFactored(guards), value));
    joinKnown(in, node.entries);
    return node.entries.size() == 1 ? node.entries[0].value : in.nodes.intern(std::move(node));
}

/// Loops that make the same, with what differs.
void joinBodies(Evaluation& in, const std::vector<Part>& loops, core::TypeId type, Entry& made) {
    for (size_t i = 0; i < made.body.size(); ++i) {
        std::vector<Part> parts;
        for (const Part& loop : loops)
            parts.push_back({loop.guard, &loop.entry->body[i]});
        joinParts(in, parts, true, type, made.body[i]);
        joinBodies(in, parts, type, made.body[i]);
    }
}

NodeRef chooseRecords(Evaluation& in, const std::vector<Entry>& arms, core::TypeId type) {
    std::vector<NodeRef> records;
    for (const Entry& arm : arms)
        records.push_back(in.nodes.record(opened(in, asRecord(in, arm.value)->entries)));
    spreadAsLoops(in, records);
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
        std::vector<Part> parts;
        for (const auto& [arm, entry] : slot.parts)
            parts.push_back({arms[arm].guard, entry});
        joinParts(in, parts, everywhere, partType(in, type, made.key), made);
        joinBodies(in, parts, partType(in, type, made.key), made);
        if (!made.guard->isFalse())
            out.push_back(std::move(made));
    }
    return in.nodes.record(std::move(out));
}

} // namespace

void joinParts(Evaluation& in, const std::vector<Part>& parts, bool everywhere, core::TypeId type, Entry& made) {
    auto all = [&](const auto& is) { return std::all_of(parts.begin(), parts.end(), is); };
    const Entry& first = *parts.front().entry;
    bool sameGuard = everywhere && all([&](const Part& part) { return part.entry->guard == first.guard; });
    if (!sameGuard)
        made.guard = guardOfParts(in, parts, everywhere);
    if (made.kind == EntryKind::Spread && isPlace(made.value) && !made.guard->isTrue())
        made.guard = in.guards.simplify(made.guard, in.nodes.prim(core::Op::NonEmpty, {made.value}));
    if (made.kind != EntryKind::Value || all([&](const Part& part) { return part.entry->value == first.value; }))
        return;
    if (NodeRef one = !sameGuard && parts.size() == 2 ? oneForBoth(in, *parts[0].entry, *parts[1].entry) : nullptr) {
        made.value = one;
        return;
    }
    std::vector<Entry> values;
    for (const Part& part : parts) {
        NodeRef value = part.entry->value;
        values.push_back(
            ir::NodeTable::item(part.guard, sameGuard ? value : toldByEntries(in, part.entry->guard, value)));
    }
    made.value = chooseAll(in, std::move(values), type);
}

namespace {

/// The value of one of the entries, where it is that of the other wherever that is there; else null.
NodeRef oneForBoth(Evaluation& in, const Entry& a, const Entry& b) {
    if (valueUnder(in, a.value, b.guard) == b.value)
        return a.value;
    return valueUnder(in, b.value, a.guard) == a.value ? b.value : nullptr;
}

/// Truth that one of the arms has its part.
NodeRef guardOfParts(Evaluation& in, const std::vector<Part>& parts, bool everywhere) {
    auto isSure = [](const Part& part) { return part.entry->guard->isTrue(); };
    auto sure = std::find_if(parts.begin(), parts.end(), isSure);
    if (everywhere && parts.size() == 2 && sure != parts.end())
        return in.guards.either(sure->guard, parts[sure == parts.begin() ? 1 : 0].entry->guard);
    std::vector<NodeRef> own;
    for (const Part& part : parts)
        own.push_back(part.entry->guard);
    // Where every arm has the part under some condition, the arm makes no difference there.
    NodeRef always = everywhere ? withoutCommonParts(in, own) : in.no();
    std::vector<NodeRef> guards;
    for (size_t i = 0; i < parts.size(); ++i)
        guards.push_back(own[i]->isTrue() ? parts[i].guard : in.guards.narrow(parts[i].guard, own[i]));
    return in.guards.either(always, in.guards.anyFactored(guards));
}

/// Takes the truths of which all of the disjunctions hold if one does out of them; gives their disjunction.
NodeRef withoutCommonParts(Evaluation& in, std::vector<NodeRef>& disjunctions) {
    auto partsOf = [](NodeRef guard) { return operandsOf(guard, core::Op::Or); };
    std::vector<NodeRef> common = partsOf(disjunctions.front());
    for (NodeRef guard : disjunctions) {
        const std::vector<NodeRef> parts = partsOf(guard);
        const std::unordered_set<NodeRef> there(parts.begin(), parts.end());
        std::erase_if(common, [&there](NodeRef part) { return !there.contains(part); });
    }
    const std::unordered_set<NodeRef> taken(common.begin(), common.end());
    for (NodeRef& guard : disjunctions) {
        std::vector<NodeRef> rest = partsOf(guard);
        std::erase_if(rest, [&taken](NodeRef part) { return taken.contains(part); });
        guard = in.guards.any(rest);
    }
    return in.guards.any(common);
}

/// A record or list that is there under the guard, told by each of its entries: beside others of its place each of them
/// then has the guard that it has there, and not that of the whole once more.
NodeRef toldByEntries(Evaluation& in, NodeRef guard, NodeRef value) {
    if (guard->isTrue() || (value->kind != NodeKind::Record && value->kind != NodeKind::List))
        return value;
    std::vector<Entry> entries = value->entries;
    for (Entry& entry : entries)
        entry.guard = in.guards.narrow(guard, entry.guard);
    return value->kind == NodeKind::Record ? in.nodes.record(std::move(entries)) : in.nodes.list(std::move(entries));
}

std::vector<Entry> itemsOf(Evaluation& in, NodeRef list) {
    return list->kind == NodeKind::List ? list->entries : std::vector<Entry>{spreadOf(in, list)};
}

/// One more alternative before many, tested in order: what each of them says of those before it would be as much again
/// with each one more, as patches that each set the same key make them. Null: they are few. One that has the value of
/// the first is joined with it; others with one value stand for themselves.
NodeRef chooseBefore(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b) {
    if (b->kind != NodeKind::Choice || b->entries.size() < limit::manyArms || a->kind == NodeKind::Choice)
        return nullptr;
    if (!isLeaf(in, a) || !isLeaf(in, b) || knownAs(a, guard) != nullptr)
        return nullptr;
    ir::Node node;
    node.kind = NodeKind::Choice;
    NodeRef value = a->kind == NodeKind::Off ? in.nodes.none() : a;
    if (!in.spend(b->entries.size()))
        return nullptr;
    if (b->entries.front().value == value)
        guard = in.guards.either(guard, b->entries.front().guard);
    else
        node.entries.push_back(ir::NodeTable::item(guard, value));
    node.entries.insert(node.entries.end(), b->entries.begin(), b->entries.end());
    if (node.entries.front().value == value)
        node.entries.front().guard = guard;
    node.entries.back().guard = in.yes();
    return in.nodes.intern(std::move(node));
}

NodeRef chooseLeaf(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b, core::TypeId type) {
    if (NodeRef changed = chooseChanged(in, guard, a, b, type))
        return changed;
    if (NodeRef changed = chooseChanged(in, in.guards.negate(guard), b, a, type))
        return changed;
    NodeRef chosen = leafOf(in, guard, a, b, type);
    if (chosen->kind == NodeKind::Choice && chosen != a && chosen != b && !in.budget.stopped)
        in.memo.told.try_emplace(chosen, Told{guard, a, b});
    return chosen;
}

NodeRef leafOf(Evaluation& in, NodeRef guard, NodeRef a, NodeRef b, core::TypeId type) {
    if (NodeRef chosen = chooseBefore(in, guard, a, b))
        return chosen;
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
            arms[place->second].guard = in.guards.anyFactored({arms[place->second].guard, under});
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
    if (staysAsTold(a) && !sharesOne(a, b))
        add(guard, a);
    else
        addAll(guard, a);
    addAll(in.guards.negate(guard), b);
    if (in.budget.stopped)
        return in.nodes.none();
    joinKnown(in, arms);
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
