#pragma once

#include "diag/sink.h"
#include "syntax/ast.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stackc::sema {

struct AnnotationName {
    std::string_view name;
    std::string_view places; ///< what it stands before, in words
    bool takesArguments = false;
};

/// The annotations that can stand where one begins whose name has that offset, and are not there yet; all that there
/// are, where nothing tells before what it stands.
std::vector<AnnotationName> annotationNamesAt(const syntax::Module& module, std::uint32_t offset);

struct AnnotationWord {
    std::string_view name;
    bool isArgument = false; ///< the name of one; else what one may be
};

/// What can stand at that offset between the brackets of an annotation, as far as it is a name.
std::vector<AnnotationWord> annotationWordsAt(const syntax::Module& module, std::uint32_t offset);

/// Holds the annotations of a module against where each of them stands and what it takes: reports those that there are
/// not or not there (E2017), those given twice (E2015), and those with arguments that take none (E3063).
void checkAnnotations(const syntax::Module& module, diag::Sink& sink);

} // namespace stackc::sema
