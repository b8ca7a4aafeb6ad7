#pragma once

#include "diag/fixes.h"
#include "ide/analysis.h"

#include <vector>

namespace stackc::ide {

struct FixOf {
    diag::Diagnostic diagnostic;
    diag::Fix fix;
};

/// The suggestions of a file that are changes of it, where the diagnostic touches the span; in the order of the file.
std::vector<FixOf> fixesIn(const Analysis& analysis, source::Span span);

/// Those of the whole file that can be made together, unseen: of several for one place none is taken.
std::vector<diag::Fix> allFixes(const Analysis& analysis, source::FileId file);

} // namespace stackc::ide
