#pragma once
// The defaults of records' fields: declared ones, which are elaborated when they are needed, and those that a type has
// by itself.

#include "sema/checking.h"

namespace stackc::sema {

using FieldPlace = std::pair<TypeId, size_t>; ///< a record and the index of a field

/// What a field defaults to in a record that has it from another one, each elaborated where it is wanted.
void copyDefault(Checking& in, const FieldPlace& from, const FieldPlace& to);

} // namespace stackc::sema
