#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kube/library.h"

namespace stackc::kube {

// Where a dotted path, as in Library::find(), leaves what the library knows.
struct UnknownPath {
    enum class What { Module, Version, Type, Field } what = What::Module;
    std::string known; // "k8s.policy" (Version), "k8s.policy.v1" (Type), "k8s.apps.v1.Deployment.spec"
    std::string part;  // "v2", "PodDisruptionBudget", "template"; the whole path for Module
    std::vector<std::string> candidates; // what could stand in the part's place, sorted
};

// Of a path that Library::find() does not find; or of a module's, where hasModule() is false.
UnknownPath unknownPath(const Library& library, std::string_view path);

// "v1", "v1beta2"
bool isApiVersion(std::string_view text);

} // namespace stackc::kube
