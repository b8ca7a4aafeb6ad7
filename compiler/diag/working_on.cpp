#include "diag/working_on.h"
#include "diag/timings.h"

#include <algorithm>
#include <array>

namespace stackc::diag {

namespace {

// Read by handlers of signals, hence plain memory.
std::array<char, 2048> places;
volatile size_t placesEnd = 0;

void add(std::string_view text) {
    size_t length = std::min(text.size(), places.size() - placesEnd);
    std::copy_n(text.begin(), length, places.begin() + placesEnd);
    placesEnd = placesEnd + length;
}

/// What is measured, if anything is: things in the order of their beginnings, and the numbers of those that are open.
struct Measured {
    std::vector<Timing> things;
    std::vector<std::chrono::steady_clock::time_point> begins;
    std::vector<size_t> open;
};
Measured* measured = nullptr;

} // namespace

WorkingOn::WorkingOn(std::string_view what) : former_(placesEnd) {
    if (former_ > 0)
        add(", ");
    add(what);
    if (measured == nullptr)
        return;
    measured->open.push_back(measured->things.size());
    measured->things.push_back({std::string(what), measured->open.size() - 1, {}});
    measured->begins.push_back(std::chrono::steady_clock::now());
}

WorkingOn::~WorkingOn() {
    placesEnd = former_;
    if (measured == nullptr || measured->open.empty())
        return;
    size_t thing = measured->open.back();
    measured->open.pop_back();
    measured->things[thing].time = std::chrono::steady_clock::now() - measured->begins[thing];
}

void measure() {
    static Measured all;
    measured = &all;
}

std::vector<Timing> timings() { return measured != nullptr ? measured->things : std::vector<Timing>(); }

std::string_view workedOn() { return {places.data(), placesEnd}; }

} // namespace stackc::diag
