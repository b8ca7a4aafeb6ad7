#include "eval/type_checks.h"

#include "core/origin.h"
#include "eval/choose.h"
#include "eval/entries.h"
#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/primitives.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// Where the author writes the second of two equal elements, if the check that is run asks for a list without them.
std::optional<core::Span> secondOfTwo(Evaluation& in) {
    const core::ExprId asked = in.trace.expr();
    const auto* prim = asked.valid() ? std::get_if<core::PrimExpr>(&in.program[asked].node) : nullptr;
    if (prim == nullptr || prim->op != core::Op::Unique)
        return std::nullopt;
    std::set<std::string> before;
    for (const Entry& entry : opened(in, unshared(in.evaluate(prim->args[0]))->entries)) {
        NodeRef value = entry.value != nullptr ? unshared(entry.value) : nullptr;
        if (value != nullptr && value->kind == NodeKind::String && !before.insert(value->text).second)
            return in.trace.elementOf(prim->args[0], value->text);
    }
    return std::nullopt;
}

} // namespace

void check(Evaluation& in, const Scopes& scopes, NodeRef condition, NodeRef message, core::Span span) {
    NodeRef decided = in.simplify(condition);
    if (decided->isTrue())
        return;
    std::vector<ir::Scope> around = scopes.merged(in.guards);
    if (decided->isFalse() && around.empty()) {
        std::string text = message->kind == NodeKind::String ? message->text : "a check does not hold";
        if (const std::optional<core::Span> second = secondOfTwo(in))
            in.trace.reportAt(*second, diag::Code::E4001, span, text);
        else
            in.report(diag::Code::E4001, span, text);
        return;
    }
    ++in.openReads;
    in.checks.state({std::move(around), decided, message, span});
}

void TypeChecks::stated(NodeRef condition, NodeRef message, core::Span span) {
    const size_t first = in_.trace.sink().diagnostics().size();
    eval::check(in_, scopes_, condition, message, span);
    in_.trace.sink().takeBack(first, [&](const diag::Diagnostic& found) {
        return std::any_of(refused_.begin(), refused_.end(), [&](core::Span one) {
            return one.file == found.span.file && one.begin <= found.span.begin && found.span.end <= one.end;
        });
    });
}

/// At fault in what the source makes is not the rule, but what the author writes there.
core::Span TypeChecks::placeOf(const core::TypeCheck& rule, const At& at) const {
    if (at.asked == Asked::Values)
        return rule.span;
    core::Origin origin(in_.program);
    origin.search(by_, at.fields, "");
    const auto& found = origin.found();
    return found && found->depth == at.fields.size() ? found->span : in_.trace.author();
}

/// What stands between the place of a value and the message of a rule of its type, which may begin with a field.
std::string TypeChecks::joint(const core::TypeCheck& rule, const core::Type& type) const {
    const auto* message = std::get_if<core::Literal>(&in_.program[rule.message].node);
    auto isFirst = [&](const core::Field& field) {
        return message != nullptr && message->text.starts_with(field.key) &&
               message->text.find_first_of(" .,", field.key.size()) == field.key.size();
    };
    return std::ranges::any_of(type.fields, isFirst) ? "." : ": ";
}

/// The library's types don't know where the values are that are of them: that is put before their messages.
void TypeChecks::runChecks(const std::vector<core::TypeCheck>& checks, const core::Type& type, NodeRef self,
                           const At& at) {
    for (const core::TypeCheck& rule : checks) {
        in_.vars[rule.self.value] = self;
        NodeRef condition = in_.evaluate(rule.condition);
        std::pair known{condition, rule.span};
        if (at.asked == Asked::Values)
            askedOfValues_.insert(known);
        else if (askedOfValues_.contains(known))
            continue;
        decided(in_, Fork::Check, rule.condition, condition);
        NodeRef message = in_.evaluate(rule.message);
        if (at.path != nullptr && !in_.program.isAuthors(rule.span))
            message =
                primitive(in_, core::Op::Concat, {at.path, in_.nodes.string(joint(rule, type)), message}, nullptr);
        if (in_.simplify(condition)->isTrue())
            continue;
        const core::Span place = placeOf(rule, at);
        const size_t errors = in_.trace.sink().errorCount();
        eval::check(in_, scopes_, condition, message, place);
        if (at.asked == Asked::Made && in_.trace.sink().errorCount() > errors)
            refused_.push_back(place);
    }
}

