#pragma once
// What a backend gives in an environment, as far as the source says it: which block counts there, and which of the
// values its attributes are.

#include "sema/expr/edits.h"

namespace stackc::sema {

/// Names in a backend that stand for paths into `values`.
using ValuesNames = std::map<std::string, std::vector<ast::Name>>;

/// What of a backend counts in an environment: a block, one entry from a step of its target on, or what is at a path
/// into `values`.
struct GivenBlock {
    ast::BlockId block{};
    std::optional<Edit> entry{};
    size_t step = 0;
    std::vector<ast::Name> spread{};
    ValuesNames names{};
};

/// What a backend says of one key: a path into `values`, or blocks that make it together; neither where it is computed.
struct GivenKey {
    std::vector<ast::Name> path;
    std::vector<GivenBlock> blocks;
    bool isSaid = false;
};

/// The path into `values` that an expression of a backend is; empty if it is something else.
std::vector<ast::Name> pathIn(const Checking& in, ast::ExprId value, const ValuesNames& names);
/// The block that a backend's value is with the values of an environment.
std::optional<GivenBlock> givenBlock(Checking& in, ExprId values, ast::ExprId value, ValuesNames names);
/// Names what the clauses bind; false where the backend gives nothing in the environment, or that can't be told.
bool clauseNames(Checking& in, ExprId values, const ast::BackendDecl& backend, ValuesNames& names);
/// Adds what the block says of a key to what was said before it.
void readKey(Checking& in, ExprId values, GivenBlock given, const std::string& key, GivenKey& known);

} // namespace stackc::sema
