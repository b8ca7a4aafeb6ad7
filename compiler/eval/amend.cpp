// Amending what is there: the entries of records and maps, the elements of lists, as far as they are known.
#include "eval/evaluator.h"

#include <algorithm>
#include <utility>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

/// What a spread gives to a key.
Evaluator::Held Evaluator::heldBySpread(NodeRef whole, NodeRef key, core::TypeId type) {
    whole = unshare(whole);
    if (whole->isNone())
        return {no(), nullptr};
    if (isExpandable(whole))
        whole = expand(whole);
    if (whole->kind == NodeKind::Record)
        return held(whole->entries, key, type);
    if (whole->kind == NodeKind::Choice) {
        Held result{no(), nullptr};
        for (auto arm = whole->entries.rbegin(); arm != whole->entries.rend(); ++arm) {
            Held other = heldBySpread(arm->value, key, type);
            if (other.there == nullptr)
                return other;
            NodeRef otherwise = guards_.negate(arm->guard);
            result.there = guards_.either(guards_.both(arm->guard, other.there), guards_.both(otherwise, result.there));
            if (other.value != nullptr)
                result.value =
                    result.value == nullptr ? other.value : choose(arm->guard, other.value, result.value, type);
        }
        return result;
    }
    if (whole->kind != NodeKind::Ref || key->kind != NodeKind::String)
        return {nullptr, nullptr};
    const core::Type& slot = typeOf(type);
    bool isCollection = slot.kind == core::TypeKind::List || slot.kind == core::TypeKind::Map;
    if (slot.kind == core::TypeKind::Native) {
        kube::Shape shape = program_.types.natives().type(slot.native).shape;
        isCollection = shape == kube::Shape::List || shape == kube::Shape::Map;
    }
    core::TypeKind kind = typeOf(whole).kind;
    if (kind != core::TypeKind::Native && kind != core::TypeKind::Map)
        return {nullptr, nullptr};
    NodeRef value = refField(whole, key->text, type);
    // An absent list or map is an empty one.
    if (kind == core::TypeKind::Native && isCollection)
        return {yes(), value};
    return {primitive(core::Op::HasKey, {whole, key}, nullptr), value};
}

/// What the entries give to a key, either of which may be late.
Evaluator::Held Evaluator::held(const std::vector<Entry>& entries, NodeRef key, core::TypeId type) {
    Held result{no(), nullptr};
    auto add = [&](NodeRef guard, NodeRef value) {
        if (value == nullptr || guard->isFalse())
            return;
        result.value = result.value == nullptr ? value : choose(guard, value, result.value, type);
        result.there = guards_.either(result.there, guard);
    };
    for (const Entry& entry : opened(entries)) {
        if (const std::string* fixed = ir::fixedKey(entry); fixed != nullptr && key->kind == NodeKind::String) {
            if (*fixed == key->text)
                add(entry.guard, entry.value);
        } else if (entry.kind == EntryKind::Value) {
            NodeRef own = keyOf(nodes_, entry);
            if (!neverEqual(own, key))
                add(guards_.both(entry.guard, compare(core::Op::Eq, own, key)), entry.value);
        } else if (entry.kind == EntryKind::Spread) {
            Held other = heldBySpread(entry.value, key, type);
            if (other.there == nullptr)
                return other;
            add(guards_.both(entry.guard, other.there), other.value);
        } else {
            return {nullptr, nullptr};
        }
    }
    result.there = simplify(result.there);
    return result;
}

std::string Evaluator::staticKey(const core::Entry& item) {
    if (!item.keyExpr.valid())
        return item.key;
    NodeRef key = unshare(evaluate(item.keyExpr));
    if (key->kind == NodeKind::String)
        return key->text;
    report(diag::Code::E4003, item.span, "removing an entry whose key is late");
    return "";
}