namespace {

/// What stands at a key of a record of that type, which becomes that of what is found; null where no field has the key.
NodeRef atKey(Evaluation& in, NodeRef record, core::TypeId& type, const std::string& key) {
    for (const core::Field& field : in.typeOf(type).fields) {
        if (!field.flat && field.key != key)
            continue;
        core::Expr asked;
        core::TypeId found = asked.type = field.type;
        NodeRef value = fieldOf(in, record, field.name, asked);
        if (field.flat)
            value = atKey(in, value, found, key);
        if (value == nullptr)
            continue;
        type = found;
        return value;
    }
    return nullptr;
}

} // namespace

/// Is the chart that the program includes by that name part of the release?
NodeRef TypeChecks::isOn(const std::string& alias) {
    core::TypeId type = in_.program.valuesType;
    NodeRef value = input(in_, core::Input::Values, type);
    auto isIt = [&alias](const core::Include& include) { return include.alias == alias; };
    const auto& includes = in_.program.includes;
    auto part = std::find_if(includes.begin(), includes.end(), isIt);
    if (part == includes.end() || part->condition.empty())
        return in_.yes();
    for (const std::string& key : part->condition)
        value = atKey(in_, value, type, key);
    return value;
}

/// A key further; the same where what follows has none.
TypeChecks::At TypeChecks::below(const At& at, const std::string& key, const std::string& name) const {
    At inner = key.empty() ? at : atEntry(at, in_.nodes.string(key));
    inner.fields = at.fields;
    if (!name.empty())
        inner.fields.emplace_back(name);
    return inner;
}

TypeChecks::At TypeChecks::atEntry(const At& at, NodeRef key) const {
    if (at.path == nullptr)
        return at.at(key);
    return at.at(primitive(in_, core::Op::Concat, {at.path, in_.nodes.string("."), key}, nullptr));
}

/// The element of a list of the values. Of a list that the source makes the chart doesn't know which number it has.
TypeChecks::At TypeChecks::atIndex(const At& at, NodeRef index) const {
    if (at.asked == Asked::Made || at.path == nullptr)
        return at;
    NodeRef number = primitive(in_, core::Op::ToText, {index}, nullptr);
    std::vector<NodeRef> texts{at.path, in_.nodes.string("["), number, in_.nodes.string("]")};
    return at.at(primitive(in_, core::Op::Concat, std::move(texts), nullptr));
}

bool TypeChecks::has(core::TypeId id, Rules rules) {
    if (!id.valid())
        return false;
    auto [place, fresh] = has_.try_emplace({id.value, rules}, false);
    if (!fresh)
        return place->second;
    const core::Type& type = in_.typeOf(id);
    auto counts = [&](const core::TypeCheck& rule) { return rules == Rules::Any || !in_.program.isAuthors(rule.span); };
    bool found = std::ranges::any_of(type.checks, counts) || std::ranges::any_of(type.wheres, counts);
    for (const core::Field& field : type.fields)
        found = found || has(field.type, rules);
    for (const core::Case& variantCase : type.cases)
        found = found || has(variantCase.payload, rules);
    bool nests =
        type.kind == core::TypeKind::Optional || type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
    found = found || (nests && (has(type.element, rules) || has(type.key, rules)));
    return has_[{id.value, rules}] = found;
}

template <typename Check> void TypeChecks::under(NodeRef guard, const Check& check) {
    guard = in_.simplify(guard);
    if (guard->isFalse())
        return;
    if (guard->isTrue())
        return check();
    const Within within(in_, scopes_, guard);
    check();
}

/// An element of a list or map that is put together: itself, those of a loop, or those of another list or map.
void TypeChecks::checkElement(const Entry& entry, size_t index, core::TypeId collection, const At& at) {
    under(entry.guard, [&] {
        if (entry.kind == EntryKind::Spread)
            return check(collection, entry.value, at);
        const core::Type& type = in_.typeOf(collection);
        if (entry.kind != EntryKind::Each) {
            if (type.kind != core::TypeKind::Map)
                return check(type.element, entry.value, atIndex(at, in_.nodes.integer(static_cast<int64_t>(index))));
            NodeRef key = entry.keyNode != nullptr ? entry.keyNode : in_.nodes.string(entry.key);
            check(type.key, key, at);
            return check(type.element, entry.value, atEntry(at, key));
        }
        const WithinLoop within(in_, scopes_, entry.loop);
        for (const Entry& inner : entry.body)
            checkElement(inner, index, collection, at);
    });
}

