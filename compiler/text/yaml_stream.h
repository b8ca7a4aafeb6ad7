#pragma once
// Streams of YAML documents.

#include <string_view>
#include <vector>

namespace stackc::text {

/// The documents of a stream, the texts between lines that begin with `---`; what such a line has behind it is its
/// document's first. What stands before the first of these lines is a document, too, as is what is empty.
std::vector<std::string_view> documentsIn(std::string_view stream);

} // namespace stackc::text
