#pragma once
// The keys of fields and cases: what values files have in the place of their names, and for cases what comes out.

#include "ide/analysis.h"

namespace stackc::ide {

/// Does `@key` give one to the field or case that is declared there?
bool hasOwnKey(const Analysis& analysis, source::Span declared);

/// Where the stack makes text, data or a resource of the case that is declared there, which has its key; nothing if it
/// doesn't. Where it only compares that text with others that are written out, they are names of the case.
std::optional<source::Span> caseComesOut(const Analysis& analysis, source::Span declared);

/// Where it makes data or a resource of the field that is declared there, which has its name, whatever its key is.
std::optional<source::Span> fieldComesOut(const Analysis& analysis, source::Span declared);

} // namespace stackc::ide
