#pragma once
// The last resort: whatever goes wrong inside the program ends it with an exit code and a message, never by a signal.

#include <functional>

namespace stackc::driver {

/// Runs `work` with a stack whose size does not depend on the shell's limits, and returns what it does. Exceptions,
/// failed assertions, crashes, a full stack and memory that ends are told on the standard error stream and end the
/// program with 3.
int guarded(const std::function<int()>& work);

} // namespace stackc::driver
