#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kube/model.h"

namespace stackc::kube {

// The data files in stdlib/k8s: JSON, one module a file, one line a field, sorted. A type is
//   "Bool" "Int" "Int32" "Float" "String" "IntOrString" "Quantity" "Time" "Open"   a scalar without constraints
//   "#k8s.core.v1.Affinity"                                                       a reference
//   [T]                                                                           a list without keys
//   {"type": "Object", "fields": {name: T}, "required": [name], …}                anything else; "of" is the element
// and a field that has more than a type (doc, since, until) is the long form with these keys added.
std::string writeModule(const Module& module);

// The type alone, on one line.
std::string writeType(const TypeNode& type);

inline constexpr size_t maxModuleBytes = size_t{16} << 20;

// Nothing, and a message in `error`, if the text is not of that form.
std::optional<Module> readModule(std::string_view text, std::string& error);

} // namespace stackc::kube
