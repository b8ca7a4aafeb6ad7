#include "driver/progress.h"

#include "driver/console.h"

#include <unistd.h>

namespace stackc::driver {

ProgressLine::ProgressLine() : isShown_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    if (isDirty_)
        complain(std::string_view("\r\033[K"));
}

void ProgressLine::operator()(const std::string& what) {
    Clock::time_point now = Clock::now();
    if (!isShown_ || now < next_)
        return;
    complain("\r\033[K{} …", what);
    isDirty_ = true;
    next_ = now + std::chrono::milliseconds(100);
}

} // namespace stackc::driver
