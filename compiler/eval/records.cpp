#include "eval/evaluator.h"
#include "eval/limits.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

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

} // namespace

/// Can a spread named template be included as it is, behind these entries? It is so alone, or where no key of it is
/// there already; its own keys are late in the first entry alone, and under a condition no late map stands before it.
bool Evaluator::staysShared(const Entry& spread, const std::vector<Entry>& out) {
    if (spread.value->args[0]->kind != NodeKind::Record)
        return false;
    if (out.empty())
        return true;
    return !makesLateKeys(spread) && std::all_of(out.begin(), out.end(), [&](const Entry& e) {
        bool isLateMap = e.kind == EntryKind::Spread && e.value->kind == NodeKind::Ref;
        return isLateMap ? spread.guard->isTrue() : ir::hasPlainKey(e) && !mayHoldKey(spread, e.key);
    });
}

/// Entries with those of spread named templates in their place.
std::vector<Entry> Evaluator::opened(std::vector<Entry> entries) {
    if (std::none_of(entries.begin(), entries.end(), spreadsShared))
        return entries;
    std::vector<Entry> out;
    for (Entry& entry : entries) {
        if (!spreadsShared(entry)) {
            out.push_back(std::move(entry));
            continue;
        }
        for (Entry& inner : guarded(entry.guard, opened(bodyOfShared(entry))))
            out.push_back(std::move(inner));
    }
    return out;
}

/// Puts the entries of named templates beside the others where a later entry may have their keys: what is late in them,
/// and what is there under a condition.
void Evaluator::openLoose(std::vector<Entry>& out) {
    auto isLoose = [](const Entry& e) { return spreadsShared(e) && (!e.guard->isTrue() || makesLateKeys(e)); };
    if (std::any_of(out.begin(), out.end(), isLoose))
        out = opened(std::move(out));
}

/// The places of the entries that have that fixed key; null where there are none.
std::vector<size_t>* Evaluator::findKey(std::vector<Entry>& out, const std::string& key) {
    if (keyIndex_.list != &out || keyIndex_.known > out.size())
        keyIndex_ = {&out, 0, false, 0, 0, {}};
    for (; keyIndex_.known < out.size(); ++keyIndex_.known) {
        const Entry& entry = out[keyIndex_.known];
        if (const std::string* fixed = ir::fixedKey(entry))
            keyIndex_.places[*fixed].push_back(keyIndex_.known);
        else
            keyIndex_.loose = keyIndex_.known + 1;
        keyIndex_.hasShared = keyIndex_.hasShared || spreadsShared(entry);
    }
    auto place = keyIndex_.places.find(key);
    return place != keyIndex_.places.end() ? &place->second : nullptr;
}

/// Takes out the entries that fixed keys replaced one by one.
void Evaluator::takeOutGone(std::vector<Entry>& out) {
    if (keyIndex_.list != &out || keyIndex_.gone == 0)
        return;
    const ChangedKeys changed(*this);
    std::erase_if(out, [](const Entry& entry) { return entry.guard->isFalse(); });
}

bool Evaluator::meetsShared(const std::vector<Entry>& entries, const std::string& key) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const Entry& e) { return spreadsShared(e) && mayHoldKey(e, key); });
}

/// Takes out the maps that `more` spreads again: all of their keys are set anew there. Else a map that is laid over
/// itself would double with each time.
void Evaluator::dropSpreadAgain(std::vector<Entry>& out, const std::vector<Entry>& more) {
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
    if (std::none_of(out.begin(), out.end(), isAgain))
        return;
    const ChangedKeys changed(*this);
    std::erase_if(out, isAgain);
}

/// Takes out what `more` will replace anyway, all at once.
void Evaluator::dropReplaced(std::vector<Entry>& out, const std::vector<Entry>& more) {
    dropSpreadAgain(out, more);
    constexpr size_t large = 32;
    if (out.empty() || more.size() < large)
        return;
    std::unordered_set<std::string_view> replaced;
    for (const Entry& entry : more)
        if (const std::string* key = ir::fixedKey(entry); key != nullptr && entry.guard->isTrue())
            replaced.insert(*key);
    const ChangedKeys changed(*this);
    std::erase_if(out, [&](const Entry& entry) {
        const std::string* key = ir::fixedKey(entry);
        return key != nullptr && replaced.contains(*key);
    });
}

