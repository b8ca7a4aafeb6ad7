#pragma once
// `patch x.part { … }`: an amendment of what a use before it makes.

#include "sema/checking.h"

namespace stackc::sema {

/// `patch x.part { … }`
void patchStatement(Checking& in, const ast::PatchDecl& decl, Span span, std::vector<core::Statement>& out);

} // namespace stackc::sema
