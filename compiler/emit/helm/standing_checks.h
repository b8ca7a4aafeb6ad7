#pragma once

#include "emit/helm/trees.h"

namespace stackc::emit::helm {

/// What every chart refuses because stackc does, and because its schema can't: names of releases that are no DNS labels
/// (Helm admits dots), aliases that are none, and, where there are values, texts that end a line where nothing shows it
/// (older Helms hide U+0085 from the schema).
void addStandingChecks(bool hasValues, Body& out);

} // namespace stackc::emit::helm
