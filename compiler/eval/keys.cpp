// Keys that are computed: what stands later wins, and a loop makes each key once.
#include "eval/emptiness.h"
#include "eval/evaluator.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace stackc::eval {

using core::Op;
using ir::EntryKind;
using ir::NodeKind;

namespace {

std::string_view beginOf(NodeRef key) {
    while (key->kind == NodeKind::Prim && key->op == Op::Concat)
        key = key->args.front();
    return key->kind == NodeKind::String ? std::string_view(key->text) : std::string_view();
}

std::string_view endOf(NodeRef key) {
    while (key->kind == NodeKind::Prim && key->op == Op::Concat)
        key = key->args.back();
    return key->kind == NodeKind::String ? std::string_view(key->text) : std::string_view();
}

/// Is the key another one in each round of the loop, whatever the values?
bool tellsRounds(NodeRef key, const ir::Loop* loop) {
    if (key->kind == NodeKind::Ref && key->loop == loop)
        return key->base == ir::RefBase::Key ||
               (key->base == ir::RefBase::Element && loop->source->kind == NodeKind::Prim);
    if (key->kind != NodeKind::Prim || (key->op != Op::ToText && key->op != Op::Concat && key->op != Op::Add))
        return false;
    auto isConst = [](NodeRef part) { return part->isConst(); };
    auto part = std::find_if_not(key->args.begin(), key->args.end(), isConst);
    return part != key->args.end() && std::all_of(part + 1, key->args.end(), isConst) && tellsRounds(*part, loop);
}

/// The map itself, or the loop over a late map that makes one entry of each of its keys: these the template asks for a
/// key.
bool hasKnownKeys(const Entry& entry) {
    if (entry.kind == EntryKind::Spread)
        return true;
    if (entry.kind != EntryKind::Each || entry.body.size() != 1 || !entry.body[0].guard->isTrue())
        return false;
    NodeRef key = entry.body[0].keyNode;
    return entry.body[0].kind == EntryKind::Value && key != nullptr && key->kind == NodeKind::Ref &&
           key->base == ir::RefBase::Key && key->loop == entry.loop && entry.loop->source->kind != NodeKind::Prim;
}

} // namespace

NodeRef keyOf(ir::NodeTable& nodes, const Entry& entry) {
    return entry.keyNode != nullptr ? entry.keyNode : nodes.string(entry.key);
}

/// By the constant text that they begin and end with.
bool Evaluator::neverEqual(NodeRef a, NodeRef b) {
    if (a->kind == NodeKind::String && b->kind == NodeKind::String)
        return a->text != b->text;
    std::string_view beginA = beginOf(a);
    std::string_view beginB = beginOf(b);
    std::string_view endA = endOf(a);
    std::string_view endB = endOf(b);
    size_t begin = std::min(beginA.size(), beginB.size());
    size_t end = std::min(endA.size(), endB.size());
    return beginA.substr(0, begin) != beginB.substr(0, begin) ||
           endA.substr(endA.size() - end) != endB.substr(endB.size() - end);
}

/// Two late keys that no values make equal.
bool Evaluator::areApart(const Entry& a, const Entry& b) {
    return a.kind == EntryKind::Value && b.kind == EntryKind::Value && a.keyNode != nullptr && b.keyNode != nullptr &&
           neverEqual(a.keyNode, b.keyNode);
}

/// Truth that the later entry makes that key; its loops stand inside of those around the key.
NodeRef Evaluator::takes(const Entry& later, NodeRef key) {
    Entry only = besideOthers(later);
    keepKey(only, key);
    return Emptiness(nodes_, guards_).some({only});
}

