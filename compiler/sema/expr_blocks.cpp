// `{ … }` by what is wanted, and amending.
#include "sema/checker.h"

namespace stackc::sema {

ExprId Checker::checkBlock(ast::BlockId block, TypeId expected, Span span) {
    PathTree paths;
    TypeKind kind = kindOf(expected);
    if (kind == TypeKind::Variant) {
        sink_.report(Code::E3001, span, "a case of `" + show(expected) + "`", "a block")
            .suggest("name the case: `case { … }`");
        return errorExpr(span);
    }
    return amend(expected, {}, {.block = block, .span = span}, paths);
}

ExprId Checker::amend(TypeId id, ExprId current, const Amendment& amendment, PathTree& paths) {
    if (current.valid() && isError(current))
        current = {};
    if (id == backend_) {
        sink_.report(Code::E3001, amendment.span, "the name of a backend", "a block");
        return errorExpr(amendment.span);
    }
    switch (kindOf(id)) {
    case TypeKind::Record:
        return recordValue(id, current, amendment, paths, !incomplete_);
    case TypeKind::Optional:
        return amendOptional(id, current, amendment, paths);
    case TypeKind::Map:
    case TypeKind::Data:
    case TypeKind::Partial:
        return objectValue(id, current, amendment, paths);
    case TypeKind::Native: {
        kube::Shape shape = nativeOf(id).shape;
        if (shape == kube::Shape::Object || shape == kube::Shape::Map || shape == kube::Shape::Open)
            return objectValue(id, current, amendment, paths);
        break;
    }
    case TypeKind::Variant:
        return amendVariant(id, current, amendment, paths);
    case TypeKind::Error:
        return errorExpr(amendment.span);
    default:
        break;
    }
    sink_.report(Code::E3001, amendment.span, "`" + show(id) + "`", "a block");
    return errorExpr(amendment.span);
}

/// `queue { raft { … } }` or `queue.raft.x = …`: amends the chosen case.
ExprId Checker::amendVariant(TypeId id, ExprId current, const Amendment& amendment, PathTree& paths) {
    Edit edit;
    if (amendment.edit != nullptr) {
        edit = *amendment.edit;
    } else {
        const ast::Block& block = tree()[amendment.block];
        bool single = block.entries.size() == 1;
        if (single)
            edit = editOf(tree()[block.entries[0]]);
        if (!single || edit.target == nullptr || edit.target->computed.valid()) {
            sink_.report(Code::E3001, amendment.span, "a case of `" + show(id) + "`", "a block")
                .suggest("`= case { … }` chooses a case");
            return errorExpr(amendment.span);
        }
    }
    size_t step = amendment.edit != nullptr ? amendment.step : 0;
    const ast::Name& name = edit.target->steps[step].name;
    if (isElement(edit, step))
        return noElement(id, name.span);
    int index = type(id).caseIndex(name.text);
    if (index < 0)
        return unknownCase(name, id);
    const auto* now = nodeAs<core::VariantExpr>(current);
    auto caseIndex = static_cast<uint32_t>(index);
    if (!current.valid() || (now != nullptr && now->caseIndex != caseIndex)) {
        std::string chosen = now == nullptr ? "not known here" : "`" + type(id).cases[now->caseIndex].name + "`";
        sink_.report(Code::E3035, name.span, name.text, chosen).suggest("`= " + name.text + " { … }` chooses it");
        return errorExpr(amendment.span);
    }
    TypeId payload = type(id).cases[caseIndex].payload;
    if (!payload.valid()) {
        sink_.report(Code::E3010, name.span, name.text, "no payload");
        return errorExpr(amendment.span);
    }
    PathTree& inner = paths.children[type(id).cases[caseIndex].key];
    VarId before = now == nullptr ? newVar(name.text, payload) : VarId{};
    ExprId old = now == nullptr ? varRef(before, amendment.span) : now->payload;
    bool isLast = step + 1 == edit.target->steps.size();
    ExprId value;
    if (!isLast)
        value = amend(payload, old, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    else if (edit.kind == Edit::Kind::amend)
        value = amend(payload, old, {.block = edit.block, .span = edit.span}, inner);
    else
        value = check(edit.value, payload);
    ExprId chosen = make(amendment.span, id, core::VariantExpr{caseIndex, value});
    if (now != nullptr)
        return chosen;
    // Which case it is will be known when the value is.
    ExprId other = make(name.span, id, core::FailExpr{"`" + name.text + "` is not the chosen case here"});
    core::MatchExpr match{current, {{{caseIndex}, before, chosen, amendment.span}, {{}, {}, other, amendment.span}}};
    return make(amendment.span, id, std::move(match));
}

Edit Checker::editOf(const ast::Entry& entry) const {
    Edit edit;
    edit.span = entry.span;
    if (const auto* node = std::get_if<ast::AssignEntry>(&entry.node)) {
        edit.kind = node->append ? Edit::Kind::append : Edit::Kind::assign;
        edit.target = &node->target;
        edit.value = node->value;
    } else if (const auto* node = std::get_if<ast::AmendEntry>(&entry.node)) {
        edit.kind = Edit::Kind::amend;
        edit.target = &node->target;
        edit.block = node->block;
    } else if (const auto* node = std::get_if<ast::RemoveEntry>(&entry.node)) {
        edit.kind = Edit::Kind::remove;
        edit.target = &node->target;
    }
    return edit;
}

bool Checker::claim(PathTree& paths, const std::string& key, Claim claim, Span span, const std::string& hint) {
    auto [it, isNew] = paths.children.try_emplace(key);
    PathTree& child = it->second;
    bool changesEarlier = child.earlier && claim == Claim::change;
    if (isNew || changesEarlier) {
        child.span = span;
        child.leaf = claim != Claim::into;
        child.earlier = false;
        return true;
    }
    if (claim == Claim::into && (!child.leaf || child.earlier))
        return true;
    sink_.report(Code::E3011, span, key).note(child.span, "first set here").suggest(hint);
    return false;
}

Claim Checker::claimOf(const Edit& edit, size_t step) {
    bool isLast = step + 1 == edit.target->steps.size();
    if (!isLast || edit.kind == Edit::Kind::amend)
        return Claim::into;
    return edit.kind == Edit::Kind::assign ? Claim::set : Claim::change;
}

PathTree Checker::pathsInBranch(const PathTree& paths) {
    PathTree branch = paths;
    for (auto& [key, child] : branch.children) {
        child = pathsInBranch(child);
        child.earlier = true;
    }
    return branch;
}

void Checker::addBranch(PathTree& paths, const PathTree& branch) {
    for (const auto& [key, child] : branch.children) {
        auto [it, isNew] = paths.children.try_emplace(key);
        if (isNew) {
            it->second = pathsInBranch(child);
            it->second.earlier = true;
        } else {
            addBranch(it->second, child);
        }
    }
}

} // namespace stackc::sema
