#pragma once
// `when` and `for` behind a declaration.

#include "sema/checking.h"

namespace stackc::sema {

using StatementMaker = std::function<void(std::vector<core::Statement>&)>;

/// Makes statements under the clauses from `index` on, inside of one statement for each of them.
void withClauses(Checking& in, const std::vector<ast::Clause>& clauses, size_t index, std::vector<core::Statement>& out,
                 const StatementMaker& make);
/// Is there a loop among the clauses that may run more than once?
bool isLooped(Checking& in, const std::vector<ast::Clause>& clauses);

} // namespace stackc::sema
