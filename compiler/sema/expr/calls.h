#pragma once
// Calls of declared functions.

#include "sema/checking.h"

namespace stackc::sema {

/// A call: of a function, of a built-in, or of a case. `expected`: invalid where nothing is.
ExprId callExpr(Checking& in, const ast::CallExpr& node, Span span, TypeId expected);
/// The arguments in the order of the parameters, those that are left out by their defaults. Fewer than the parameters
/// after a report.
std::vector<ExprId> arguments(Checking& in, const Symbol& symbol, const std::vector<VarId>& params,
                              const std::vector<ast::Arg>& args, Span span);

} // namespace stackc::sema
