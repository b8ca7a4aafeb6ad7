#include "support/stopping.h"

#include <utility>

namespace stackc::support {

namespace {

thread_local const std::function<bool()>* asked = nullptr;
thread_local unsigned calls = 0;

} // namespace

Stoppable::Stoppable(const std::function<bool()>& isUnwanted)
    : former_(std::exchange(asked, isUnwanted ? &isUnwanted : nullptr)) {}

Stoppable::~Stoppable() { asked = former_; }

void mayStop() {
    constexpr unsigned between = 64; // calls, a few microseconds
    if (asked == nullptr || ++calls % between != 0)
        return;
    if ((*asked)())
        throw Stopped();
}

} // namespace stackc::support
