#pragma once
// Environments: layers of values, in which the chain of `extends` comes first.

#include "sema/checking.h"

namespace stackc::sema {

/// Elaborates the environments, and reports values that one of them doesn't give.
void environments(Checking& in);

} // namespace stackc::sema
