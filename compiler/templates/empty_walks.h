#pragma once
// What stands where a list is empty, if it is what an empty element would give.

#include "templates/tree.h"

namespace stackc::templates {

/// `range $x := X` with an `else` that says what the body says of an element without fields becomes
/// `range $x := X | default (list dict)`.
void walkEmptyElement(Body& body);

} // namespace stackc::templates
