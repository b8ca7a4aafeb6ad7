#pragma once
// What a source says of Kubernetes beside its resources: `@allow`, and `external secret "x"`.

#include "sema/checking.h"

namespace stackc::sema {

/// The annotations `@allow` of a statement, given to the statement that was made of it last.
void allow(Checking& in, const std::vector<ast::Annotation>& annotations, size_t before,
           std::vector<core::Statement>& out);
/// `external secret "x"`
void outsideResource(Checking& in, const ast::ExternalDecl& decl);

} // namespace stackc::sema
