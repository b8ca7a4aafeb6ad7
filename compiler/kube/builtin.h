#pragma once

#include "kube/tables.h"

namespace stackc::kube {

// The tables made from stdlib/k8s; their source is generated at build.
const Tables& builtinTables();

} // namespace stackc::kube
