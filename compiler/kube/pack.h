#pragma once

#include <string>
#include <vector>

#include "kube/model.h"
#include "kube/tables.h"

namespace stackc::kube {

// The owner of what Tables points into.
struct PackedTables {
    std::string strings;
    std::vector<uint32_t> types, fields, constraints, lists, modules, names, kinds, kindOfType;
    Tables view() const; // valid as long as this object is, and is not moved
};

struct PackResult {
    PackedTables tables;
    std::vector<std::string> errors; // references that lead nowhere; they become Open
};

// The result depends on the modules' content only, not on their order.
PackResult pack(std::vector<Module> modules);

// A C++ source that defines `const Tables& builtinTables()` in stackc::kube.
std::string writeTablesSource(const PackedTables& tables);

} // namespace stackc::kube