void Evaluator::amendEntry(const core::Entry& item, NodeRef guard, std::vector<Entry>& out) {
    NodeRef key = item.keyExpr.valid() ? unshare(evaluate(item.keyExpr)) : nodes_.string(item.key);
    bool isStatic = key->kind == NodeKind::String;
    Held before = held(out, key, program_[item.first].type);
    if (before.there == nullptr) {
        bool isData = std::any_of(out.begin(), out.end(), [this](const Entry& entry) {
            NodeRef whole = entry.kind == EntryKind::Spread ? unshare(entry.value) : nullptr;
            return whole != nullptr && isPlace(whole) && typeOf(whole).kind == core::TypeKind::Data;
        });
        if (isData)
            report(diag::Code::E4003, item.span, "amending a part of what is open data in the values")
                .suggest("give the part in the values, or declare the value with a type of Kubernetes, such as "
                         "`k8s.core.v1.ConfigMap`");
        else
            report(diag::Code::E4003, item.span, "amending an entry of a map whose keys are late")
                .suggest("write it before the loop or the spread that has late keys, or give a whole value with `=`");
        return;
    }
    NodeRef amended = nullptr;
    if (!before.there->isFalse()) {
        Under under(*this, before.there);
        vars_[item.first.value] = before.value;
        amended = evaluate(item.value);
    }
    if (!before.there->isTrue() && !item.otherwise.valid()) {
        report(diag::Code::E3012, item.span,
               before.there->isFalse() ? "it is not there" : "it is there under a condition only");
    } else if (!before.there->isTrue()) {
        NodeRef absent = guards_.negate(before.there);
        Under under(*this, absent);
        vars_[item.first.value] = evaluate(item.otherwise);
        NodeRef made = evaluate(item.value);
        amended = amended == nullptr ? made : choose(before.there, amended, made, program_[item.value].type);
    }
    if (amended == nullptr)
        return;
    Entry made;
    made.guard = guard;
    if (isStatic)
        made.key = key->text;
    else
        made.keyNode = key;
    made.value = amended;
    put(out, std::move(made), amendedMove_);
}

void Evaluator::removeEntry(const core::Entry& item, NodeRef guard, std::vector<Entry>& out) {
    takeOutGone(out);
    const ChangedKeys changed(*this);
    out = opened(std::move(out));
    giveWayToMaps(out); // which are no longer whole
    out = withoutKey(out, staticKey(item), guard, item.span);
}

/// The entries but for a key, as far as the guard reaches. Late keys are compared with it.
std::vector<Entry> Evaluator::withoutKey(const std::vector<Entry>& entries, const std::string& key, NodeRef guard,
                                         core::Span span) {
    std::vector<Entry> left;
    for (Entry& entry : opened(entries)) {
        if (entry.kind == EntryKind::Spread) {
            for (Entry& part : spreadWithoutKey(std::move(entry), key, guard, span))
                left.push_back(std::move(part));
            continue;
        }
        NodeRef removed = no();
        if (entry.kind == EntryKind::Each)
            entry.body = withoutKey(entry.body, key, guard, span);
        else if (ir::fixedKey(entry) == nullptr)
            removed = guards_.both(guard, compare(core::Op::Eq, entry.keyNode, nodes_.string(key)));
        else if (isEntryOf(entry, key))
            removed = guard;
        // What is left is left outside of the branch that removes it.
        entry.guard = guards_.simplify(guards_.both(entry.guard, guards_.negate(removed)), yes());
        if (!entry.guard->isFalse() && (entry.kind != EntryKind::Each || !entry.body.empty()))
            left.push_back(std::move(entry));
    }
    return left;
}

/// A late map becomes a loop over it.
std::vector<Entry> Evaluator::spreadWithoutKey(Entry spread, const std::string& key, NodeRef guard, core::Span span) {
    NodeRef whole = unshare(spread.value);
    if (isExpandable(whole))
        whole = expand(whole);
    if (whole->kind == NodeKind::Record)
        return guarded(spread.guard, withoutKey(whole->entries, key, guard, span));
    if (whole->isNone())
        return {};
    if (whole->kind != NodeKind::Ref || typeOf(whole).kind != core::TypeKind::Map) {
        report(diag::Code::E4003, span, "removing a key from what is late as a whole");
        return {std::move(spread)};
    }
    Entry round;
    round.kind = EntryKind::Each;
    round.guard = spread.guard;
    round.loop = nodes_.loop(whole, loopDepth_, "item", "key");
    Entry inner = ir::NodeTable::item(yes(), nodes_.element(round.loop, typeOf(whole).element));
    inner.keyNode = nodes_.key(round.loop, typeOf(whole).key);
    round.body = withoutKey({std::move(inner)}, key, guard, span);
    return {std::move(round)};
}

// ---- elements of lists

