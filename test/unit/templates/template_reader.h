#pragma once
// Go's template syntax, read back: what `template.Parse` of the oldest Helm refuses, this refuses. For tests of the
// printer, which compare what is read with the tree that was printed.

#include "templates/tree.h"

#include <optional>
#include <string>
#include <string_view>

namespace stackc::templates {

/// What a template says, one action or control word a line. Static text is without its white space, since trimming
/// takes some; the dot is `root` where nothing has moved it, and so is `$`; a pipe is the call that it makes.
/// None, with `error` set ("line: what is wrong"), if Go would not parse the text.
std::optional<std::string> readTemplate(std::string_view text, std::string& error);

/// The same of a tree.
std::string meaningOf(const Body& body);

} // namespace stackc::templates
