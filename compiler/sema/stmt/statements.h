#pragma once
// The statements of components' bodies.

#include "sema/checking.h"

namespace stackc::sema {

/// Adds the statements of a body, whose names end with it.
void bodyStatements(Checking& in, ast::BodyId id, std::vector<core::Statement>& out);

} // namespace stackc::sema
