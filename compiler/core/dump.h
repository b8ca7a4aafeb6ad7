#pragma once
// Readable, stable text of a program, for `--emit=types` and `--emit=core` and for tests.

#include "core/program.h"

#include <string>

namespace stackc::core {

/// Every named type, in the order of the table; types of `k8s.*` modules by their path only.
std::string dumpTypes(const Program& program);
/// Values, lets, functions, components, statements, patches and environments.
std::string dump(const Program& program);
/// One expression.
std::string dumpExpr(const Program& program, ExprId id);

} // namespace stackc::core