void Evaluator::keepKey(Entry& entry, NodeRef key) {
    if (hasKnownKeys(entry)) {
        NodeRef map = entry.kind == EntryKind::Spread ? entry.value : entry.loop->source;
        NodeRef has = primitive(Op::HasKey, {map, key}, nullptr);
        entry = ir::NodeTable::item(guards_.both(entry.guard, has), yes());
        return;
    }
    if (entry.kind == EntryKind::Each) {
        for (Entry& inner : entry.body)
            keepKey(inner, key);
        return;
    }
    NodeRef own = keyOf(nodes_, entry);
    NodeRef same = neverEqual(own, key) ? no() : own == key ? yes() : primitive(Op::Eq, {own, key}, nullptr);
    entry.guard = guards_.both(entry.guard, same);
    entry.value = yes();
    entry.keyNode = nullptr;
}

/// An entry as far as the later one leaves its keys alone.
void Evaluator::giveWay(Entry& entry, const Entry& later) {
    if (entry.kind == EntryKind::Each) {
        Around around(*this, entry.loop);
        for (Entry& inner : entry.body)
            giveWay(inner, later);
        return;
    }
    bool isMap = entry.kind == EntryKind::Spread && entry.value->kind == NodeKind::Ref &&
                 typeOf(entry.value).kind == core::TypeKind::Map;
    if (isMap) {
        const core::Type& map = typeOf(entry.value);
        // A loop of its own where the order isn't known: one that the program writes over the map is in byte order.
        bool isOrdered = inWrittenOrder(entry.value) != nullptr;
        const ir::Loop* loop = nodes_.loop(entry.value, loopDepth_, isOrdered ? "value" : "held", "key");
        if (!isOrdered)
            unordered_.insert(loop);
        Around around(*this, loop);
        Entry copy = ir::NodeTable::item(guards_.negate(takes(later, nodes_.key(loop, map.key))),
                                         nodes_.element(loop, map.element));
        copy.keyNode = nodes_.key(loop, map.key);
        entry.kind = EntryKind::Each;
        entry.value = nullptr;
        entry.loop = loop;
        entry.body = {std::move(copy)};
    } else if (entry.kind == EntryKind::Value) {
        entry.guard =
            guards_.simplify(guards_.both(entry.guard, guards_.negate(takes(later, keyOf(nodes_, entry)))), yes());
    }
}

/// What stands before a map, as far as the map leaves it alone: what the template sees to while the maps are whole.
void Evaluator::giveWayToMaps(std::vector<Entry>& out) {
    for (size_t i = 0; i < out.size(); ++i) {
        if (!hasKnownKeys(out[i]) || ir::spreadsShared(out[i]))
            continue;
        const Entry map = out[i];
        for (size_t earlier = 0; earlier < i; ++earlier)
            giveWay(out[earlier], map);
    }
}

/// An entry of that fixed key.
bool Evaluator::isEntryOf(const Entry& entry, const std::string& key) {
    const std::string* fixed = ir::fixedKey(entry);
    return fixed != nullptr && *fixed == key;
}

