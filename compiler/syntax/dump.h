#pragma once

#include <string>

#include "diag/sink.h"
#include "source/source_manager.h"
#include "syntax/ast.h"

namespace stackc::syntax {

/// The AST as an indented tree, one node a line, without spans: `--emit=ast`.
std::string dump(const Module& module);

/// The tokens of a file, one a line, from where to where and as what: `--emit=tokens`. Comments are shown, and line
/// ends: NL where the parser sees nothing of one, SEP where it separates. A closing bracket that was put in says so.
/// Errors of the lexer and of brackets go to `sink`.
std::string dumpTokens(const source::SourceManager& sources, FileId file, diag::Sink& sink);

} // namespace stackc::syntax
