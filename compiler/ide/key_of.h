#pragma once
// The keys of fields and cases: what values files and what comes out have in the place of their names.

#include "ide/analysis.h"

namespace stackc::ide {

/// Does `@key` give one to the field or case that is declared there?
bool hasOwnKey(const Analysis& analysis, source::Span declared);

/// Does the stack make text, or data, of the key of the field or case that is declared there? Where it only compares
/// that text with others that are written out, they are names of the case.
bool comesOut(const Analysis& analysis, source::Span declared);

} // namespace stackc::ide