/// Adds an entry. A key that is there already is replaced: where it stands, or (`moves`) by going to the end, where the
/// keys of late maps go as well.
void Evaluator::put(std::vector<Entry>& out, Entry entry, bool moves) {
    if (entry.guard->isFalse())
        return;
    if (entry.keyNode != nullptr && entry.keyNode->kind == NodeKind::String)
        entry.key = std::exchange(entry.keyNode, nullptr)->text;
    if (!ir::hasPlainKey(entry)) {
        takeOutGone(out);
        if (ir::spreadsShared(entry) && !staysShared(entry, out)) {
            entry.value = unshare(entry.value);
            spreadOpen(std::move(entry), moves ? Keys::Move : Keys::Stay, out);
            return;
        }
        const ChangedKeys changed(*this);
        openLoose(out);
        // The template sees to maps, and to fixed keys before a single computed one.
        bool isSeenTo = hasKnownKeys(entry);
        if (!isSeenTo) {
            spend(out.size());
            out = opened(std::move(out));
            giveWayToMaps(out);
            for (Entry& old : out)
                if (!(ir::hasPlainKey(old) && entry.kind == EntryKind::Value) && !areApart(old, entry))
                    giveWay(old, entry);
        }
        std::erase_if(out, [](const Entry& old) { return old.guard->isFalse(); });
        out.push_back(std::move(entry));
        return;
    }
    std::vector<size_t>* old = findKey(out, entry.key);
    if (keyIndex_.hasShared && meetsShared(out, entry.key)) {
        takeOutGone(out);
        out = opened(out);
        keyIndex_ = {};
        old = findKey(out, entry.key);
    }
    // What stands between would win over it at its place.
    bool isBehindLate = old != nullptr && keyIndex_.loose > old->front();
    if (old != nullptr && (moves || isBehindLate || old->size() > 1)) {
        NodeRef otherwise = guards_.negate(entry.guard);
        std::erase_if(*old, [&](size_t place) {
            Entry& same = out[place];
            same.guard = guards_.simplify(guards_.both(same.guard, otherwise), yes());
            keyIndex_.gone += same.guard->isFalse() ? 1 : 0;
            return same.guard->isFalse();
        });
        if (old->empty())
            keyIndex_.places.erase(entry.key);
        // Where the new one is not there, the old one is, at its place: two entries, one of them with its key as a
        // value.
        if (!entry.guard->isTrue())
            entry.keyNode = nodes_.string(entry.key);
    } else if (old != nullptr) {
        Entry& first = out[old->front()];
        first.value = entry.guard->isTrue()
                          ? entry.value
                          : choose(entry.guard, entry.value, first.value, partType(literal_, entry.key));
        first.guard = guards_.either(first.guard, entry.guard);
        return;
    }
    constexpr size_t many = 64;
    if (keyIndex_.list == &out && keyIndex_.gone > many && keyIndex_.gone > out.size() / 2)
        takeOutGone(out);
    out.push_back(std::move(entry));
}

namespace {

struct MadeKey {
    NodeRef key;
    NodeRef guard;
    const ir::Loop* loop;
};

/// The keys that a loop makes; false if they lie in loops of loops.
bool collectKeys(ir::NodeTable& nodes, const std::vector<Entry>& made, const ir::Loop* loop,
                 std::vector<MadeKey>& keys) {
    for (const Entry& entry : made) {
        if (entry.kind == EntryKind::Value)
            keys.push_back({keyOf(nodes, entry), entry.guard, loop});
        else if (entry.kind == EntryKind::Spread || loop != nullptr ||
                 !collectKeys(nodes, entry.body, entry.loop, keys))
            return false;
    }
    return true;
}

/// A list of the keys alone.
std::vector<Entry> keysAsItems(ir::NodeTable& nodes, std::vector<Entry> entries, uint32_t depth, core::TypeId text) {
    for (Entry& entry : entries) {
        if (entry.kind == EntryKind::Value) {
            entry.value = keyOf(nodes, entry);
            entry.keyNode = nullptr;
            entry.key.clear();
        } else if (entry.kind == EntryKind::Spread) {
            entry.kind = EntryKind::Each;
            entry.loop = nodes.loop(entry.value, depth, "value", "key");
            entry.value = nullptr;
            entry.body = {ir::NodeTable::item(nodes.boolean(true), nodes.key(entry.loop, text))};
        } else {
            entry.body = keysAsItems(nodes, std::move(entry.body), std::max(depth, entry.loop->depth) + 1, text);
        }
    }
    return entries;
}

} // namespace

