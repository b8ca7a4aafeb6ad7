#pragma once
// Names of cases, in what tests are given.

#include "sema/checking.h"

namespace stackc::sema {

/// The expression that a name of a case stands for, or a field of what it stands for; any other expression itself.
ast::ExprId standsFor(const Checking& in, ast::ExprId id);

} // namespace stackc::sema
