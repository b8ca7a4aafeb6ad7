#pragma once
// The defaults of records' fields: declared ones, which are elaborated when they are needed, and those that a type has
// by itself.

#include "sema/checking.h"

namespace stackc::sema {

using FieldPlace = std::pair<TypeId, size_t>; ///< a record and the index of a field

/// A field of a record that has it from another one defaults to what it does there.
void copyDefault(Checking& in, const FieldPlace& from, const FieldPlace& to);
/// The declared defaults of a record's fields are elaborated when all types are known, whether or not the source makes
/// such a record: users give one.
void defaultsLater(Checking& in, TypeId record);

} // namespace stackc::sema
