#include "eval/literals.h"

#include "eval/amend.h"
#include "eval/entries.h"
#include "eval/keys.h"
#include "eval/loops.h"
#include "eval/optionals.h"
#include "eval/places.h"

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// How a literal puts its entries together.
struct Literal {
    Keys keys;
    core::TypeId type = {};   ///< of one with keys
    bool amendedMove = false; ///< it computes keys: what is amended goes to the end, as what is set does
    bool isRound = false;     ///< the entries are those of a loop in it, and no others
    bool giveWay = false;     ///< of a round's entries each says itself where a later one has its key
    bool* meet = nullptr;     ///< becomes true where entries of a round may have one key
};

bool mayHaveComputedKeys(Evaluator& in, core::ExprId spread);
NodeRef recordLiteral(Evaluator& in, const core::RecordExpr& record, const core::Expr& expr);
NodeRef listLiteral(Evaluator& in, const core::ListExpr& list);
std::vector<Entry> entriesOf(Evaluator& in, const std::vector<core::Entry>& entries, const Literal& literal);
void addEntry(Evaluator& in, const core::Entry& item, const Literal& literal, Entries& out);
void branch(Evaluator& in, const core::Entry& item, NodeRef guard, const Literal& literal, Entries& out);
std::vector<Entry> keyedLoop(Evaluator& in, const core::Entry& item, const Literal& literal);
void setEntry(Evaluator& in, const core::Entry& item, Entries& out);
void addSpread(Evaluator& in, const core::Entry& item, const Literal& literal, Entries& out);
std::vector<Entry> loopEntries(Evaluator& in, const core::Entry& entry, const Literal& literal);

NodeRef defaultRecord(Evaluator& in, core::TypeId type) {
    std::vector<Entry> entries;
    const core::Type& record = in.typeOf(type);
    for (const core::Field& field : record.fields) {
        const core::Type& fieldType = in.typeOf(field.type);
        NodeRef value = field.defaultValue.valid()                   ? in.evaluate(field.defaultValue)
                        : fieldType.kind == core::TypeKind::Optional ? in.nodes.none()
                        : fieldType.kind == core::TypeKind::Record   ? defaultRecord(in, field.type)
                        : fieldType.kind == core::TypeKind::List     ? in.nodes.list({})
                        : fieldType.kind == core::TypeKind::Map      ? in.nodes.record({})
                                                                     : nullptr;
        if (value != nullptr)
            entries.push_back(ir::NodeTable::value(in.yes(), field.name, value));
    }
    return in.nodes.record(std::move(entries));
}

/// What amending starts from: of an optional its payload or preset, of nothing the type's own defaults.
NodeRef presetOf(Evaluator& in, NodeRef base, core::TypeId type) {
    base = unshared(base);
    if (base->kind == NodeKind::Off)
        return base->args[0];
    if (base->kind == NodeKind::None)
        return in.typeOf(type).kind == core::TypeKind::Record ? defaultRecord(in, type) : in.nodes.record({});
    return isExpandable(in, base) ? expand(in, base) : base;
}

/// Does the literal take keys from maps or compute them? Its order is then that in which keys were last set, as late
/// ones can't take the place of others.
bool hasComputedKeys(Evaluator& in, const std::vector<core::Entry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [&in](const core::Entry& item) {
        switch (item.kind) {
        case core::EntryKind::Set:
            return item.keyExpr.valid();
        case core::EntryKind::Spread:
            return mayHaveComputedKeys(in, item.value);
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
        return hasComputedKeys(in, item.body) || hasComputedKeys(in, item.orElse);
    });
}

bool mayHaveComputedKeys(Evaluator& in, core::ExprId spread) {
    const core::Expr& expr = in.program[spread];
    const core::Type& type = in.typeOf(expr.type);
    if (type.kind == core::TypeKind::Native)
        return in.program.types.natives().type(type.native).shape != kube::Shape::Object;
    const auto* literal = std::get_if<core::RecordExpr>(&expr.node);
    if (type.kind == core::TypeKind::Data && literal != nullptr)
        return hasComputedKeys(in, literal->entries);
    return type.kind == core::TypeKind::Map || type.kind == core::TypeKind::Data;
}

