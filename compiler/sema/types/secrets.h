#pragma once
// Text that nobody may see: where it may not go. What is made of it is as secret as it is.

#include "sema/checking.h"

namespace stackc::sema {

/// Where a secret is what does not fit: says so, instead of telling types.
bool leaks(Checking& in, TypeId expected, TypeId found, Span span);
/// The type of a text that is made of others: Sensitive as soon as one of them is.
TypeId textOf(Checking& in, const std::vector<ExprId>& parts);
/// Refuses what would tell of a secret's text, such as a comparison.
bool reveals(Checking& in, const std::string& what, std::initializer_list<ExprId> operands, Span span);

} // namespace stackc::sema
