#pragma once

#include <vector>

#include "kube/model.h"

namespace stackc::kube {

// Replaces object types that are equal but for their docs, and have the same name (the last part of their path), by
// references to the first: modules in the given order, then by length of path, then by path. May be run again on
// modules that it has seen, together with others.
void dedupe(std::vector<Module*> modules);

// The same, but only for types of kinds' own fields, such as `spec`: what two kinds share apart from that keeps the
// path that it has in each.
void dedupeSpecs(std::vector<Module*> modules);

} // namespace stackc::kube
