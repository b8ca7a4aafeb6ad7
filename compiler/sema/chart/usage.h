#pragma once
// Which values and names nothing reads.

#include "sema/checking.h"

namespace stackc::sema {

/// Warns of the values that nothing reads.
void unusedValues(Checking& in);
/// Warns of what the chart's file declares or imports and never uses.
void unusedNames(Checking& in);

} // namespace stackc::sema
