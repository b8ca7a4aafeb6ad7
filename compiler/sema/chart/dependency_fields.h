#pragma once
// What a dependency adds to the values.

#include "sema/checking.h"

namespace stackc::sema {

/// Adds the field of a dependency to the values; it is the dependency that reads it.
void dependencyField(Checking& in, TypeId record, core::Field field);
/// Nothing is known of the field any more, so that nothing follows from what it is.
void breakField(Checking& in, TypeId record, const std::string& name);
/// Reports at `span` a dependency whose values would stand under a key where another value does.
void reportTaken(Checking& in, Span span, const std::string& key, const core::Field& other);

} // namespace stackc::sema
