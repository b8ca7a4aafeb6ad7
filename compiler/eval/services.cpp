// What services tell of each other, before they are made. Of their attributes only those are evaluated that are told:
// the others may ask for `services` themselves.
#include "core/children.h"
#include "eval/evaluator.h"

namespace stackc::eval {

using ir::NodeKind;

/// The value of `services`, made where it is asked for first.
NodeRef Evaluator::services(const core::Expr& use) {
    uint32_t let = program_.services.value;
    ++openReads_;
    if (tellsServices_) {
        report(diag::Code::E2024, use.span, "`services`");
        return nodes_.list({});
    }
    if (lets_[let] == nullptr) {
        tellsServices_ = true;
        // It comes in between: what the functions and loops around have bound stays.
        std::vector<NodeRef> bound = vars_;
        NodeRef made = byItself(letChecks_[let], [&] { return evaluate(program_[program_.services].value); });
        vars_ = std::move(bound);
        lets_[let] = made;
        tellsServices_ = false;
    }
    repeatChecks(letChecks_[let]);
    return lets_[let];
}

/// A variable that nothing has set: of a use that was not made, or comes later.
NodeRef Evaluator::unbound(const core::VarRef& ref, const core::Expr& expr) {
    if (tellsServices_)
        report(diag::Code::E2024, expr.span, "`" + program_[ref.var].name + "`, which is not made yet");
    return typeOf(expr.type).kind == core::TypeKind::Partial ? nodes_.record({}) : nodes_.none();
}

NodeRef Evaluator::attributes(const core::AttributesExpr& attributes, const core::Expr& expr) {
    const core::Expr& merged = program_[attributes.merge];
    std::set<std::string> wanted;
    for (const core::Field& field : typeOf(expr.type).fields)
        wanted.insert(field.name);
    for (const core::Field& field : typeOf(merged.type).fields) {
        const core::Type& type = typeOf(field.type);
        if (type.kind == core::TypeKind::List && type.element == program_.backendType)
            wanted.insert(field.name);
    }
    // What is kept of calls and lets is kept of whole contributions.
    auto lets = std::exchange(lets_, std::vector<NodeRef>(lets_.size(), nullptr));
    auto letChecks = std::exchange(letChecks_, {});
    auto calls = std::exchange(calls_, {});
    reads_.clear();
    const auto* outer = std::exchange(attributes_, &wanted);
    NodeRef whole = merge(std::get<core::MergeExpr>(merged.node), merged);
    attributes_ = outer;
    calls_ = std::move(calls);
    letChecks_ = std::move(letChecks);
    lets_ = std::move(lets);
    std::vector<Entry> out;
    for (const core::Field& field : typeOf(expr.type).fields)
        if (const Entry* entry = ir::findEntry(whole, field.name))
            out.push_back(*entry);
    return nodes_.record(std::move(out));
}

/// Of a contribution's entries those that set a wanted attribute.
std::vector<core::Entry> Evaluator::wantedEntries(const std::vector<core::Entry>& entries) const {
    std::vector<core::Entry> out;
    for (core::Entry entry : entries) {
        bool branches = entry.kind == core::EntryKind::If || entry.kind == core::EntryKind::IfLet;
        bool isOther = !branches && entry.kind != core::EntryKind::Spread && !attributes_->contains(entry.key);
        entry.body = wantedEntries(entry.body);
        entry.orElse = wantedEntries(entry.orElse);
        if (!isOther && !(branches && entry.body.empty() && entry.orElse.empty()))
            out.push_back(std::move(entry));
    }
    return out;
}

/// Is a parameter, or what `let` names, for attributes only that are not wanted?
bool Evaluator::isLeftOut(core::VarId var, core::ExprId body) {
    return attributes_ != nullptr && typeOf(program_[body].type).kind == core::TypeKind::Partial && !mayRead(body, var);
}

/// May the wanted attributes of a contribution need the variable?
bool Evaluator::mayRead(core::ExprId id, core::VarId var) {
    auto known = reads_.find({id.value, var.value});
    if (known != reads_.end())
        return known->second;
    const core::Expr& expr = program_[id];
    const auto* ref = std::get_if<core::VarRef>(&expr.node);
    bool reads = ref != nullptr && ref->var == var;
    auto visit = [&](core::ExprId child) { reads = reads || mayRead(child, var); };
    const auto* record = std::get_if<core::RecordExpr>(&expr.node);
    const auto* call = std::get_if<core::CallExpr>(&expr.node);
    if (record != nullptr && typeOf(expr.type).kind == core::TypeKind::Partial) {
        core::eachChild(core::RecordExpr{record->base, wantedEntries(record->entries)}, visit);
    } else if (call != nullptr) {
        const core::Function& function = program_[call->fn];
        for (size_t i = 0; i < call->args.size(); ++i)
            if (!isLeftOut(function.params[i], function.body))
                visit(call->args[i]);
    } else {
        core::eachChild(expr.node, visit);
    }
    reads_[{id.value, var.value}] = reads;
    return reads;
}

} // namespace stackc::eval
