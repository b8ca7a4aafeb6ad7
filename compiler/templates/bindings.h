#pragma once
// What a `let` includes several times it includes once, into a variable: else the rendering of `let`s that need one
// another would double with each of them.

#include "templates/tree.h"

#include <string>

namespace stackc::templates {

/// `templates` are defines; `chart` is what their names begin with.
void bindRepeated(const std::string& chart, Body& templates);

} // namespace stackc::templates
