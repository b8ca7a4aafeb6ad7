#pragma once
// Refinements: `Int(0..)`, `String(1..63)`, `String("regex")`.

#include "sema/checking.h"

namespace stackc::sema {

/// The type with its refinements; reports those that it doesn't take.
TypeId refine(Checking& in, TypeId base, const std::vector<ast::Refinement>& refinements);

} // namespace stackc::sema
