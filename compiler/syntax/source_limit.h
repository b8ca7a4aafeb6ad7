#pragma once

#include <cstddef>

namespace stackc::syntax {

/// How large a source file may be; whoever starts the program may set it before anything is read.
std::size_t maxFileBytes();
void setMaxFileBytes(std::size_t bytes);

} // namespace stackc::syntax
