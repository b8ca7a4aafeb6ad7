#pragma once
// Existing manifests as one source: what `stackc import manifests` writes.

#include <string>
#include <vector>

#include "diag/sink.h"
#include "kube/library.h"
#include "source/source_manager.h"

namespace stackc::manifest {

struct ImportOptions {
    std::string chart;               ///< the chart's name; made a DNS label. Empty: of the first resource
    std::string kubeVersion;         ///< the range in the chart; empty: none
    std::string path = "main.stack"; ///< of the file that is made, in what is said of it
};

struct Manifests {
    std::string text; ///< empty if there are errors
    size_t resources = 0;
};

/// YAML or JSON files as a formatted source that compiles to equal resources, with an import for each module and a
/// `resource` for each resource. Errors go to the sink if a file can't be read, holds what is no resource of a known
/// kind, or what its type does not have. What can't be kept is a warning.
Manifests importManifests(source::SourceManager& sources, const std::vector<source::FileId>& files,
                          const kube::Library& library, const ImportOptions& options, diag::Sink& sink);

} // namespace stackc::manifest
