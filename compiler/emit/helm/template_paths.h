#pragma once
// Where the templates of a chart stand: a file for each resource of the source, as charts name them.

#include "emit/helm/versions.h"
#include "ir/package.h"

#include <string>
#include <vector>

namespace stackc::emit::helm {

/// The path of each document's template in the chart, in the order of the documents: `templates/deployment.yaml` for
/// the service that the chart is named after, or for the only one, `templates/redis/statefulset.yaml` for others. A
/// second one of its kind says which it is by its name in the source, `service-headless.yaml`, and where these are
/// equal by the components that made it, or by what the resources are called. Documents that nothing tells apart, such
/// as those of two branches, share a path.
std::vector<std::string> templatePaths(const std::vector<VersionedDocument>& documents, const std::string& chart);

} // namespace stackc::emit::helm
