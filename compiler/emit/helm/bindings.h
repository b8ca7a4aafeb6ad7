#pragma once
// What a `let` includes several times it includes once, into a variable: else the rendering of `let`s that need one
// another would double with each of them.

#include "emit/helm/template_ast.h"

#include <string>

namespace stackc::emit::helm {

/// `templates` are defines; `chart` is what their names begin with.
void bindRepeated(const std::string& chart, Body& templates);

} // namespace stackc::emit::helm
