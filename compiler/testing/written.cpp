#include "testing/written.h"

#include <algorithm>

namespace stackc::testing {

namespace ast = syntax;

namespace {

void addKeys(const ast::Module& module, ast::BlockId block, std::vector<std::string>& keys) {
    for (ast::EntryId id : module[block].entries) {
        const auto* assign = std::get_if<ast::AssignEntry>(&module[id].node);
        const auto* amend = std::get_if<ast::AmendEntry>(&module[id].node);
        if (assign == nullptr && amend == nullptr)
            continue;
        const ast::Target& target = assign != nullptr ? assign->target : amend->target;
        const bool isNew =
            !target.steps.empty() && std::find(keys.begin(), keys.end(), target.steps[0].name.text) == keys.end();
        if (isNew)
            keys.push_back(target.steps[0].name.text);
    }
}

} // namespace

std::vector<std::string> keysIn(const ast::Module& module, ast::ExprId list) {
    std::vector<std::string> keys;
    const auto* elements = list.valid() ? std::get_if<ast::ListExpr>(&module[list].node) : nullptr;
    if (elements == nullptr)
        return keys;
    for (ast::ItemId item : elements->items) {
        const auto* value = std::get_if<ast::ValueItem>(&module[item].node);
        const bool isWritten = value != nullptr && value->value.valid();
        if (const auto* block = isWritten ? std::get_if<ast::BlockExpr>(&module[value->value].node) : nullptr)
            addKeys(module, block->block, keys);
    }
    return keys;
}

std::string kindIn(const ast::Module& module, ast::ExprId condition, std::string_view name) {
    const auto* binary = condition.valid() ? std::get_if<ast::BinaryExpr>(&module[condition].node) : nullptr;
    if (binary == nullptr || !binary->lhs.valid() || !binary->rhs.valid())
        return "";
    if (binary->op == ast::BinaryOp::logicalAnd || binary->op == ast::BinaryOp::logicalOr) {
        const std::string first = kindIn(module, binary->lhs, name);
        return first.empty() ? kindIn(module, binary->rhs, name) : first;
    }
    const auto* member = std::get_if<ast::MemberExpr>(&module[binary->lhs].node);
    const auto* kind = std::get_if<ast::StringLit>(&module[binary->rhs].node);
    if (binary->op != ast::BinaryOp::eq || member == nullptr || kind == nullptr || !kind->isPlainText())
        return "";
    const auto* of = std::get_if<ast::NameRef>(&module[member->base].node);
    return of != nullptr && of->name.text == name && member->name.text == "kind" ? kind->plainText() : "";
}

Known hintOf(const ast::Module& module, const kube::Library& library, ast::ExprId id,
             const std::function<Known(const std::string&)>& named) {
    if (!id.valid())
        return {};
    if (const auto* ref = std::get_if<ast::NameRef>(&module[id].node))
        return named(ref->name.text);
    const auto* member = std::get_if<ast::MemberExpr>(&module[id].node);
    const auto* index = std::get_if<ast::IndexExpr>(&module[id].node);
    const ast::ExprId inner = member != nullptr ? member->base : index != nullptr ? index->base : ast::ExprId();
    const Known base = hintOf(module, library, inner, named);
    if (!base)
        return {};
    const kube::Type type = library.type(*base);
    if (type.shape == kube::Shape::Map || (type.shape == kube::Shape::List && index != nullptr))
        return type.element;
    if (type.shape != kube::Shape::Object || member == nullptr)
        return {};
    auto field = type.fields.find(member->name.text);
    return field ? Known(field->type) : Known();
}

} // namespace stackc::testing
