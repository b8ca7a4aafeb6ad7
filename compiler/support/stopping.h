#pragma once
// Ending what takes long from inside of it.

#include <functional>

namespace stackc::support {

/// Thrown out of work that nobody wants any more. What was being made is of no use then.
struct Stopped {};

/// For its lifetime, and in its thread, work may be ended: where `isUnwanted` holds. An empty one never does.
class Stoppable {
public:
    explicit Stoppable(const std::function<bool()>& isUnwanted);
    ~Stoppable();
    Stoppable(const Stoppable&) = delete;
    Stoppable& operator=(const Stoppable&) = delete;

private:
    const std::function<bool()>* former_;
};

/// In the loops of what takes long: throws Stopped if nobody wants it any more. Asks now and then only.
void mayStop();

} // namespace stackc::support