/// What a literal is, made once where nothing around it shapes it.
template <typename Make> NodeRef madeOnce(Evaluator& in, const Make& make) {
    // In loops the elements around may decide what is made of lists.
    if (!in.services.wantsAll() || !in.place.rounds().empty())
        return make();
    std::tuple key{in.trace.expr().value, in.place.context(), in.place.depth()};
    if (auto known = in.memo.closedLiterals.find(key); known != in.memo.closedLiterals.end())
        return known->second;
    size_t reads = in.openReads;
    size_t diagnostics = in.trace.sink().diagnostics().size();
    NodeRef result = make();
    if (!in.decisions.areKept() && in.openReads == reads && in.trace.sink().diagnostics().size() == diagnostics)
        in.memo.closedLiterals.emplace(key, result);
    return result;
}

/// Open data may be a text or a list; a whole resource is a map.
bool isOpen(const Evaluator& in, core::TypeId id) {
    const core::Type& type = in.typeOf(id);
    return (type.kind == core::TypeKind::Data && !type.open) || in.hasShape(id, kube::Shape::Open);
}

/// Is open data a map, whatever the values?
bool isSurelyMap(const Evaluator& in, NodeRef data) {
    data = unshared(data);
    if (data->kind == NodeKind::Choice)
        return std::all_of(data->entries.begin(), data->entries.end(),
                           [&in](const Entry& arm) { return isSurelyMap(in, arm.value); });
    return isPlace(data) ? !isOpen(in, data->type) : data->kind == NodeKind::Record || data->isNone();
}

NodeRef recordLiteral(Evaluator& in, const core::RecordExpr& record, const core::Expr& expr) {
    bool isComputed = hasComputedKeys(in, record.entries);
    core::TypeKind kind = in.typeOf(expr.type).kind;
    bool isOpenBase = kind == core::TypeKind::Data && record.base.valid() && mayHaveComputedKeys(in, record.base);
    bool moves = kind == core::TypeKind::Map || isComputed || isOpenBase;
    const Literal literal{moves ? Keys::Move : Keys::Stay, expr.type, isComputed};
    Entries out(in, literal.keys, literal.type);
    if (record.base.valid()) {
        NodeRef base = presetOf(in, in.evaluate(record.base), expr.type);
        if (isOpen(in, in.program[record.base].type) && !isSurelyMap(in, base)) {
            in.report(diag::Code::E4003, expr.span, "amending what is open data in the values and may be no map")
                .suggest("give the part in the values, or declare the value with a type that says what it holds");
            return in.nodes.none();
        }
        if (base->kind != NodeKind::Record)
            out.spread(spreadOf(in, base));
        else if (in.spend(limit::copySteps * base->entries.size()))
            out.assign(base->entries);
    }
    bool isPart = !in.services.wantsAll() && kind == core::TypeKind::Partial;
    out.reserve(out.all().size() + record.entries.size());
    const std::vector<core::Entry> wanted =
        isPart ? in.services.wantedEntries(record.entries) : std::vector<core::Entry>{};
    for (const core::Entry& item : isPart ? wanted : record.entries)
        addEntry(in, item, literal, out);
    return in.nodes.record(out.take());
}

} // namespace

NodeRef recordExpr(Evaluator& in, const core::RecordExpr& literal, const core::Expr& expr) {
    return madeOnce(in, [&] { return recordLiteral(in, literal, expr); });
}

NodeRef listExpr(Evaluator& in, const core::ListExpr& list) {
    return madeOnce(in, [&] { return listLiteral(in, list); });
}

