#pragma once
// What the fuzzers share. A property that does not hold ends the program, which is a finding.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace stackc::fuzzing {

inline std::string_view textOf(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

inline void require(bool holds, const char* property, std::string_view shown = {}) {
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n%.*s\n", property, static_cast<int>(shown.size()), shown.data());
    std::abort();
}

} // namespace stackc::fuzzing
