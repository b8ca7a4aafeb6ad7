#pragma once
// `stackc explain`: a diagnostic's page, or a Kubernetes type.

#include "driver/options.h"
#include "driver/page.h"
#include "kube/library.h"

#include <string>

namespace stackc::driver {

/// Prints what `options.code` names, as text or as JSON, and returns the exit code: the code of a diagnostic, the path
/// of a type or field
/// (`k8s.apps.v1.Deployment.spec.strategy`), a module, or the name of a kind.
int explain(const Options& options);

/// The type of a field or a module's type, what is in it, and the releases that have it. `path` leads to a type of the
/// library.
Page explainType(const kube::Library& library, const std::string& path);

} // namespace stackc::driver
