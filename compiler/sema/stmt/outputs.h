#pragma once
// What a component gives: its outputs, and what it contributes to services.

#include "sema/checking.h"

namespace stackc::sema {

/// `contribution { … }`
void contributionStatement(Checking& in, const ast::ContributionStmt& node, Span span);
/// `outputs { … }`
void outputsStatement(Checking& in, ast::ExprId value, Span span);
/// The type of what a component gives; a record without fields for one that has no outputs.
TypeId outputsTypeOf(Checking& in, core::ComponentId component);

} // namespace stackc::sema
