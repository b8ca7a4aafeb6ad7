#pragma once
// What the source leaves to be inferred.

#include "ide/analysis.h"

namespace stackc::ide {

struct InlayHint {
    source::Span at;   ///< empty: where it is shown
    std::string label; ///< `: Int(0..)`, `dev: 1, prod: 5`
};

/// The types of what `let`, loops, conditions and cases bind without saying them, of names inside of `range`.
std::vector<InlayHint> inlayHints(const Analysis& analysis, source::Span range);

/// What environments make of the values that are declared inside of `range`, where it is not the default.
std::vector<InlayHint> valueHints(const Analysis& analysis, source::Span range);

} // namespace stackc::ide
