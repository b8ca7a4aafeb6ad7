#pragma once
// Suggestions as changes of the source.

#include "diag/diagnostic.h"
#include "source/source_manager.h"

#include <string>
#include <vector>

namespace stackc::diag {

/// A text that takes the place of another.
struct Fix {
    source::Span span;
    std::string replacement;
    std::string title; ///< "write `image`"
};

/// What the suggestion says, where it names a text to write and the source shows where: `didYouMean` of a name that
/// stands at the diagnostic's place, in quotes where it needs some, and a number that is to be a string. Empty for all
/// other suggestions.
std::vector<Fix> fixesOf(const Diagnostic& diagnostic, const source::SourceManager& sources);

} // namespace stackc::diag
