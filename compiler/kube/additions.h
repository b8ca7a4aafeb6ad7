#pragma once

#include "kube/model.h"

namespace stackc::kube {

// Adds the fields that the API server takes and that its OpenAPI definitions leave out.
void addWhatDefinitionsLack(Module& module);

} // namespace stackc::kube
