#pragma once
// The statements of components' bodies.

#include "sema/checking.h"

namespace stackc::sema {

/// The statements of a body, and of what is around in it.
void bodyStatements(Checking& in, ast::BodyId id, std::vector<core::Statement>& out);

} // namespace stackc::sema
