#pragma once

#include <cstdint>
#include <vector>

#include "kube/model.h"

namespace stackc::kube {

// The modules of one release of Kubernetes, 1.<minor>.
struct ReleasedModules {
    uint16_t minor = 0;
    std::vector<Module> modules;
};

// One set of modules with `since` and `until`. Each thing has its newest shape. `since` is the first of the given
// releases that has a thing, none if that is the oldest; `until` is the release after the last that has it, none if
// that is the newest. A field has a release only where its type's says too little. Kinds of removed.def have `until`
// from there. The result is sorted by name.
std::vector<Module> mergeReleases(std::vector<ReleasedModules> releases);

} // namespace stackc::kube
