#pragma once
// `stackc --emit=STAGE`: what a stage made of the source, for those who work on stackc.

#include "driver/options.h"
#include "session/compilation.h"

#include <string>

namespace stackc::driver {

/// Does the stage look at the text of one file, and at nothing that it imports?
bool readsTextAlone(const std::string& stage);

/// Prints the tokens or the tree of the source, and what is wrong with it. Returns the exit code.
int emitText(const Options& options);

/// Prints what a stage behind the parser made of the source. Diagnostics are left in the sink. Returns the exit code.
int emitStage(session::Compilation& compilation, const std::string& stage);

} // namespace stackc::driver
