#pragma once
// The keys that loops set.

#include "sema/checking.h"

namespace stackc::sema {

/// W2029: the loop's variable is in none of the expressions from `begin` on, and a key is called as it is: the author
/// takes the key for what the variable holds.
void takenForKey(Checking& in, const ast::Name& name, VarId variable, ast::BlockId body, size_t begin);

} // namespace stackc::sema
