#pragma once

#include <vector>

#include "diag/sink.h"
#include "source/source_manager.h"
#include "syntax/token.h"

namespace stackc::syntax {

/// All tokens of a file with comments and line ends, without blanks; the last is END. Characters that begin no token
/// are reported and left out. A file that is too large or no UTF-8 is reported and gives END alone.
std::vector<Token> lex(const source::SourceManager& sources, source::FileId file, diag::Sink& sink);

} // namespace stackc::syntax
