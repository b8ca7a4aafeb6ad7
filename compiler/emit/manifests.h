#pragma once
// The manifests backend: packages of constants, those of a chart and of the charts that it includes, written as YAML.

#include "diag/sink.h"
#include "emit/file_set.h"
#include "ir/package.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace stackc::emit {

/// One file `<kind>-<name>.yaml` for each resource that is there, and a kustomization.yaml that lists them in install
/// order, after comments about what is `missing`; `crds` come before all others. Test-only documents are left out. Two
/// resources of one kind and name in different namespaces, or of different groups, get a suffix. Something late in the
/// package is our fault and asserted.
FileSet emitManifests(const std::vector<ir::Package>& packages, const std::vector<nlohmann::ordered_json>& crds,
                      const std::vector<std::string>& missing);

/// The same resources as one stream, separated by `---`, in install order.
std::string emitManifestStream(const std::vector<ir::Package>& packages,
                               const std::vector<nlohmann::ordered_json>& crds,
                               const std::vector<std::string>& missing);

} // namespace stackc::emit
