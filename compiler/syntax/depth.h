#pragma once

#include "syntax/separators.h"

namespace stackc::syntax {

/// Chains that nest without brackets, such as `else if` and `a.b.c = …`, are as deep as brackets; returns the first
/// token too deep, or null. No bracket closes what isn't open.
const Token* findTooDeep(const ParserInput& input);

} // namespace stackc::syntax