namespace {

NodeRef listLiteral(Evaluator& in, const core::ListExpr& list) {
    std::vector<Entry> items = entriesOf(in, list.items, {Keys::None});
    // `[...xs]` is xs.
    if (items.size() == 1 && items[0].kind == EntryKind::Spread && items[0].guard->isTrue())
        return items[0].value;
    return in.nodes.list(std::move(items));
}

std::vector<Entry> entriesOf(Evaluator& in, const std::vector<core::Entry>& entries, const Literal& literal) {
    Entries out(in, literal.keys, literal.type);
    out.reserve(entries.size());
    for (const core::Entry& item : entries)
        addEntry(in, item, literal, out);
    return out.take();
}

void addEntry(Evaluator& in, const core::Entry& item, const Literal& literal, Entries& out) {
    switch (item.kind) {
    case core::EntryKind::Set:
        return setEntry(in, item, out);
    case core::EntryKind::Spread:
        return addSpread(in, item, literal, out);
    case core::EntryKind::For:
        return out.append(literal.keys == Keys::None ? loopEntries(in, item, literal) : keyedLoop(in, item, literal));
    case core::EntryKind::Amend:
        return amendEntry(in, item, in.yes(), literal.amendedMove, out);
    case core::EntryKind::Remove:
        return removeEntry(in, item, in.yes(), out);
    case core::EntryKind::If:
    case core::EntryKind::IfLet:
        return branch(in, item, in.yes(), literal, out);
    }
}

/// Do entries change what is there before, in branches as well?
bool changesEarlier(const std::vector<core::Entry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [](const core::Entry& entry) {
        bool branches = entry.kind == core::EntryKind::If || entry.kind == core::EntryKind::IfLet;
        return entry.kind == core::EntryKind::Amend || entry.kind == core::EntryKind::Remove ||
               (branches && (changesEarlier(entry.body) || changesEarlier(entry.orElse)));
    });
}

/// The entries under a guard, which those that have one of their own say only where theirs doesn't: of an `else if`,
/// each of the branches behind it would say again that those before it fail.
std::vector<Entry> narrowed(Evaluator& in, NodeRef guard, std::vector<Entry> entries) {
    for (Entry& entry : entries)
        entry.guard = entry.guard->isTrue() ? guard : in.guards.narrow(guard, entry.guard);
    return entries;
}

/// An entry of a branch of an `if` under its guard. Those that change what is there before do so under it.
void branch(Evaluator& in, const core::Entry& item, NodeRef guard, const Literal& literal, Entries& out) {
    if (item.kind == core::EntryKind::Amend)
        return amendEntry(in, item, guard, literal.amendedMove, out);
    if (item.kind == core::EntryKind::Remove)
        return removeEntry(in, item, guard, out);
    if (item.kind != core::EntryKind::If && item.kind != core::EntryKind::IfLet) {
        Entries made(in, literal.keys, literal.type);
        addEntry(in, item, literal, made);
        return out.append(guarded(in, guard, made.take()));
    }
    NodeRef subject = in.evaluate(item.value);
    bool binds = item.kind == core::EntryKind::IfLet;
    NodeRef test = in.simplify(binds ? present(in, subject) : subject);
    decided(in, binds ? Fork::Optional : Fork::Condition, item.value, test);
    auto run = [&](NodeRef under, const std::vector<core::Entry>& body) {
        if (under->isFalse() || body.empty())
            return;
        Under inside(in, under);
        NodeRef both = in.guards.both(guard, under);
        Literal inner = literal;
        inner.isRound = literal.isRound && body.size() == 1;
        if (literal.keys == Keys::None || !changesEarlier(body))
            return out.append(narrowed(in, both, entriesOf(in, body, inner)));
        for (const core::Entry& inner : body)
            branch(in, inner, both, literal, out);
    };
    if (binds && !test->isFalse())
        in.vars[item.first.value] = payload(in, subject);
    run(test, item.body);
    run(in.guards.negate(test), item.orElse);
}

/// The entries of a loop in a literal with keys, of which no two rounds make one key. What the loop around asks is not
/// asked here.
std::vector<Entry> keyedLoop(Evaluator& in, const core::Entry& item, const Literal& literal) {
    bool meet = false;
    Literal inside = literal;
    inside.isRound = item.body.size() == 1;
    inside.meet = in.known == nullptr ? &meet : nullptr;
    const size_t errors = in.trace.sink().errorCount();
    std::vector<Entry> made = loopEntries(in, item, inside);
    if (literal.meet != nullptr)
        *literal.meet = *literal.meet || meet;
    bool isAskedAround = literal.isRound && made.size() == 1 && made[0].kind == EntryKind::Each;
    if (isAskedAround || literal.giveWay || in.trace.sink().errorCount() > errors)
        return made;
    inside.giveWay = meet;
    checkDistinct(in, meet ? loopEntries(in, item, inside) : made, item.span);
    return made;
}

