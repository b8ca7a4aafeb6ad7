#pragma once
// Charts that this one brings along: what they add to `values`, and their conditions.

#include "sema/checking.h"

namespace stackc::sema {

/// Adds a field for each dependency of a module's chart, then the defaults, which may name what the fields belong to.
void dependencies(Checking& in, uint32_t module, TypeId record);
/// `include`, as a statement: the chart that is brought along, with its condition.
void includeUse(Checking& in, const ast::IncludeDecl& decl);
/// `external`, as a statement: the chart that is brought along, with its condition.
void externalUse(Checking& in, ast::DeclId id, const ast::ExternalDecl& decl);

} // namespace stackc::sema
