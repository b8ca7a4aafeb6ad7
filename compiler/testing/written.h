#pragma once
// What the text of a test tells of what it walks, for an editor: nothing is refused by it.

#include "syntax/ast.h"
#include "testing/test_kinds.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::testing {

/// The keys of the records in a list that is written out, each once; none of another expression.
std::vector<std::string> keysIn(const syntax::Module& module, syntax::ExprId list);

/// The first kind that a condition compares `name.kind` with; empty if there is none.
std::string kindIn(const syntax::Module& module, syntax::ExprId condition, std::string_view name);

/// What an expression of names, fields and indices probably is; `named` tells it of a name.
Known hintOf(const syntax::Module& module, const kube::Library& library, syntax::ExprId id,
             const std::function<Known(const std::string&)>& named);

} // namespace stackc::testing
