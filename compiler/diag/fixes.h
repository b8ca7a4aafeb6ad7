#pragma once
// Suggestions as changes of the source.

#include "diag/diagnostic.h"
#include "source/source_manager.h"

#include <string>
#include <vector>

namespace stackc::diag {

/// Those that the diagnostic has, and before them what the suggestion says, where it names a text to write and the
/// source shows where: `didYouMean` of a name that stands at the diagnostic's place, in quotes where it needs some, and
/// a number that is to be a string.
std::vector<Fix> fixesOf(const Diagnostic& diagnostic, const source::SourceManager& sources);

} // namespace stackc::diag
