#pragma once
// `stackc images`, but for the command line: what the pods of a release may run.

#include "inspect/images.h"
#include "session/compilation.h"

namespace stackc::session {

/// Of the chart and of those that it includes, over all branches. With errors in the sink it is empty.
inspect::ImageList imagesOf(Compilation& compilation);

} // namespace stackc::session
