#pragma once

#include "emit/helm/trees.h"
#include "values/renamed.h"

#include <string>

namespace stackc::emit::helm {

/// The named template that takes over what is given under old keys, and asks for what must be there then. Each file
/// with templates begins with it: Helm gives all of them the same values. `chart` is what names of templates begin
/// with.
Body renamedDefines(const values::RenamedValues& renamed, const std::string& chart);
/// `{{- include … }}`, as the first line of a file.
std::string takesRenamed(const std::string& chart);
/// What the notes tell users of the old keys that they give.
Body renamedNotes(const values::RenamedValues& renamed);

} // namespace stackc::emit::helm
