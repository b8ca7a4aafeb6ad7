#pragma once
// From a place in a resource back to the line of the source that put it there.

#include "core/path.h"
#include "ir/package.h"

#include <optional>

namespace stackc::ir {

/// The author's own entry for the path, as deep as it can be followed through records, lets and calls; else where the
/// author wrote `text` in the service or use that makes the resource, or what the value is made of; else the
/// declaration. Below an element that is called `element` the author's own entry is also the one under that key.
core::Span locate(const core::Program& program, const Document& document, const core::Path& path,
                  const std::string& text, const std::string& element = {});

/// What a patch says of just this path; nothing where it is as the resource is made.
std::optional<core::Span> patchFor(const core::Program& program, const Document& document, const core::Path& path);

/// A node, or a constant text or key, where it is used: in a text that is written as YAML or JSON, or in the resource
/// itself.
struct Use {
    NodeRef node;                             ///< null: the text
    bool isSpread = false;                    ///< as what a spread takes its entries from
    std::optional<core::TextFormat> inText{}; ///< in a text that is written as this
    std::string_view text{};
};

/// The place of the first use in a resource or check of the package; nothing if there is none.
std::optional<core::Span> locate(const Package& package, const Use& use);

/// The innermost statement of the author that made the document.
core::Span declarationOf(const core::Program& program, const Document& document);

} // namespace stackc::ir
