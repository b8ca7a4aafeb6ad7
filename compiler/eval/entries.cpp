#include "eval/entries.h"

#include "eval/choose.h"
#include "eval/keys.h"
#include "eval/places.h"
#include "eval/written_order.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;
using ir::spreadsShared;

namespace {

const std::vector<Entry>& bodyOfShared(const Entry& shared) { return shared.value->args[0]->entries; }

/// Has the named template keys that are late?
bool makesLateKeys(const Entry& shared) {
    return std::any_of(bodyOfShared(shared).begin(), bodyOfShared(shared).end(),
                       [](const Entry& e) { return spreadsShared(e) ? makesLateKeys(e) : !ir::hasPlainKey(e); });
}

/// May the named template make that key? What is late in it may be any.
bool mayHoldKey(const Entry& shared, const std::string& key) {
    return std::any_of(bodyOfShared(shared).begin(), bodyOfShared(shared).end(), [&](const Entry& e) {
        return spreadsShared(e) ? mayHoldKey(e, key) : !ir::hasPlainKey(e) || e.key == key;
    });
}

bool meetsShared(const std::vector<Entry>& entries, const std::string& key) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const Entry& e) { return spreadsShared(e) && mayHoldKey(e, key); });
}

/// Can a spread named template be included as it is, behind these entries? It is so alone, or where no key of it is
/// there already; its own keys are late in the first entry alone, and under a condition no late map stands before it.
bool staysShared(const Entry& spread, const std::vector<Entry>& out) {
    if (spread.value->args[0]->kind != NodeKind::Record)
        return false;
    if (out.empty())
        return true;
    return !makesLateKeys(spread) && std::all_of(out.begin(), out.end(), [&](const Entry& e) {
        bool isLateMap = e.kind == EntryKind::Spread && e.value->kind == NodeKind::Ref;
        return isLateMap ? spread.guard->isTrue() : ir::hasPlainKey(e) && !mayHoldKey(spread, e.key);
    });
}

/// What excludes a guard at first sight: the opposites of what it asks for.
std::unordered_set<NodeRef> opposites(Guards& guards, NodeRef guard) {
    std::unordered_set<NodeRef> denied;
    for (NodeRef one : operandsOf(guard, core::Op::And))
        denied.insert(guards.negate(one));
    return denied;
}

/// Can a list of that size take so many more?
bool canTake(Evaluation& in, size_t size, size_t more) {
    if (!in.spend(more))
        return false;
    if (size + more <= limit::elements)
        return true;
    in.stop(diag::Code::E4030, limit::elements);
    return false;
}

} // namespace

std::vector<Entry> opened(Evaluation& in, std::vector<Entry> entries) {
    if (std::none_of(entries.begin(), entries.end(), spreadsShared))
        return entries;
    std::vector<Entry> out;
    for (Entry& entry : entries) {
        if (!spreadsShared(entry)) {
            out.push_back(std::move(entry));
            continue;
        }
        for (Entry& inner : guarded(in, entry.guard, opened(in, bodyOfShared(entry))))
            out.push_back(std::move(inner));
    }
    return out;
}

std::vector<Entry> guarded(Evaluation& in, NodeRef guard, std::vector<Entry> entries) {
    for (Entry& entry : entries)
        entry.guard = in.guards.both(guard, entry.guard);
    return entries;
}

Entry spreadOf(Evaluation& in, NodeRef collection) {
    Entry whole;
    whole.kind = EntryKind::Spread;
    whole.guard = in.yes();
    whole.value = collection;
    return whole;
}

void appendItems(Evaluation& in, std::vector<Entry>& out, std::vector<Entry> more) {
    if (!canTake(in, out.size(), more.size()))
        return;
    for (Entry& entry : more)
        if (!entry.guard->isFalse())
            out.push_back(std::move(entry));
}

std::vector<Entry> Entries::take() {
    takeOutGone();
    index_ = {};
    return std::exchange(list_, {});
}

void Entries::assign(std::vector<Entry> list) {
    list_ = std::move(list);
    index_ = {};
}

/// Takes out entries; the places of the others are found anew.
template <typename Is> void Entries::erase(const Is& is) {
    std::erase_if(list_, is);
    index_ = {};
}

