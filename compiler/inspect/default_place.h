#pragma once
// Where defaults are written.

#include "core/program.h"

#include <string>

namespace stackc::inspect {

/// The innermost expression of the defaults that gives what is at `path`, `a.b[0].c`; invalid where none does.
core::ExprId defaultExpr(const core::Program& program, const std::string& path);

/// Where the default of a place of values.yaml is written, or else the place declared, as far as the author did.
core::Span defaultAt(const core::Program& program, const std::string& path);

} // namespace stackc::inspect
