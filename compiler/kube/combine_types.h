#pragma once

#include <functional>
#include <vector>

#include "kube/model.h"

namespace stackc::kube {

// Replaces a reference node by what it leads to.
using ExpandReference = std::function<TypeNode(const TypeNode& reference)>;

// The narrowest type that has the values of all given ones, as for `oneOf` and `anyOf`; Open if there is none but that.
// A field of objects is required if all of them require it.
TypeNode unite(std::vector<TypeNode> types, const ExpandReference& expand);

// The type of the values that both have, as for `allOf`, or a wider one. `compatible` becomes false if there are none.
TypeNode intersect(TypeNode a, TypeNode b, const ExpandReference& expand, bool& compatible);

} // namespace stackc::kube
