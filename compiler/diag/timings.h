#pragma once
// How long what is worked on takes.

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace stackc::diag {

/// One thing that was worked on.
struct Timing {
    std::string what;
    size_t depth = 0; ///< of things around it
    std::chrono::nanoseconds time{};
};

/// From now on what a WorkingOn says is measured.
void measure();
/// What was measured and is done, outer things before what they consist of.
std::vector<Timing> timings();

} // namespace stackc::diag
