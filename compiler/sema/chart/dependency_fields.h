#pragma once
// What a dependency adds to the values.

#include "sema/checking.h"

namespace stackc::sema {

/// Adds the field of a dependency to the values; it is the dependency that reads it.
void dependencyField(Checking& in, TypeId record, core::Field field);

} // namespace stackc::sema
