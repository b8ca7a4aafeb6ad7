#pragma once

#include <string>
#include <vector>

#include "diag/sink.h"
#include "manifest/item.h"
#include "manifest/resources.h"

namespace stackc::manifest {

struct Typed {
    Item block;
    std::vector<std::string> leftOut; ///< paths of what the cluster sets, and of nulls
};

/// The resource as its type has it, without apiVersion and kind. Reports what the type does not allow; the result is
/// then of no use.
Typed typeResource(const Resource& resource, const kube::Library& library, const source::SourceManager& sources,
                   diag::Sink& sink);

} // namespace stackc::manifest