NodeRef Evaluator::amendElements(const core::AmendElements& amended, const core::Expr& expr) {
    NodeRef list = unshare(evaluate(amended.list));
    NodeRef wanted = unshare(evaluate(amended.wanted));
    std::vector<Entry> items;
    if (list->kind == NodeKind::List) {
        items = list->entries;
    } else if (!list->isNone()) {
        items.push_back(spreadOf(list));
    }
    std::vector<Entry> out;
    Search search{wanted, no(), false};
    for (Entry& item : items)
        amendItem(amended, search, std::move(item), out);
    // With all inputs known it may just not be there for these values.
    if (!search.found && amended.mustExist && known_ == nullptr && wanted->kind == NodeKind::String)
        report(diag::Code::E3041, expr.span, amended.key, wanted->text);
    if (search.certain > 1 && amended.mustExist && known_ == nullptr && wanted->kind == NodeKind::String)
        report(diag::Code::E3085, expr.span, amended.key, wanted->text)
            .suggest("take one of them away, or give them different keys");
    return nodes_.list(std::move(out));
}

/// Elements whose key is not known are amended under the condition that they have it. A part is the one element that
/// surely has it, where there is one.
void Evaluator::amendItem(const core::AmendElements& amended, Search& search, Entry item, std::vector<Entry>& out) {
    if (search.matched->isTrue()) {
        out.push_back(std::move(item));
        return;
    }
    if (item.kind == EntryKind::Each) {
        Around around(*this, item.loop);
        Search inside{search.wanted, search.matched, search.found};
        std::vector<Entry> body;
        for (Entry& inner : item.body)
            amendItem(amended, inside, std::move(inner), body);
        search.found = inside.found;
        item.body = std::move(body);
        out.push_back(std::move(item));
        return;
    }
    if (item.kind == EntryKind::Spread)
        return amendSpread(amended, search, item, out);
    core::Expr keyOf{here_, program_.types.string(), {}};
    NodeRef key = fieldOf(item.value, amended.key, keyOf);
    NodeRef held = payload(key);
    // Ports are told apart by their numbers.
    if (held->kind == NodeKind::Int)
        held = nodes_.string(std::to_string(held->integer));
    else if (held->kind == NodeKind::Ref && typeOf(held).kind == core::TypeKind::Int)
        held = primitive(core::Op::ToText, {held}, nullptr);
    NodeRef same = no();
    if (!held->isNone())
        same = guards_.all({present(key), compare(core::Op::Eq, held, search.wanted), guards_.negate(search.matched)});
    same = guards_.simplify(same, guards_.both(context_, item.guard));
    if (same->isFalse() || item.guard->isFalse()) {
        out.push_back(std::move(item));
        return;
    }
    search.found = true;
    search.certain += same->isTrue() && item.guard->isTrue() ? 1 : 0;
    if (!amended.mustExist)
        search.matched = simplify(guards_.either(search.matched, guards_.both(item.guard, same)));
    if (!amended.value.valid()) {
        item.guard = simplify(guards_.both(item.guard, guards_.negate(same)));
        if (!item.guard->isFalse())
            out.push_back(std::move(item));
        return;
    }
    Under under(*this, guards_.both(item.guard, same));
    vars_[amended.element.value] = item.value;
    item.value = choose(same, evaluate(amended.value), item.value, program_[amended.value].type);
    out.push_back(std::move(item));
}

/// The elements of a list within the list: one by one, or in a loop.
void Evaluator::amendSpread(const core::AmendElements& amended, Search& search, const Entry& item,
                            std::vector<Entry>& out) {
    NodeRef whole = unshare(item.value);
    if (whole->kind == NodeKind::List) {
        for (Entry& inner : guarded(item.guard, whole->entries))
            amendItem(amended, search, std::move(inner), out);
        return;
    }
    Binding binding{amended.element, {}};
    auto body = [&]() -> std::vector<Entry> {
        Search inside{search.wanted, search.matched, search.found};
        std::vector<Entry> one;
        amendItem(amended, inside, ir::NodeTable::item(yes(), vars_[amended.element.value]), one);
        search.found = inside.found;
        return one;
    };
    core::TypeId type = program_[amended.list].type;
    Walk walk{type, typeOf(type).kind == core::TypeKind::Map, binding, body, here_};
    std::vector<Entry> made = each(whole, walk, nodes_.integer(0));
    append(out, guarded(item.guard, std::move(made)), Keys::None);
}

} // namespace stackc::eval