void setEntry(Evaluator& in, const core::Entry& item, Entries& out) {
    Entry made;
    made.guard = in.yes();
    made.key = item.key;
    if (item.keyExpr.valid()) {
        NodeRef key = unshared(in.evaluate(item.keyExpr));
        if (key->kind == NodeKind::String)
            made.key = key->text;
        else
            made.keyNode = key;
    }
    made.value = in.evaluate(item.value);
    if (item.omitNone) {
        made.guard = in.simplify(present(in, made.value));
        decided(in, Fork::Optional, item.value, made.guard);
        if (!made.guard->isFalse())
            made.value = payload(in, made.value);
    }
    if (item.omitEmpty && !made.guard->isFalse()) {
        NodeRef isFilled = in.simplify(nonEmpty(in, made.value));
        decided(in, Fork::Optional, item.value, isFilled);
        made.guard = in.guards.both(made.guard, isFilled);
    }
    out.add(std::move(made));
}

void addSpread(Evaluator& in, const core::Entry& item, const Literal& literal, Entries& out) {
    NodeRef whole = in.evaluate(item.value);
    if (isOpen(in, in.program[item.value].type) && !isSurelyMap(in, whole)) {
        in.report(diag::Code::E4003, item.span, "spreading open data that may be no map")
            .suggest("declare the value as `[String: Data]`, or with a type of Kubernetes");
        return;
    }
    core::TypeKind kind = in.typeOf(in.program[item.value].type).kind;
    if (kind == core::TypeKind::List || kind == core::TypeKind::Map)
        counted(in, item.value, whole);
    bool mayStay = kind == core::TypeKind::Map || kind == core::TypeKind::Native;
    if (literal.keys != Keys::None && mayStay && whole->kind == NodeKind::Shared)
        out.add(spreadOf(in, whole));
    else
        out.spread(spreadOf(in, unshared(whole)));
}

/// `for key, value in map { (key) = … }`
bool keepsKeys(const Evaluator& in, const core::Entry& loop) {
    if (!loop.second.valid() || loop.filter.valid() || loop.body.size() != 1)
        return false;
    const core::Entry& made = loop.body[0];
    const auto* key = made.kind == core::EntryKind::Set && made.keyExpr.valid()
                          ? std::get_if<core::VarRef>(&in.program[made.keyExpr].node)
                          : nullptr;
    return key != nullptr && key->var == loop.first && !made.omitNone && !made.omitEmpty;
}

/// The type of the elements of a map of texts: one that was made is itself, whatever it was made of. Invalid for
/// others.
core::TypeId textsIn(const Evaluator& in, core::TypeId id) {
    const core::Type& type = in.typeOf(id);
    bool areTexts = type.kind == core::TypeKind::Map && in.typeOf(type.element).kind == core::TypeKind::String;
    return areTexts ? type.element : core::TypeId{};
}

std::vector<Entry> loopEntries(Evaluator& in, const core::Entry& entry, const Literal& literal) {
    NodeRef source = in.evaluate(entry.value);
    counted(in, entry.value, source);
    Binding binding{entry.first, entry.second};
    auto body = [&]() -> std::vector<Entry> {
        NodeRef filter = entry.filter.valid() ? in.simplify(in.evaluate(entry.filter)) : in.yes();
        if (entry.filter.valid())
            decided(in, Fork::Condition, entry.filter, filter);
        if (filter->isFalse())
            return {};
        Under under(in, filter);
        std::vector<Entry> round = entriesOf(in, entry.body, literal);
        if (literal.meet != nullptr)
            *literal.meet = *literal.meet || mayMeet(in, round);
        if (literal.giveWay)
            giveWayToLater(in, round);
        return guarded(in, filter, std::move(round));
    };
    core::TypeId type = in.program[entry.value].type;
    Walk walk{type, isMap(in, type), binding, body, entry.span};
    if (literal.keys != Keys::None && walk.isMap && keepsKeys(in, entry))
        walk.underOwnKey = textsIn(in, literal.type);
    return each(in, source, walk, in.nodes.integer(0));
}

} // namespace

} // namespace stackc::eval
