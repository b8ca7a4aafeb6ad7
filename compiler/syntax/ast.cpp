#include "syntax/ast.h"

#include <cassert>

namespace stackc::syntax {

std::string Path::text() const {
    std::string result;
    for (const Name& part : parts) {
        if (!result.empty())
            result += '.';
        result += part.text;
    }
    return result;
}

const std::string& StringLit::plainText() const {
    static const std::string empty;
    assert(isPlainText());
    return parts.empty() ? empty : parts[0].text;
}

namespace {

template <typename Id, typename Node> Id append(std::vector<Node>& nodes, Node&& node) {
    nodes.push_back(std::move(node));
    return Id(nodes.size() - 1);
}

} // namespace

DeclId Module::add(Decl node) { return append<DeclId>(decls, std::move(node)); }
ExprId Module::add(Expr node) { return append<ExprId>(exprs, std::move(node)); }
TypeId Module::add(TypeExpr node) { return append<TypeId>(types, std::move(node)); }
ItemId Module::add(Item node) { return append<ItemId>(items, std::move(node)); }
EntryId Module::add(Entry node) { return append<EntryId>(entries, std::move(node)); }
BlockId Module::add(Block node) { return append<BlockId>(blocks, std::move(node)); }
StmtId Module::add(Stmt node) { return append<StmtId>(stmts, std::move(node)); }
BodyId Module::add(Body node) { return append<BodyId>(bodies, std::move(node)); }

} // namespace stackc::syntax
