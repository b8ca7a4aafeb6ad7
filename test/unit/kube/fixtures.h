#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kube/import.h"
#include "kube/library.h"
#include "kube/pack.h"

namespace stackc::kube {

// A small OpenAPI document: kinds Widget (namespaced as a Service) and its list, open objects, recursion, merge keys.
extern const std::string_view openApiFixture;

// A CRD with two served versions and one that is not.
extern const std::string_view crdFixture;

// A library of its own, made from imported modules.
struct OwnLibrary {
    explicit OwnLibrary(const std::vector<Module>& modules);
    PackResult packed;
    Tables tables;
    Library library;
};

// Both fixtures in one library.
std::unique_ptr<OwnLibrary> fixtureLibrary();

} // namespace stackc::kube
