#include "core/numbers.h"
#include "core/types.h"
#include "text/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace stackc::core {

static_assert(maxInt == text::maxSafeInteger);

namespace {

/// Digits that tell the number from its neighbours, and zeros up to the point: where `std::to_chars` has all digits.
std::string withZeros(double value) {
    std::array<char, 64> buffer{};
    auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    std::string_view text(buffer.data(), static_cast<size_t>(result.ptr - buffer.data()));
    size_t mark = text.find('e');
    int exponent = 0;
    std::from_chars(text.data() + mark + 2, text.data() + text.size(), exponent);
    std::string digits(text.substr(0, mark));
    std::erase(digits, '.');
    size_t sign = value < 0 ? 1 : 0;
    digits.resize(std::max(digits.size(), sign + 1 + static_cast<size_t>(exponent)), '0');
    return digits;
}

} // namespace

std::string numberText(double value) {
    if (value == 0)
        return std::signbit(value) ? "-0" : "0";
    double magnitude = std::fabs(value);
    bool exponent = magnitude < 1e-6 || magnitude >= 1e21;
    std::array<char, 64> buffer{};
    auto format = exponent ? std::chars_format::scientific : std::chars_format::fixed;
    auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
    std::string text(buffer.data(), result.ptr);
    if (constexpr double exact = maxInt + 1.0; !exponent && magnitude >= exact)
        text = withZeros(value);
    // Go: e-09 becomes e-9.
    if (size_t place = text.find("e-0"); exponent && place != std::string::npos)
        text.erase(place + 2, 1);
    return text;
}

} // namespace stackc::core