/// Takes out the entries that fixed keys replaced one by one.
void Entries::takeOutGone() {
    if (index_.gone > 0)
        erase([](const Entry& entry) { return entry.guard->isFalse(); });
}

/// Puts the entries of named templates beside the others where a later entry may have their keys: what is late in them,
/// and what is there under a condition.
void Entries::openLoose() {
    auto isLoose = [](const Entry& e) { return spreadsShared(e) && (!e.guard->isTrue() || makesLateKeys(e)); };
    if (std::any_of(list_.begin(), list_.end(), isLoose))
        list_ = opened(in_, std::move(list_));
}

/// Is it surely none of the keys of a few entries? They are looked through, rather than listed in the index.
bool Entries::isNew(const std::string& key) const {
    constexpr size_t few = 8;
    return index_.known == 0 && list_.size() <= few &&
           std::ranges::all_of(list_, [&](const Entry& entry) { return ir::hasPlainKey(entry) && entry.key != key; });
}

/// The places of the entries that have that fixed key; null where there are none.
std::vector<size_t>* Entries::findKey(const std::string& key) {
    for (; index_.known < list_.size(); ++index_.known) {
        const Entry& entry = list_[index_.known];
        if (const std::string* fixed = ir::fixedKey(entry))
            index_.places[*fixed].push_back(index_.known);
        else
            index_.loose = index_.known + 1;
        index_.hasShared = index_.hasShared || spreadsShared(entry);
    }
    auto place = index_.places.find(key);
    return place != index_.places.end() ? &place->second : nullptr;
}

/// Takes out the maps that `more` spreads again: all of their keys are set anew there. Else a map that is laid over
/// itself would double with each time.
void Entries::dropSpreadAgain(const std::vector<Entry>& more) {
    std::unordered_map<NodeRef, NodeRef> again; // their guards
    for (const Entry& entry : more)
        if (entry.kind == EntryKind::Spread)
            again.emplace(entry.value, entry.guard);
    if (again.empty())
        return;
    auto isAgain = [&](const Entry& entry) {
        auto found = entry.kind == EntryKind::Spread ? again.find(entry.value) : again.end();
        return found != again.end() && (found->second->isTrue() || found->second == entry.guard);
    };
    if (std::any_of(list_.begin(), list_.end(), isAgain))
        erase(isAgain);
}

/// Takes out what `more` will replace anyway, all at once.
void Entries::dropReplaced(const std::vector<Entry>& more) {
    takeOutGone();
    dropSpreadAgain(more);
    constexpr size_t large = 32;
    if (list_.empty() || more.size() < large)
        return;
    std::unordered_set<std::string_view> replaced;
    for (const Entry& entry : more)
        if (const std::string* key = ir::fixedKey(entry); key != nullptr && entry.guard->isTrue())
            replaced.insert(*key);
    erase([&](const Entry& entry) {
        const std::string* key = ir::fixedKey(entry);
        return key != nullptr && replaced.contains(*key);
    });
}

void Entries::append(std::vector<Entry> more) {
    if (!canTake(in_, list_.size(), more.size()))
        return;
    if (keys_ == Keys::Move)
        dropReplaced(more);
    for (Entry& entry : more)
        add(std::move(entry));
    takeOutGone();
}

void Entries::add(Entry entry, bool moves) {
    if (entry.guard->isFalse())
        return;
    if (keys_ == Keys::None)
        list_.push_back(std::move(entry));
    else
        put(std::move(entry), moves);
}

