#pragma once
// `use x = component(…)`.

#include "sema/checking.h"

namespace stackc::sema {

/// `use x = component(…)`. `var`: what stands for its outputs, if there is such a variable already.
void useStatement(Checking& in, const ast::UseDecl& decl, Span span, VarId var, std::vector<core::Statement>& out);

} // namespace stackc::sema
