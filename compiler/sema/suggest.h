#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stackc::sema {

/// "did you mean `x`?" for the name that is nearest to `wanted`; empty if none is near.
std::string didYouMean(std::string_view wanted, const std::vector<std::string>& known);

} // namespace stackc::sema
