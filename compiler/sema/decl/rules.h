#pragma once
// `check` and `where` of declared types, elaborated when all types are known.

#include "sema/checking.h"

namespace stackc::sema {

/// The `check`s of a record, which see its fields by name.
void addChecks(Checking& in, TypeId record, const std::vector<ast::Rule>& rules);
/// `where` of a declared type, which sees the value as `self`, and a record's fields by name.
void addWhere(Checking& in, TypeId type, const ast::Rule& rule);

/// What is asked of a type is asked of one that is made of it, too.
void inheritRules(Checking& in, TypeId from, TypeId to);

} // namespace stackc::sema
