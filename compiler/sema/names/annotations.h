#pragma once

#include "diag/sink.h"
#include "syntax/ast.h"

#include <string_view>
#include <vector>

namespace stackc::sema {

struct AnnotationName {
    std::string_view name;
    std::string_view places; ///< what it stands before, in words
    bool takesArguments = false;
};

/// All annotations that there are.
std::vector<AnnotationName> annotationNames();

/// Holds the annotations of a module against where each of them stands and what it takes: reports those that there are
/// not or not there (E2017), those given twice (E2015), and those with arguments that take none (E3063).
void checkAnnotations(const syntax::Module& module, diag::Sink& sink);

} // namespace stackc::sema