void Evaluator::append(std::vector<Entry>& out, std::vector<Entry> more, Keys keys) {
    if (!spend(more.size()))
        return;
    if (out.size() + more.size() > limit::elements) {
        stop(diag::Code::E4030, limit::elements);
        return;
    }
    if (keys == Keys::Move)
        dropReplaced(out, more);
    for (Entry& entry : more) {
        if (keys != Keys::None)
            put(out, std::move(entry), keys == Keys::Move);
        else if (!entry.guard->isFalse())
            out.push_back(std::move(entry));
    }
    takeOutGone(out);
}

std::vector<Entry> Evaluator::guarded(NodeRef guard, std::vector<Entry> entries) {
    for (Entry& entry : entries)
        entry.guard = guards_.both(guard, entry.guard);
    return entries;
}

NodeRef Evaluator::defaultRecord(core::TypeId type) {
    std::vector<Entry> entries;
    const core::Type& record = typeOf(type);
    for (const core::Field& field : record.fields) {
        const core::Type& fieldType = typeOf(field.type);
        NodeRef value = field.defaultValue.valid()                   ? evaluate(field.defaultValue)
                        : fieldType.kind == core::TypeKind::Optional ? nodes_.none()
                        : fieldType.kind == core::TypeKind::Record   ? defaultRecord(field.type)
                        : fieldType.kind == core::TypeKind::List     ? nodes_.list({})
                        : fieldType.kind == core::TypeKind::Map      ? nodes_.record({})
                                                                     : nullptr;
        if (value != nullptr)
            entries.push_back(ir::NodeTable::value(yes(), field.name, value));
    }
    return nodes_.record(std::move(entries));
}

/// What amending starts from: of an optional its payload or preset, of nothing the type's own defaults.
NodeRef Evaluator::presetOf(NodeRef base, core::TypeId type, const core::Expr&) {
    base = unshare(base);
    if (base->kind == NodeKind::Off)
        return base->args[0];
    if (base->kind == NodeKind::None)
        return typeOf(type).kind == core::TypeKind::Record ? defaultRecord(type) : nodes_.record({});
    return isExpandable(base) ? expand(base) : base;
}

/// Does the literal take keys from maps or compute them? Its order is then that in which keys were last set, as late
/// ones can't take the place of others.
bool Evaluator::hasComputedKeys(const std::vector<core::Entry>& entries) const {
    return std::any_of(entries.begin(), entries.end(), [this](const core::Entry& item) {
        switch (item.kind) {
        case core::EntryKind::Set:
            return item.keyExpr.valid();
        case core::EntryKind::Spread:
            return mayHaveComputedKeys(item.value);
        case core::EntryKind::For:
            return true;
        case core::EntryKind::Amend:
            return item.keyExpr.valid();
        case core::EntryKind::Remove:
            return false;
        case core::EntryKind::If:
        case core::EntryKind::IfLet:
            break;
        }
        return hasComputedKeys(item.body) || hasComputedKeys(item.orElse);
    });
}

bool Evaluator::mayHaveComputedKeys(core::ExprId spread) const {
    const core::Expr& expr = program_[spread];
    const core::Type& type = typeOf(expr.type);
    if (type.kind == core::TypeKind::Native)
        return program_.types.natives().type(type.native).shape != kube::Shape::Object;
    const auto* literal = std::get_if<core::RecordExpr>(&expr.node);
    if (type.kind == core::TypeKind::Data && literal != nullptr)
        return hasComputedKeys(literal->entries);
    return type.kind == core::TypeKind::Map || type.kind == core::TypeKind::Data;
}

NodeRef Evaluator::recordOnce(const core::RecordExpr& literal, const core::Expr& expr) {
    // In loops the elements around may decide what is made of lists.
    if (attributes_ != nullptr || !rounds_.empty())
        return record(literal, expr);
    std::tuple key{current_.value, context_, loopDepth_};
    if (auto known = closedRecords_.find(key); known != closedRecords_.end())
        return known->second;
    size_t reads = openReads_;
    size_t diagnostics = sink_.diagnostics().size();
    NodeRef result = record(literal, expr);
    if (openReads_ == reads && sink_.diagnostics().size() == diagnostics)
        closedRecords_.emplace(key, result);
    return result;
}

