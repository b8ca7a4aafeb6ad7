#pragma once
// Named templates whose first lines are conditional begin with a line of text all the same, never with an empty one.

#include "templates/tree.h"

namespace stackc::templates {

/// Marks in each define of a finished template what its first line of text follows (Define::leading). A define without
/// such a line, or of a text alone, stays.
void trimFirstLines(Body& defines);
/// `{{- e | nindent 0 }}` as the line `{{ e }}`, behind lines and controls that keep their line ends.
void makeLines(Body& body);

} // namespace stackc::templates
