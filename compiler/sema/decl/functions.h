#pragma once
// Functions, lets, backends and what charts from elsewhere give, elaborated when they are first needed.

#include "sema/checking.h"

namespace stackc::sema {

/// The variables of parameters, with the names and defaults in the symbol.
std::vector<VarId> declareParams(Checking& in, Symbol& symbol, const std::vector<ast::Param>& params);
/// Binds their names.
void bindParams(Checking& in, const std::vector<VarId>& params);

} // namespace stackc::sema
