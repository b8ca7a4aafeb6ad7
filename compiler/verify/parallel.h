#pragma once
// What waits for other programs is done several times at once.

#include <cstddef>
#include <functional>

namespace stackc::verify {

/// Does `work` for each number below `count`, as often at once as there are processors. An exception of one ends all,
/// and is thrown on.
void inParallel(size_t count, const std::function<void(size_t)>& work);

} // namespace stackc::verify
