#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stackc::diag {

/// The candidate that `wanted` was probably meant to be, or "" if none is near: at most a third of its letters differ,
/// or only upper and lower case. The first of equally near ones. Without one the
/// longest candidate that is a part of `wanted`: `liveness` for `livenessProbe`.
std::string suggestName(std::string_view wanted, const std::vector<std::string>& candidates);

/// "did you mean `name`?", or "" for an empty name; for Report::suggest.
std::string didYouMean(std::string_view name);

/// "`a`, `b`"
std::string quotedList(const std::vector<std::string>& names);

/// "did you mean `a`?" for the nearest name, or else which there are: "there are `a`, `b`"; for Report::suggest.
std::string nearestOf(std::string_view wanted, const std::vector<std::string>& known);

} // namespace stackc::diag
