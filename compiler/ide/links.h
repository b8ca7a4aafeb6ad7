#pragma once

#include "ide/analysis.h"

#include <string>
#include <vector>

namespace stackc::ide {

/// A part of a file that names another.
struct Link {
    source::Span span;
    std::string path; ///< of a module of the library as `sources()` has it
};

/// The modules that are imported or included and the files of `file("…")`, as far as they are there.
std::vector<Link> linksOf(const Analysis& analysis, source::FileId file);

} // namespace stackc::ide
