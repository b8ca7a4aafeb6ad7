#pragma once

#include <cstdint>
#include <vector>

#include "syntax/ast_common.h"
#include "syntax/ast_decl.h"
#include "syntax/ast_expr.h"
#include "syntax/ast_type.h"

namespace stackc::syntax {

/// One parsed file. Nodes refer to each other by id into the vectors below and hold no pointers; `parse` makes it,
/// nobody changes it afterwards. After a syntax error it holds what could be understood, with Error… nodes in the gaps.
struct Module {
    FileId file;

    /// As written.
    std::vector<Decl> decls;
    std::vector<Expr> exprs;
    std::vector<TypeExpr> types;
    std::vector<Item> items;
    std::vector<Entry> entries;
    std::vector<Block> blocks;
    std::vector<Stmt> stmts;
    std::vector<Body> bodies;

    /// Byte offsets at which the text is not what the grammar wants, also where nothing is said of it as it may follow
    /// from an error before. The trees around them have gaps.
    std::vector<std::uint32_t> faults;

    const Decl& operator[](DeclId id) const { return decls[id.index]; }
    const Expr& operator[](ExprId id) const { return exprs[id.index]; }
    const TypeExpr& operator[](TypeId id) const { return types[id.index]; }
    const Item& operator[](ItemId id) const { return items[id.index]; }
    const Entry& operator[](EntryId id) const { return entries[id.index]; }
    const Block& operator[](BlockId id) const { return blocks[id.index]; }
    const Stmt& operator[](StmtId id) const { return stmts[id.index]; }
    const Body& operator[](BodyId id) const { return bodies[id.index]; }

    DeclId add(Decl node);
    ExprId add(Expr node);
    TypeId add(TypeExpr node);
    ItemId add(Item node);
    EntryId add(Entry node);
    BlockId add(Block node);
    StmtId add(Stmt node);
    BodyId add(Body node);
};

} // namespace stackc::syntax
