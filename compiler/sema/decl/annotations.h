#pragma once
// What the annotations of declarations say.

#include "sema/checking.h"

namespace stackc::sema {

/// The text that is the one argument of an annotation; reported if it is something else.
std::string annotationText(Checking& in, const ast::Annotation& annotation);
/// The key that `@key` gives, or the name.
std::string keyOf(Checking& in, const std::vector<ast::Annotation>& annotations, const std::string& name);

} // namespace stackc::sema
