#pragma once
// What the source leaves to be inferred.

#include "ide/analysis.h"

namespace stackc::ide {

struct InlayHint {
    source::Span at;   ///< empty: where it is shown
    std::string label; ///< `: Int(0..)`
};

/// The types of what `let`, loops, conditions and cases bind without saying them, of names inside of `range`.
std::vector<InlayHint> inlayHints(const Analysis& analysis, source::Span range);

} // namespace stackc::ide
