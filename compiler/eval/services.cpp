#include "eval/services.h"

#include "core/children.h"
#include "eval/evaluator.h"
#include "eval/service_merge.h"

namespace stackc::eval {

using ir::NodeKind;

NodeRef Services::value(const core::Expr& use) {
    ++in_.openReads;
    if (isTelling_) {
        in_.report(diag::Code::E2024, use.span, "`services`");
        return in_.nodes.list({});
    }
    return in_.lets.value(in_.program.services, [this] {
        const Meanwhile telling(isTelling_, true);
        // It comes in between: what the functions and loops around have bound stays.
        const Meanwhile bound(in_.vars, std::vector(in_.vars));
        return in_.evaluate(in_.program[in_.program.services].value);
    });
}

NodeRef Services::unbound(const core::VarRef& ref, const core::Expr& expr) {
    if (isTelling_)
        in_.report(diag::Code::E2024, expr.span, "`" + in_.program[ref.var].name + "`, which is not made yet");
    return in_.typeOf(expr.type).kind == core::TypeKind::Partial ? in_.nodes.record({}) : in_.nodes.none();
}

NodeRef Services::attributes(const core::AttributesExpr& attributes, const core::Expr& expr) {
    const core::Expr& merged = in_.program[attributes.merge];
    Wanted wanted;
    for (const core::Field& field : in_.typeOf(expr.type).fields)
        wanted.attributes.insert(field.name);
    for (const core::Field& field : in_.typeOf(merged.type).fields) {
        const core::Type& type = in_.typeOf(field.type);
        if (type.kind == core::TypeKind::List && type.element == in_.program.backendType)
            wanted.attributes.insert(field.name);
    }
    NodeRef whole = nullptr;
    {
        // What is kept of calls and lets is kept of whole contributions.
        const Lets::Anew lets(in_.lets);
        const Calls::Anew calls(in_.calls);
        const Meanwhile<std::optional<Wanted>> meanwhile(wanted_, std::move(wanted));
        whole = merge(in_, std::get<core::MergeExpr>(merged.node), merged);
    }
    std::vector<Entry> out;
    for (const core::Field& field : in_.typeOf(expr.type).fields)
        if (const Entry* entry = ir::findEntry(whole, field.name))
            out.push_back(*entry);
    return in_.nodes.record(std::move(out));
}

std::vector<core::Entry> Services::wantedEntries(const std::vector<core::Entry>& entries) const {
    std::vector<core::Entry> out;
    for (core::Entry entry : entries) {
        bool branches = entry.kind == core::EntryKind::If || entry.kind == core::EntryKind::IfLet;
        bool isOther = !branches && entry.kind != core::EntryKind::Spread && !wants(entry.key);
        entry.body = wantedEntries(entry.body);
        entry.orElse = wantedEntries(entry.orElse);
        if (!isOther && !(branches && entry.body.empty() && entry.orElse.empty()))
            out.push_back(std::move(entry));
    }
    return out;
}

bool Services::isLeftOut(core::VarId var, core::ExprId body) {
    return wanted_ && in_.typeOf(in_.program[body].type).kind == core::TypeKind::Partial && !mayRead(body, var);
}

/// May the wanted attributes of a contribution need the variable?
bool Services::mayRead(core::ExprId id, core::VarId var) {
    auto known = wanted_->reads.find({id.value, var.value});
    if (known != wanted_->reads.end())
        return known->second;
    const core::Expr& expr = in_.program[id];
    const auto* ref = std::get_if<core::VarRef>(&expr.node);
    bool reads = ref != nullptr && ref->var == var;
    auto visit = [&](core::ExprId child) { reads = reads || mayRead(child, var); };
    const auto* record = std::get_if<core::RecordExpr>(&expr.node);
    const auto* call = std::get_if<core::CallExpr>(&expr.node);
    if (record != nullptr && in_.typeOf(expr.type).kind == core::TypeKind::Partial) {
        core::eachChild(core::RecordExpr{record->base, wantedEntries(record->entries)}, visit);
    } else if (call != nullptr) {
        const core::Function& function = in_.program[call->fn];
        for (size_t i = 0; i < call->args.size(); ++i)
            if (!isLeftOut(function.params[i], function.body))
                visit(call->args[i]);
    } else {
        core::eachChild(expr.node, visit);
    }
    wanted_->reads[{id.value, var.value}] = reads;
    return reads;
}

} // namespace stackc::eval
