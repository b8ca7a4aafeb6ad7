#pragma once

#include <string>

#include "syntax/ast.h"

namespace stackc::syntax {

/// The AST as an indented tree, one node a line, without spans: `--emit=ast`.
std::string dump(const Module& module);

} // namespace stackc::syntax
