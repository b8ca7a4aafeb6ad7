#pragma once
// From a place in a resource back to the line of the source that put it there.

#include "ir/package.h"
#include "judge/path.h"
#include "source/source_manager.h"

namespace stackc::judge {

/// The author's own entry for the path, as deep as it can be followed through records, lets and calls; else where the
/// author wrote `text` in the service or use that makes the resource; else the declaration.
core::Span locate(const core::Program& program, const source::SourceManager& sources, const ir::Document& document,
                  const Path& path, const std::string& text);

} // namespace stackc::judge
