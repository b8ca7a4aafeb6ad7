#pragma once

#include "diag/sink.h"
#include "syntax/ast.h"

namespace stackc::sema {

/// Holds the annotations of a module against where each of them stands and what it takes: reports those that there are
/// not or not there (E2017), those given twice (E2015), and those with arguments that take none (E3063).
void checkAnnotations(const syntax::Module& module, diag::Sink& sink);

} // namespace stackc::sema