NodeRef Evaluator::record(const core::RecordExpr& record, const core::Expr& expr) {
    OwnKeys own(*this, expr.type);
    bool isComputed = hasComputedKeys(record.entries);
    core::TypeKind kind = typeOf(expr.type).kind;
    bool isOpenBase = kind == core::TypeKind::Data && record.base.valid() && mayHaveComputedKeys(record.base);
    bool moves = kind == core::TypeKind::Map || isComputed || isOpenBase;
    bool amendedMoveOutside = std::exchange(amendedMove_, isComputed);
    Keys keys = moves ? Keys::Move : Keys::Stay;
    int outside = std::exchange(keyedLoops_, 0);
    std::vector<Entry> out;
    if (record.base.valid()) {
        NodeRef base = presetOf(evaluate(record.base), expr.type, expr);
        if (base->kind != NodeKind::Record)
            spreadOpen(spreadOf(base), keys, out);
        else if (spend(limit::copySteps * base->entries.size()))
            out = base->entries;
    }
    bool isPart = attributes_ != nullptr && typeOf(expr.type).kind == core::TypeKind::Partial;
    const std::vector<core::Entry> wanted = isPart ? wantedEntries(record.entries) : std::vector<core::Entry>{};
    for (const core::Entry& item : isPart ? wanted : record.entries)
        entry(item, keys, out);
    takeOutGone(out);
    keyedLoops_ = outside;
    amendedMove_ = amendedMoveOutside;
    return nodes_.record(std::move(out));
}

NodeRef Evaluator::list(const core::ListExpr& list) {
    std::vector<Entry> items = entriesOf(list.items, Keys::None);
    // `[...xs]` is xs.
    if (items.size() == 1 && items[0].kind == EntryKind::Spread && items[0].guard->isTrue())
        return items[0].value;
    return nodes_.list(std::move(items));
}

std::vector<Entry> Evaluator::entriesOf(const std::vector<core::Entry>& entries, Keys keys) {
    OwnKeys own(*this);
    std::vector<Entry> out;
    for (const core::Entry& item : entries)
        entry(item, keys, out);
    takeOutGone(out);
    return out;
}

void Evaluator::entry(const core::Entry& item, Keys keys, std::vector<Entry>& out) {
    if (item.kind != core::EntryKind::Set)
        takeOutGone(out);
    switch (item.kind) {
    case core::EntryKind::Set:
        setEntry(item, keys, out);
        return;
    case core::EntryKind::Spread:
        spread(item, keys, out);
        return;
    case core::EntryKind::For:
        append(out, keys == Keys::None ? loop(item, keys) : keyedLoop(item, keys), keys);
        return;
    case core::EntryKind::Amend:
        amendEntry(item, yes(), out);
        return;
    case core::EntryKind::Remove:
        removeEntry(item, yes(), out);
        return;
    case core::EntryKind::If:
    case core::EntryKind::IfLet:
        branch(item, yes(), keys, out);
        return;
    }
}

namespace {

/// Do entries change what is there before, in branches as well?
bool changesEarlier(const std::vector<core::Entry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [](const core::Entry& entry) {
        bool branches = entry.kind == core::EntryKind::If || entry.kind == core::EntryKind::IfLet;
        return entry.kind == core::EntryKind::Amend || entry.kind == core::EntryKind::Remove ||
               (branches && (changesEarlier(entry.body) || changesEarlier(entry.orElse)));
    });
}

} // namespace