/// Two rounds of a loop must not make the same key: an error where they do, a check of the chart where they may.
void Evaluator::checkDistinct(const std::vector<Entry>& made, core::Span span) {
    std::vector<MadeKey> keys;
    bool isFlat = collectKeys(nodes_, made, nullptr, keys);
    bool isDistinct = isFlat;
    std::map<NodeRef, std::vector<const MadeKey*>> seen;
    std::vector<const MadeKey*> late;
    for (const MadeKey& made : keys) {
        for (const MadeKey* same : seen[made.key]) {
            if (guards_.excludes(made.guard, same->guard))
                continue;
            isDistinct = false;
            if (made.guard->isTrue() && same->guard->isTrue() && made.key->kind == NodeKind::String &&
                made.loop == nullptr && same->loop == nullptr) {
                sink_.report(diag::Code::E4001, span, "two entries have the key `" + made.key->text + "`");
                return;
            }
        }
        seen[made.key].push_back(&made);
        if (made.loop != nullptr && !tellsRounds(made.key, made.loop))
            isDistinct = false;
        if (made.key->late)
            late.push_back(&made);
    }
    for (const MadeKey* one : late)
        for (const MadeKey& other : keys)
            isDistinct = isDistinct && (one->key == other.key || neverEqual(one->key, other.key));
    bool isOneMap = made.size() == 1 && made[0].kind == EntryKind::Spread;
    if (isDistinct || isOneMap || known_ != nullptr)
        return;
    std::vector<ir::Scope> around;
    for (const Round& round : rounds_)
        around.push_back({round.context, round.loop});
    around.push_back({context_, nullptr});
    addCheck({std::move(around), no(), nodes_.string("two entries have the same key"), span,
              nodes_.list(keysAsItems(nodes_, made, loopDepth_, program_.types.string()))});
}

/// What tells checks of keys apart.
Evaluator::CheckKey Evaluator::checkKey(const ir::Check& check) {
    std::vector<std::pair<NodeRef, const ir::Loop*>> scopes;
    for (const ir::Scope& scope : check.scopes)
        scopes.emplace_back(scope.guard, scope.loop);
    return {check.keys, check.span, std::move(scopes)};
}

/// Adds the check unless it is there already.
void Evaluator::addCheck(ir::Check check) {
    ++openReads_;
    for (; indexedChecks_ < package_.checks.size(); ++indexedChecks_)
        checkKeys_.insert(checkKey(package_.checks[indexedChecks_]));
    if (checkKeys_.insert(checkKey(check)).second) {
        package_.checks.push_back(std::move(check));
        ++indexedChecks_;
    }
}

/// The checks so far, in exchange for none.
Evaluator::Checks Evaluator::beginChecks() {
    return {std::exchange(package_.checks, {}), std::exchange(checkKeys_, {}), std::exchange(indexedChecks_, 0)};
}

/// Puts back the checks from before; gives those made since.
std::vector<ir::Check> Evaluator::endChecks(Checks before) {
    checkKeys_ = std::move(before.keys);
    indexedChecks_ = before.indexed;
    return std::exchange(package_.checks, std::move(before.list));
}

void Evaluator::addChecks(const std::vector<ir::Check>& checks) {
    for (const ir::Check& check : checks)
        addCheck(check);
}

/// Evaluates what stands for itself wherever it is used, whatever holds there. The checks that it makes along the way
/// are kept, for each of its uses.
NodeRef Evaluator::byItself(std::vector<ir::Check>& checks, const std::function<NodeRef()>& evaluate) {
    NodeRef context = std::exchange(context_, yes());
    std::vector<Round> rounds = std::exchange(rounds_, {});
    int keyedLoops = std::exchange(keyedLoops_, 0);
    Checks others = beginChecks();
    NodeRef result = evaluate();
    checks = endChecks(std::move(others));
    keyedLoops_ = keyedLoops;
    rounds_ = std::move(rounds);
    context_ = context;
    return result;
}

void Evaluator::repeatChecks(const std::vector<ir::Check>& checks) {
    for (ir::Check check : checks) {
        std::vector<ir::Scope> around;
        for (const Round& round : rounds_)
            around.push_back({round.context, round.loop});
        around.push_back({context_, nullptr});
        check.scopes.insert(check.scopes.begin(), around.begin(), around.end());
        addCheck(std::move(check));
    }
}

} // namespace stackc::eval
