#pragma once
// Services: `use x = std.service.service(name, merged attributes)`.

#include "sema/checking.h"

namespace stackc::sema {

/// `service x { … }`: a use of the library's component.
void serviceStatement(Checking& in, SymbolIndex index, std::vector<core::Statement>& out);

} // namespace stackc::sema
