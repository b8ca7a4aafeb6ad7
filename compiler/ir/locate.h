#pragma once
// From a place in a resource back to the line of the source that put it there.

#include "core/path.h"
#include "ir/package.h"

namespace stackc::ir {

/// The author's own entry for the path, as deep as it can be followed through records, lets and calls; else where the
/// author wrote `text` in the service or use that makes the resource, or what the value is made of; else the
/// declaration.
core::Span locate(const core::Program& program, const Document& document, const core::Path& path,
                  const std::string& text);

/// The innermost statement of the author that made the document.
core::Span declarationOf(const core::Program& program, const Document& document);

} // namespace stackc::ir
