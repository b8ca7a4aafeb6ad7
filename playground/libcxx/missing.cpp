#include "missing.h"

#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <string>
#include <string_view>

namespace {

/// digits · 10^exponent: the shortest decimal that reads back as the number, which fmt finds.
struct Shortest {
    bool isNegative = false;
    std::string digits; ///< the first is no zero, unless it is the only one
    int exponent = 0;
};

template <typename Number> Shortest shortest(Number value) {
    Shortest out;
    const std::string text = fmt::format("{}", value);
    bool isFraction = false;
    size_t at = 0;
    for (; at < text.size() && text[at] != 'e'; ++at) {
        out.isNegative = out.isNegative || text[at] == '-';
        isFraction = isFraction || text[at] == '.';
        if (std::isdigit(static_cast<unsigned char>(text[at])) == 0)
            continue;
        out.digits += text[at];
        out.exponent -= isFraction ? 1 : 0;
    }
    if (at < text.size())
        out.exponent += std::atoi(text.c_str() + at + 1);
    out.digits.erase(0, std::min(out.digits.find_first_not_of('0'), out.digits.size() - 1));
    while (out.digits.size() > 1 && out.digits.back() == '0') {
        out.digits.pop_back();
        ++out.exponent;
    }
    if (out.digits == "0")
        out.exponent = 0;
    return out;
}

std::string scientific(const Shortest& number) {
    std::string text = number.digits.substr(0, 1);
    if (number.digits.size() > 1)
        text += "." + number.digits.substr(1);
    int exponent = number.exponent + static_cast<int>(number.digits.size()) - 1;
    return text + fmt::format("e{}{:02}", exponent < 0 ? '-' : '+', std::abs(exponent));
}

/// Of a whole number all digits, also those that don't tell it from its neighbours.
std::string fixed(const Shortest& number, double value) {
    if (number.exponent >= 0)
        return fmt::format("{:.0f}", std::fabs(value));
    auto behind = static_cast<size_t>(-number.exponent);
    std::string text = number.digits;
    if (text.size() <= behind)
        text.insert(0, behind + 1 - text.size(), '0');
    text.insert(text.size() - behind, ".");
    return text;
}

template <typename Number> std::to_chars_result write(char* first, char* last, Number value, std::chars_format format) {
    const Shortest number = shortest(value);
    std::string text = format == std::chars_format::fixed ? fixed(number, value) : scientific(number);
    if (number.isNegative)
        text.insert(0, "-");
    if (static_cast<size_t>(last - first) < text.size())
        return {last, std::errc::value_too_large};
    return {std::copy(text.begin(), text.end(), first), std::errc()};
}

size_t digitsAt(std::string_view text, size_t at) {
    size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    return end - std::min(at, end);
}

/// The length of the word for what is no number, or not finite, that the text has there.
size_t wordAt(std::string_view text, size_t at) {
    std::string lower(text.substr(at, std::string_view("infinity").size()));
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    for (std::string_view word : {"infinity", "inf", "nan"})
        if (lower.starts_with(word))
            return word.size();
    return 0;
}

/// The length of the number that the text starts with; 0 if there is none.
size_t numberLength(std::string_view text) {
    size_t at = text.starts_with('-') ? 1 : 0;
    if (size_t word = wordAt(text, at); word > 0)
        return at + word;
    size_t digits = digitsAt(text, at);
    at += digits;
    if (at < text.size() && text[at] == '.') {
        size_t behind = digitsAt(text, at + 1);
        at += digits + behind > 0 ? behind + 1 : 0;
        digits += behind;
    }
    if (digits == 0)
        return 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        size_t sign = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-') ? 1 : 0;
        if (size_t exponent = digitsAt(text, at + 1 + sign); exponent > 0)
            at += 1 + sign + exponent;
    }
    return at;
}

} // namespace

namespace std { // NOLINT: that is what is mended

to_chars_result to_chars(char* first, char* last, double value, chars_format format) {
    return write(first, last, value, format);
}

to_chars_result to_chars(char* first, char* last, float value, chars_format format) {
    return write(first, last, value, format);
}

from_chars_result from_chars(const char* first, const char* last, double& value) {
    string text(first, numberLength(string_view(first, static_cast<size_t>(last - first))));
    if (text.empty())
        return {first, errc::invalid_argument};
    const char* end = first + text.size();
    errno = 0;
    double read = strtod(text.c_str(), nullptr);
    if (errno == ERANGE && (read == 0 || isinf(read))) // it is told of what is very small as well
        return {end, errc::result_out_of_range};
    value = read;
    return {end, errc()};
}

} // namespace std
