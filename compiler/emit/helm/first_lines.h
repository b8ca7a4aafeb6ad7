#pragma once
// Named templates whose first lines are conditional begin with a line of text all the same, never with an empty one.

#include "emit/helm/template_ast.h"

namespace stackc::emit::helm {

/// Marks in each define of a finished template what its first line of text follows (Define::leading), and has `toYaml`
/// and `include` there on lines like others. A define without such a line, or of a text alone, stays.
void trimFirstLines(Body& defines);

} // namespace stackc::emit::helm
