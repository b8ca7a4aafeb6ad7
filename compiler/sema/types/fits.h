#pragma once
// Which types fit where: the coercions of the language, and the types of Kubernetes objects.

#include "sema/checking.h"

namespace stackc::sema {

/// May a value of the type stand where the other is expected?
bool fits(Checking& in, TypeId from, TypeId to);
/// The type that takes values of both; invalid if there is none.
TypeId join(Checking& in, TypeId a, TypeId b);

} // namespace stackc::sema
