#pragma once

#include "kube/import.h"
#include "kube/library.h"

namespace stackc::kube {

// What a library has, for the importers; valid as long as it is.
Shipped shippedIn(const Library& library);

} // namespace stackc::kube
