#pragma once

#include "driver/options.h"

namespace stackc::driver {

/// `stackc api-diff`: what changed for those who use a chart. Returns the exit code.
int apiDiff(const Options& options);

} // namespace stackc::driver
