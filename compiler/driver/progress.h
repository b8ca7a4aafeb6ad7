#pragma once
// What is being done, for who waits at a terminal.

#include <chrono>
#include <string>

namespace stackc::driver {

/// Tells on a terminal what is being done, once that has taken a second, some times in each.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void operator()(const std::string& what);

private:
    using Clock = std::chrono::steady_clock;

    bool isShown_;
    bool isDirty_ = false;
    Clock::time_point next_ = Clock::now() + std::chrono::seconds(1); ///< nothing is told before
};

} // namespace stackc::driver