/// The elements of a late list or map.
void TypeChecks::checkLate(NodeRef collection, core::TypeId id, const At& at) {
    const core::Type& type = in_.typeOf(id);
    bool isMap = type.kind == core::TypeKind::Map;
    bool isNumbered = at.asked == Asked::Values && has(type.element, Rules::OfLibrary);
    std::string key = isMap ? "key" : isNumbered ? "index" : "";
    const ir::Loop* loop = in_.nodes.loop(collection, in_.place.depth(), "item", key);
    const WithinLoop within(in_, scopes_, loop);
    NodeRef element = in_.nodes.element(loop, type.element);
    if (!isMap)
        return check(type.element, element,
                     isNumbered ? atIndex(at, in_.nodes.key(loop, in_.program.types.integer())) : at);
    NodeRef known = in_.nodes.key(loop, type.key);
    check(type.key, known, at);
    check(type.element, element, atEntry(at, known));
}

void TypeChecks::checkFields(const core::Type& record, NodeRef node, const At& at) {
    core::Expr field;
    for (const core::Field& declared : record.fields) {
        bool isPart = in_.typeOf(declared.type).subchart;
        if (isPart && record.subchart)
            continue; // which the chart that includes it asks, unless that is off itself
        field.type = declared.type;
        const Trace::AtDeclaration atDeclaration(in_.trace, at.asked == Asked::Values ? declared.span : core::Span());
        under(isPart ? isOn(declared.key) : in_.yes(), [&] {
            check(declared.type, fieldOf(in_, node, declared.name, field),
                  below(at, declared.flat ? "" : declared.key, declared.name));
        });
    }
}

/// The type that the values declare for a place of them, of an optional the type of what it holds; invalid where that
/// isn't simply told. A node itself has the type by which it was read.
core::TypeId TypeChecks::declared(NodeRef place) const {
    if (place->kind == NodeKind::Default)
        place = place->args[0];
    core::TypeId found;
    if (place->kind != NodeKind::Ref)
        return found;
    if (ir::isInput(place, core::Input::Values))
        found = in_.program.valuesType;
    if (place->base == ir::RefBase::Element)
        if (core::TypeId source = declared(place->loop->source); source.valid())
            found = in_.typeOf(source).element;
    if (place->base == ir::RefBase::Field)
        if (core::TypeId parent = declared(place->args[0]); parent.valid())
            for (const core::Field& field : in_.typeOf(parent).fields)
                if (field.key == place->text && !field.flat)
                    found = field.type;
    if (found.valid() && in_.typeOf(found).kind == core::TypeKind::Optional)
        found = in_.typeOf(found).element;
    // What is asked of a chart that is included is asked where that is on.
    return found.valid() && in_.typeOf(found).subchart ? core::TypeId() : found;
}

/// Is what the source makes a place of the values, where the same rules are asked?
bool TypeChecks::isAsked(core::TypeId id, NodeRef node) const {
    const core::Type& type = in_.typeOf(id);
    core::TypeId held = type.kind == core::TypeKind::Optional ? type.element : id;
    return declared(node) == held;
}

/// The rules of a type at every place where it occurs, under the guards and loops that lead there.
void TypeChecks::check(core::TypeId id, NodeRef node, const At& outer) {
    if (!has(id))
        return;
    At at = outer;
    if (at.asked == Asked::Made) {
        node = unshared(node);
        if (!at.inPlace && isAsked(id, node))
            return;
        at.inPlace = at.inPlace || isPlace(node);
        if (node->kind == NodeKind::Choice) {
            for (const Entry& arm : std::vector(alternatives(in_, node)))
                under(arm.guard, [&] { check(id, arm.value, at); });
            return;
        }
    }
    const core::Type& type = in_.typeOf(id);
    runChecks(type.wheres, type, node, at);
    switch (type.kind) {
    case core::TypeKind::Record:
        runChecks(type.checks, type, node, at);
        checkFields(type, node, at);
        break;
    case core::TypeKind::Optional:
        if (NodeRef guard = present(in_, node); !guard->isFalse())
            under(guard, [&] { check(type.element, payload(in_, node), at); });
        break;
    case core::TypeKind::Variant:
        for (uint32_t i = 0; i < type.cases.size(); ++i) {
            const core::Case& one = type.cases[i];
            if (NodeRef guard = one.payload.valid() ? caseIs(in_, node, id, i) : in_.no(); !guard->isFalse())
                under(guard, [&] { check(one.payload, casePayload(in_, node, id, i), below(at, one.key, "")); });
        }
        break;
    case core::TypeKind::List:
    case core::TypeKind::Map:
        if (node->kind == NodeKind::List || node->kind == NodeKind::Record)
            for (size_t i = 0; i < node->entries.size(); ++i)
                checkElement(node->entries[i], i, id, at);
        else
            checkLate(node, id, at);
        break;
    default:
        break;
    }
}

void TypeChecks::values() {
    check(in_.program.valuesType, input(in_, core::Input::Values, in_.program.valuesType),
          {Asked::Values, nullptr, {}, false});
}

} // namespace stackc::eval
