#pragma once
// Type expressions.

#include "sema/checking.h"

namespace stackc::sema {

/// The type that an expression of types stands for; the type of errors after a report.
TypeId resolveType(Checking& in, ast::TypeId id);
/// Reports a type that nobody imported, or that there is none; `known` are names that may be meant.
void unknownType(Checking& in, const ast::Path& path, const std::vector<std::string>& known);

} // namespace stackc::sema
