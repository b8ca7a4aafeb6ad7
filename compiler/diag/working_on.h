#pragma once
// What is being worked on, for the message of a fault.

#include <cstddef>
#include <string_view>

namespace stackc::diag {

/// Says what is being worked on, inside of what is said already, until it goes out of scope.
class WorkingOn {
public:
    explicit WorkingOn(std::string_view what);
    ~WorkingOn();
    WorkingOn(const WorkingOn&) = delete;
    WorkingOn& operator=(const WorkingOn&) = delete;

private:
    size_t former_;
};

/// What is said, outermost first, with commas between; empty if nothing is. A handler of signals may ask.
std::string_view workedOn();

} // namespace stackc::diag
