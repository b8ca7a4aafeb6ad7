#pragma once

#include <string>

#include "diag/sink.h"
#include "source/source_manager.h"

namespace stackc::syntax {

/// The file in canonical layout: four blanks an indentation, single blanks, at most one empty line in a row. Where
/// lines break is the author's choice, but a `{ }` or `[ ]` over several lines has its brackets at line ends and line
/// starts. Tokens and comments stay as they are; formatting twice changes nothing. Empty if the file has syntax
/// errors, which are reported.
std::string format(const source::SourceManager& sources, source::FileId file, diag::Sink& sink);

} // namespace stackc::syntax
