#pragma once
// Edits in an environment that are moved to the values behind what they name.

#include "sema/expr/edits.h"

namespace stackc::sema {

/// The service or backend of that name in the chart, reported if there is none.
std::optional<SymbolIndex> partNamed(Checking& in, const ast::Name& name, SymbolKind kind);
/// The edit from that step on, of the values at the path.
void movedEdit(Checking& in, core::Environment& env, const std::vector<ast::Name>& path, const Edit& edit, size_t step,
               PathTree& paths);

} // namespace stackc::sema