/// An entry of a branch of an `if` under its guard. Those that change what is there before do so under it.
void Evaluator::branch(const core::Entry& item, NodeRef guard, Keys keys, std::vector<Entry>& out) {
    if (item.kind == core::EntryKind::Amend)
        return amendEntry(item, guard, out);
    if (item.kind == core::EntryKind::Remove)
        return removeEntry(item, guard, out);
    if (item.kind != core::EntryKind::If && item.kind != core::EntryKind::IfLet) {
        std::vector<Entry> made;
        {
            OwnKeys own(*this);
            entry(item, keys, made);
            takeOutGone(made);
        }
        return append(out, guarded(guard, std::move(made)), keys);
    }
    NodeRef subject = evaluate(item.value);
    bool binds = item.kind == core::EntryKind::IfLet;
    NodeRef test = simplify(binds ? present(subject) : subject);
    auto run = [&](NodeRef under, const std::vector<core::Entry>& body) {
        if (under->isFalse() || body.empty())
            return;
        Under inside(*this, under);
        NodeRef both = guards_.both(guard, under);
        if (keys == Keys::None || !changesEarlier(body))
            return append(out, guarded(both, entriesOf(body, keys)), keys);
        for (const core::Entry& inner : body)
            branch(inner, both, keys, out);
    };
    if (binds && !test->isFalse())
        vars_[item.first.value] = payload(subject);
    run(test, item.body);
    run(guards_.negate(test), item.orElse);
}

/// The entries of a loop in a literal with keys; the outermost sees to it that no key is made twice.
std::vector<Entry> Evaluator::keyedLoop(const core::Entry& item, Keys keys) {
    ++keyedLoops_;
    std::vector<Entry> made = loop(item, keys);
    if (--keyedLoops_ == 0)
        checkDistinct(made, item.span);
    return made;
}

void Evaluator::setEntry(const core::Entry& item, Keys keys, std::vector<Entry>& out) {
    Entry made;
    made.guard = yes();
    made.key = item.key;
    {
        const OwnKeys own(*this);
        if (item.keyExpr.valid()) {
            NodeRef key = unshare(evaluate(item.keyExpr));
            if (key->kind == NodeKind::String)
                made.key = key->text;
            else
                made.keyNode = key;
        }
        made.value = evaluate(item.value);
    }
    if (item.omitNone) {
        made.guard = simplify(present(made.value));
        if (!made.guard->isFalse())
            made.value = payload(made.value);
    }
    if (item.omitEmpty && !made.guard->isFalse())
        made.guard = guards_.both(made.guard, simplify(nonEmpty(made.value)));
    if (keys != Keys::None)
        put(out, std::move(made), keys == Keys::Move);
    else if (!made.guard->isFalse())
        out.push_back(std::move(made));
}

void Evaluator::spread(const core::Entry& item, Keys keys, std::vector<Entry>& out) {
    NodeRef whole = evaluate(item.value);
    core::TypeKind kind = typeOf(program_[item.value].type).kind;
    bool mayStay = kind == core::TypeKind::Map || kind == core::TypeKind::Native;
    if (keys != Keys::None && mayStay && whole->kind == NodeKind::Shared)
        put(out, spreadOf(whole), keys == Keys::Move);
    else
        spreadOpen(spreadOf(unshare(whole)), keys, out);
}

/// The entries of what is spread: a late map, list or object itself, or each alternative of a choice under its guard.
void Evaluator::spreadOpen(Entry whole, Keys keys, std::vector<Entry>& out) {
    bool keyed = keys != Keys::None;
    if (whole.value->isNone())
        return;
    if (keyed && isExpandable(whole.value))
        whole.value = expand(whole.value);
    // A text can't show an object of Kubernetes that is spread.
    bool isShown = keyed && isPlace(whole.value) && typeOf(whole.value).kind != core::TypeKind::Native;
    NodeRef ordered = isShown ? inWrittenOrder(whole.value) : nullptr;
    if (ordered != nullptr)
        whole.value = ordered;
    if (whole.value->kind == (keyed ? NodeKind::Record : NodeKind::List)) {
        append(out, guarded(whole.guard, whole.value->entries), keys);
        return;
    }
    if (whole.value->kind != NodeKind::Choice) {
        append(out, {std::move(whole)}, keys);
        return;
    }
    for (const Entry& arm : alternatives(whole.value)) {
        NodeRef guard = guards_.both(whole.guard, arm.guard);
        if (arm.value->kind == NodeKind::Record || arm.value->kind == NodeKind::List) {
            append(out, guarded(guard, arm.value->entries), keys);
            continue;
        }
        Entry part = spreadOf(arm.value);
        part.guard = guard;
        append(out, {std::move(part)}, keys);
    }
}

} // namespace stackc::eval
