#pragma once
// Where names lead: to declarations, and to all that stand for the same.

#include "ide/analysis.h"

namespace stackc::ide {

struct Place {
    source::Span name;  ///< what is shown
    source::Span whole; ///< with its block
};

/// Where the name is declared; of a module its file, of what Kubernetes declares nothing.
std::vector<Place> definition(const Analysis& analysis, source::FileId file, std::uint32_t offset);

/// Where the type of what stands there is declared.
std::vector<Place> typeDefinition(const Analysis& analysis, source::FileId file, std::uint32_t offset);

/// All names that stand for the same thing, by place.
std::vector<source::Span> references(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                                     bool withDeclaration);

struct Highlight {
    source::Span span;
    bool isWrite = false; ///< it is declared, or set, there
};

/// Those of them that are in the same file.
std::vector<Highlight> highlights(const Analysis& analysis, source::FileId file, std::uint32_t offset);

} // namespace stackc::ide
