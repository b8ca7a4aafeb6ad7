#pragma once
// What depends on inputs.

#include "sema/checking.h"

namespace stackc::sema {

/// Is its value known when the chart is compiled?
bool isStatic(Checking& in, ExprId id);
/// Reports a default that depends on inputs.
void staticDefault(Checking& in, ExprId id);

} // namespace stackc::sema
