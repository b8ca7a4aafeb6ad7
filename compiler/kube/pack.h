#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
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
    std::vector<std::string> errors; // references that lead nowhere (they become Open), lists that contain themselves
};

// The library that the modules will extend: their types get the ids from `typeCount` on, and what a reference does not
// find among them is asked of `find`, which takes a path and gives an id.
struct PackBase {
    uint32_t typeCount = 0;
    std::function<std::optional<uint32_t>(std::string_view)> find;
};

// The result depends on the modules' content only, not on their order.
PackResult pack(std::vector<Module> modules, const PackBase& base = {});

// A C++ source that defines `const Tables& builtinTables()` in stackc::kube.
std::string writeTablesSource(const PackedTables& tables);

} // namespace stackc::kube
