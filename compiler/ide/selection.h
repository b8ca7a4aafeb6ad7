#pragma once

#include "source/span.h"
#include "syntax/ast.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stackc::ide {

/// What stands around an offset, from the smallest to the whole file, each inside of the next: some hundred at most.
std::vector<source::Span> spansAround(const syntax::Module& module, std::string_view text, std::uint32_t offset);

} // namespace stackc::ide
