#pragma once
// Declarations are elaborated when they are first needed, each once.

#include "sema/checking.h"

namespace stackc::sema {

/// Reports that more declarations need each other than can be elaborated.
bool tooDeep(Checking& in, Span use);
/// Begins to elaborate a declaration; false after a cycle has been reported.
bool enter(Checking& in, SymbolIndex index, Span span);
/// The declaration is elaborated.
void leave(Checking& in, SymbolIndex index);

} // namespace stackc::sema
