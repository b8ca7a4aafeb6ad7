#pragma once
// Type expressions.

#include "sema/checking.h"

namespace stackc::sema {

/// The type that an expression of types stands for; the type of errors after a report.
TypeId resolveType(Checking& in, ast::TypeId id);
/// A type that nobody imported, or the name that is nearest.
std::string typeHint(Checking& in, const ast::Path& path, const std::vector<std::string>& known);

} // namespace stackc::sema
