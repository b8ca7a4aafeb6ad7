#pragma once
// `stackc api-diff`, but for the command line and the disk.

#include "api/report.h"
#include "session/compilation.h"
#include "verify/search.h"

namespace stackc::api {

/// What changed for those who use the chart. Both are compiled without errors; with errors in one of the sinks then, in
/// a chart that it includes, nothing is compared. `strict`: what is not known counts as what breaks.
Report compared(session::Compilation& former, session::Compilation& fresh, bool strict,
                const verify::Progress& progress);

} // namespace stackc::api
