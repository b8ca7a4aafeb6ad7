#pragma once
// Resources: kinds of the library and custom ones declared by hand.

#include "sema/checking.h"

namespace stackc::sema {

/// `resource x = Kind { … }`
void resourceStatement(Checking& in, const ast::ResourceDecl& decl, const std::vector<ast::Annotation>& annotations,
                       Span span, std::vector<core::Statement>& out);

} // namespace stackc::sema
