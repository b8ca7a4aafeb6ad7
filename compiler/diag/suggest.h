#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stackc::diag {

/// The candidate that `wanted` was probably meant to be, or "" if none is near: at most a third of its letters differ,
/// or only upper and lower case. The first of equally near ones.
std::string suggestName(std::string_view wanted, const std::vector<std::string>& candidates);

/// "did you mean `name`?", or "" for an empty name; for Report::suggest.
std::string didYouMean(std::string_view name);

} // namespace stackc::diag
