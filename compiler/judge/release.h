#pragma once
// The charts of a release among each other.

#include "diag/sink.h"
#include "ir/package.h"

#include <string>
#include <vector>

namespace stackc::judge {

/// Reports what two charts make both, and selectors that find pods of another chart. The packages are of constants, of
/// one release in the namespace `ns`; `environment` is whose values made them, empty: nobody's.
void acrossCharts(const std::vector<ir::Package>& packages, const std::string& ns, const std::string& environment,
                  diag::Sink& sink);

/// What is made with values and a release that users give: nothing of it may replace another. The packages are of one
/// release in the namespace `ns`, all known.
void eachOnce(const std::vector<ir::Package>& packages, const std::string& ns, diag::Sink& sink);

} // namespace stackc::judge
