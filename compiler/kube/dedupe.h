#pragma once

#include <vector>

#include "kube/model.h"

namespace stackc::kube {

// Replaces object types that are equal but for their docs, and have the same name (the last part of their path), by
// references to the first: modules in the given order, then by length of path, then by path.
void dedupe(std::vector<Module*> modules);

// A text that two types share exactly if they are equal but for docs. References count by path.
std::string structureOf(const TypeNode& node);

} // namespace stackc::kube
