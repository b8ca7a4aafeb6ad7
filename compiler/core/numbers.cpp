#include "core/numbers.h"

#include <array>
#include <charconv>
#include <cmath>

namespace stackc::core {

std::string numberText(double value) {
    if (value == 0)
        return std::signbit(value) ? "-0" : "0";
    double magnitude = std::fabs(value);
    bool exponent = magnitude < 1e-6 || magnitude >= 1e21;
    std::array<char, 64> buffer{};
    auto format = exponent ? std::chars_format::scientific : std::chars_format::fixed;
    auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
    std::string text(buffer.data(), result.ptr);
    // Go: e-09 becomes e-9.
    if (size_t place = text.find("e-0"); exponent && place != std::string::npos)
        text.erase(place + 2, 1);
    return text;
}

} // namespace stackc::core
