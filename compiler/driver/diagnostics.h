#pragma once
// How diagnostics are told.

#include "diag/sink.h"
#include "source/source_manager.h"

namespace stackc::driver {

/// As text on the standard error stream, some hundreds of them at most.
void tellOnErrorStream(const source::SourceManager& sources, const diag::Sink& sink);
/// The same, or, as JSON, on the standard output.
void tell(bool asJson, const source::SourceManager& sources, const diag::Sink& sink);

} // namespace stackc::driver
