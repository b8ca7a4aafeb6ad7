#pragma once
// Values as plain data.

#include "eval/evaluation.h"

namespace stackc::eval {

enum class DataUse : uint8_t { Text, Resource };

/// A value as plain data: late records become their fields, late lists and maps iterations, and what is none is left
/// out. In a resource, named templates, native objects and lists and maps of scalars may stay whole; a text file writes
/// everything itself. `expr` is told of: E4003 for a variant, E4021 where nobody knows the order of keys.
NodeRef dataOf(Evaluation& in, NodeRef node, DataUse use, const core::Expr& expr);

} // namespace stackc::eval
