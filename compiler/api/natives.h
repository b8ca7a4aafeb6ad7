#pragma once
// Does a type of Kubernetes, or of a custom resource, take what another one takes?

#include "kube/library.h"

#include <cstdint>

namespace stackc::api {

/// A type of a library, as a release of Kubernetes has it.
struct Native {
    const kube::Library& library;
    kube::TypeId type;
    uint16_t release;
};

/// Certain, where it says so. What holds itself is looked into once.
bool takesAll(const Native& from, const Native& to);

} // namespace stackc::api
