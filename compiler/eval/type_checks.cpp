#include "eval/type_checks.h"

#include "core/origin.h"
#include "eval/choose.h"
#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/primitives.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

void check(Evaluation& in, const Scopes& scopes, NodeRef condition, NodeRef message, core::Span span) {
    NodeRef decided = in.simplify(condition);
    if (decided->isTrue())
        return;
    std::vector<ir::Scope> around = scopes.merged(in.guards);
    if (decided->isFalse() && around.empty()) {
        std::string text = message->kind == NodeKind::String ? message->text : "a check does not hold";
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

/// The library's types don't know where the values are that are of them: their messages begin with a field, and that is
/// put before it.
void TypeChecks::runChecks(const std::vector<core::TypeCheck>& checks, NodeRef self, const At& at) {
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
        if (!at.path.empty() && !in_.program.isAuthors(rule.span))
            message = primitive(in_, core::Op::Concat, {in_.nodes.string(at.path + "."), message}, nullptr);
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

TypeChecks::At TypeChecks::At::below(const std::string& key, const std::string& name) const {
    At inner{asked, path.empty() || key.empty() ? path + key : path + "." + key, fields};
    if (!name.empty())
        inner.fields.emplace_back(name);
    return inner;
}

bool TypeChecks::has(core::TypeId id) {
    if (!id.valid())
        return false;
    auto [place, fresh] = has_.try_emplace(id.value, false);
    if (!fresh)
        return place->second;
    const core::Type& type = in_.typeOf(id);
    bool found = !type.checks.empty() || !type.wheres.empty();
    for (const core::Field& field : type.fields)
        found = found || has(field.type);
    for (const core::Case& variantCase : type.cases)
        found = found || has(variantCase.payload);
    bool nests =
        type.kind == core::TypeKind::Optional || type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
    found = found || (nests && (has(type.element) || has(type.key)));
    return has_[id.value] = found;
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
void TypeChecks::checkElement(const Entry& entry, core::TypeId collection, const At& at) {
    under(entry.guard, [&] {
        if (entry.kind == EntryKind::Spread)
            return check(collection, entry.value, at);
        const core::Type& type = in_.typeOf(collection);
        if (entry.kind != EntryKind::Each) {
            if (has(type.key))
                check(type.key, entry.keyNode != nullptr ? entry.keyNode : in_.nodes.string(entry.key), at);
            return check(type.element, entry.value, at);
        }
        const WithinLoop within(in_, scopes_, entry.loop);
        for (const Entry& inner : entry.body)
            checkElement(inner, collection, at);
    });
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
                  at.below(declared.flat ? "" : declared.key, declared.name));
        });
    }
}

/// The rules of a type at every place where it occurs, under the guards and loops that lead there.
void TypeChecks::check(core::TypeId id, NodeRef node, const At& at) {
    if (!has(id))
        return;
    if (at.asked == Asked::Made) {
        node = unshared(node);
        if (node->kind == NodeKind::Choice) {
            for (const Entry& arm : std::vector(alternatives(in_, node)))
                under(arm.guard, [&] { check(id, arm.value, at); });
            return;
        }
    }
    const core::Type& type = in_.typeOf(id);
    runChecks(type.wheres, node, at);
    switch (type.kind) {
    case core::TypeKind::Record:
        runChecks(type.checks, node, at);
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
                under(guard, [&] { check(one.payload, casePayload(in_, node, id, i), at.below(one.key, "")); });
        }
        break;
    case core::TypeKind::List:
    case core::TypeKind::Map: {
        if (node->kind == NodeKind::List || node->kind == NodeKind::Record) {
            for (const Entry& entry : node->entries)
                checkElement(entry, id, at);
            break;
        }
        const ir::Loop* loop =
            in_.nodes.loop(node, in_.place.depth(), "item", type.kind == core::TypeKind::Map ? "key" : "");
        const WithinLoop within(in_, scopes_, loop);
        if (has(type.key))
            check(type.key, in_.nodes.key(loop, type.key), at);
        check(type.element, in_.nodes.element(loop, type.element), at);
        break;
    }
    default:
        break;
    }
}

void TypeChecks::values() {
    check(in_.program.valuesType, input(in_, core::Input::Values, in_.program.valuesType), {Asked::Values, "", {}});
}

} // namespace stackc::eval