void Entries::put(Entry&& entry, bool moves) {
    if (entry.keyNode != nullptr && entry.keyNode->kind == NodeKind::String)
        entry.key = std::exchange(entry.keyNode, nullptr)->text;
    if (!ir::hasPlainKey(entry))
        return putLoose(std::move(entry));
    if (isNew(entry.key)) {
        list_.push_back(std::move(entry));
        return;
    }
    std::vector<size_t>* old = findKey(entry.key);
    if (index_.hasShared && meetsShared(list_, entry.key)) {
        assign(opened(in_, take()));
        old = findKey(entry.key);
    }
    // What stands between would win over it at its place.
    bool isBehindLate = old != nullptr && index_.loose > old->front();
    if (old != nullptr && (moves || isBehindLate || old->size() > 1)) {
        NodeRef otherwise = in_.guards.negate(entry.guard);
        const std::unordered_set<NodeRef> denied = opposites(in_.guards, entry.guard);
        std::erase_if(*old, [&](size_t place) {
            Entry& same = list_[place];
            // So it is among the entries of one key in a map that is spread again.
            if (std::ranges::any_of(operandsOf(same.guard, core::Op::And),
                                    [&](NodeRef one) { return denied.contains(one); }))
                return false;
            // What its guard says already stays as it is said: others that say it are then found to.
            same.guard = in_.guards.both(same.guard, in_.guards.simplify(otherwise, same.guard));
            index_.gone += same.guard->isFalse() ? 1 : 0;
            return same.guard->isFalse();
        });
        if (old->empty())
            index_.places.erase(entry.key);
        // Where the new one is not there, the old one is, at its place: two entries, one of them with its key as a
        // value.
        if (!entry.guard->isTrue())
            entry.keyNode = in_.nodes.string(entry.key);
    } else if (old != nullptr) {
        replaceInPlace(list_[old->front()], std::move(entry));
        return;
    }
    constexpr size_t many = 64;
    if (index_.gone > many && index_.gone > list_.size() / 2)
        takeOutGone();
    list_.push_back(std::move(entry));
}

/// An entry takes the place of the one that has its key, where it is there.
void Entries::replaceInPlace(Entry& old, Entry entry) {
    NodeRef guard = std::exchange(entry.guard, in_.yes());
    NodeRef either = in_.guards.either(old.guard, guard);
    if (guard->isTrue()) {
        old.value = entry.value;
    } else {
        const Entry before = old;
        joinParts(in_, {{guard, &entry}, {in_.guards.negate(guard), &before}}, true, partType(in_, type_, entry.key),
                  old);
    }
    old.guard = either;
}

/// An entry whose key isn't known, or several such. The template sees to maps, and to fixed keys before a single
/// computed one.
void Entries::putLoose(Entry&& entry) {
    takeOutGone();
    if (spreadsShared(entry) && !staysShared(entry, list_)) {
        entry.value = unshared(entry.value);
        return spread(std::move(entry));
    }
    openLoose();
    if (!hasKnownKeys(entry)) {
        in_.spend(list_.size());
        list_ = opened(in_, std::move(list_));
        giveWayToMaps(in_, list_);
        for (Entry& old : list_)
            if (!(ir::hasPlainKey(old) && entry.kind == EntryKind::Value) && !areApart(old, entry))
                giveWay(in_, old, entry);
    }
    erase([](const Entry& old) { return old.guard->isFalse(); });
    list_.push_back(std::move(entry));
}

void Entries::spread(Entry whole) {
    bool keyed = keys_ != Keys::None;
    if (whole.value->isNone())
        return;
    if (keyed && isExpandable(in_, whole.value))
        whole.value = expand(in_, whole.value);
    // A text can't show an object of Kubernetes that is spread.
    bool isShown = keyed && isPlace(whole.value) && in_.typeOf(whole.value).kind != core::TypeKind::Native;
    NodeRef ordered = isShown ? inWrittenOrder(in_, whole.value) : nullptr;
    if (ordered != nullptr)
        whole.value = ordered;
    if (whole.value->kind == (keyed ? NodeKind::Record : NodeKind::List))
        return append(guarded(in_, whole.guard, whole.value->entries));
    if (whole.value->kind != NodeKind::Choice)
        return append({std::move(whole)});
    for (const Entry& arm : alternatives(in_, whole.value)) {
        NodeRef guard = in_.guards.both(whole.guard, arm.guard);
        if (arm.value->kind == NodeKind::Record || arm.value->kind == NodeKind::List) {
            append(guarded(in_, guard, arm.value->entries));
            continue;
        }
        Entry part = spreadOf(in_, arm.value);
        part.guard = guard;
        append({std::move(part)});
    }
}

} // namespace stackc::eval
