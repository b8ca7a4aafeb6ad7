#pragma once
// The smallest set that shows what a set shows.

#include "verify/trial.h"

#include <cstddef>
#include <functional>

namespace stackc::verify {

/// A set with fewer, shorter and plainer values for which `isWrong` holds as it does for this one. It is asked at most
/// `tries` times.
Set shrunk(Set set, const std::function<bool(const Set&)>& isWrong, size_t tries);

} // namespace stackc::verify
