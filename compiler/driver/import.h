#pragma once
// `stackc import`: definitions of types, and existing manifests.

#include "diag/sink.h"
#include "driver/options.h"
#include "source/source_manager.h"

namespace stackc::driver {

/// `import openapi|crd|jsonschema`: writes a file for each module and says so, or says what is wrong and writes
/// nothing. Returns the exit code.
int importTypes(const Options& options);

/// `import manifests`: writes one source and says so. What is wrong with the manifests, and what is left out, goes to
/// `sink`; with errors nothing is written. Returns the exit code.
int importManifests(const Options& options, source::SourceManager& sources, diag::Sink& sink);

} // namespace stackc::driver
