#include "eval/type_checks.h"

#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/primitives.h"

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

/// The library's types don't know where the values are that are of them: their messages begin with a field, and that is
/// put before it.
void TypeChecks::runChecks(const std::vector<core::TypeCheck>& checks, NodeRef self, const std::string& path) {
    for (const core::TypeCheck& rule : checks) {
        in_.vars[rule.self.value] = self;
        NodeRef condition = in_.evaluate(rule.condition);
        NodeRef message = in_.evaluate(rule.message);
        if (!path.empty() && !in_.program.isAuthors(rule.span))
            message = primitive(in_, core::Op::Concat, {in_.nodes.string(path + "."), message}, nullptr);
        eval::check(in_, scopes_, condition, message, rule.span);
    }
}

namespace {

/// A path that goes on with a key, which is empty where what follows has none.
std::string below(const std::string& path, const std::string& key) {
    return path.empty() || key.empty() ? path + key : path + "." + key;
}

} // namespace

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
    found = found || (nests && has(type.element));
    return has_[id.value] = found;
}

/// The rules of a type at every place of the values where it occurs, under the guards and loops that lead there.
void TypeChecks::check(core::TypeId id, NodeRef node, const std::string& path) {
    if (!has(id))
        return;
    const core::Type& type = in_.typeOf(id);
    runChecks(type.wheres, node, path);
    auto guardedCheck = [&](NodeRef guard, const std::string& key, core::TypeId inner, NodeRef value) {
        guard = in_.simplify(guard);
        if (guard->isFalse())
            return;
        const Within within(in_, scopes_, guard);
        check(inner, value, below(path, key));
    };
    switch (type.kind) {
    case core::TypeKind::Record: {
        runChecks(type.checks, node, path);
        core::Expr field;
        for (const core::Field& declared : type.fields) {
            field.type = declared.type;
            const Trace::AtDeclaration atDeclaration(in_.trace, declared.span);
            check(declared.type, fieldOf(in_, node, declared.name, field),
                  declared.flat ? path : below(path, declared.key));
        }
        break;
    }
    case core::TypeKind::Optional:
        if (NodeRef guard = present(in_, node); !guard->isFalse())
            guardedCheck(guard, "", type.element, payload(in_, node));
        break;
    case core::TypeKind::Variant:
        for (uint32_t i = 0; i < type.cases.size(); ++i)
            if (type.cases[i].payload.valid())
                if (NodeRef guard = caseIs(in_, node, id, i); !guard->isFalse())
                    guardedCheck(guard, type.cases[i].key, type.cases[i].payload, casePayload(in_, node, id, i));
        break;
    case core::TypeKind::List:
    case core::TypeKind::Map: {
        if (node->kind == NodeKind::List || node->kind == NodeKind::Record) {
            for (const Entry& entry : node->entries)
                check(type.element, entry.value, path);
            break;
        }
        const ir::Loop* loop =
            in_.nodes.loop(node, in_.place.depth(), "item", type.kind == core::TypeKind::Map ? "key" : "");
        const WithinLoop within(in_, scopes_, loop);
        check(type.element, in_.nodes.element(loop, type.element), path);
        break;
    }
    default:
        break;
    }
}

void TypeChecks::run() { check(in_.program.valuesType, input(in_, core::Input::Values, in_.program.valuesType), ""); }

} // namespace stackc::eval
