#pragma once
// `values { … }`: the public surface and its rules.

#include "sema/checking.h"

namespace stackc::sema {

/// `values { … }`: their type becomes the program's. Reports a second one, and types without an end.
void valuesType(Checking& in, const ast::ValuesDecl& decl);
/// `check` beside the declarations: a rule of the values.
void topCheck(Checking& in, const ast::Rule& rule);
/// What all types of the values have to keep so that values.yaml can hold them: keys, switches, renamed fields.
void valuesRules(Checking& in);

} // namespace stackc::sema
