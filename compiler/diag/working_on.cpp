#include "diag/working_on.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace stackc::diag {

namespace {

// Read by handlers of signals, hence plain memory.
std::array<char, 2048> places;
volatile size_t placesEnd = 0;

void add(std::string_view text) {
    size_t length = std::min(text.size(), places.size() - placesEnd);
    std::memcpy(places.data() + placesEnd, text.data(), length);
    placesEnd = placesEnd + length;
}

} // namespace

WorkingOn::WorkingOn(std::string_view what) : former_(placesEnd) {
    if (former_ > 0)
        add(", ");
    add(what);
}

WorkingOn::~WorkingOn() { placesEnd = former_; }

std::string_view workedOn() { return {places.data(), placesEnd}; }

} // namespace stackc::diag
