#pragma once
// What stackc did wrong itself, thrown past all stages to the driver, which says so and how to report it.

#include "source/span.h"

#include <stdexcept>
#include <string>

namespace stackc::diag {

class Fault : public std::logic_error {
public:
    Fault(const std::string& what, source::Span span) : std::logic_error(what), span_(span) {}
    source::Span span() const { return span_; } ///< of the user's source, as near as we know it

private:
    source::Span span_;
};

} // namespace stackc::diag
