#include "core/units.h"

#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

namespace stackc::core {

namespace {

using Words = std::pair<std::string_view, std::string_view>;

/// Units by what they are often written as, in lower case. Sizes that people write in decimal are meant in binary.
constexpr std::array quantityUnits{
    Words{"b", ""},     Words{"kb", "Ki"},        Words{"mb", "Mi"},  Words{"gb", "Gi"},  Words{"tb", "Ti"},
    Words{"kib", "Ki"}, Words{"mib", "Mi"},       Words{"gib", "Gi"}, Words{"tib", "Ti"}, Words{"ki", "Ki"},
    Words{"mi", "Mi"},  Words{"gi", "Gi"},        Words{"ti", "Ti"},  Words{"cpu", ""},   Words{"core", ""},
    Words{"cores", ""}, Words{"millicores", "m"}, Words{"mcpu", "m"},
};
constexpr std::array durationUnits{
    Words{"sec", "s"},  Words{"secs", "s"},   Words{"second", "s"},  Words{"seconds", "s"}, Words{"min", "m"},
    Words{"mins", "m"}, Words{"minute", "m"}, Words{"minutes", "m"}, Words{"hour", "h"},    Words{"hours", "h"},
    Words{"hr", "h"},   Words{"hrs", "h"},    Words{"msec", "ms"},   Words{"millis", "ms"}, Words{"milliseconds", "ms"},
    Words{"s", "s"},    Words{"m", "m"},      Words{"h", "h"},       Words{"ms", "ms"},
};
constexpr std::array dayUnits{Words{"d", "24"}, Words{"day", "24"}, Words{"days", "24"}, Words{"w", "168"}};
/// What follows a unit in a text like `1h30`.
constexpr std::array smallerUnits{Words{"h", "m"}, Words{"m", "s"}, Words{"s", "ms"}};
constexpr std::array percentUnits{Words{"", "%"}, Words{"%", "%"}, Words{"percent", "%"}, Words{"pct", "%"}};

template <size_t N> const Words* find(const std::array<Words, N>& table, std::string_view word) {
    for (const Words& entry : table)
        if (entry.first == word)
            return &entry;
    return nullptr;
}

struct Part {
    std::string number, unit;

    bool isWhole() const { return number.find('.') == std::string::npos; }
};

bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// The numbers with what stands behind each, without blanks, in lower case; empty if one of them is no number.
std::vector<Part> partsOf(std::string_view text) {
    std::vector<Part> parts;
    for (char c : text) {
        if (c == ' ')
            continue;
        bool ofNumber = isDigit(c) || c == '.';
        if (ofNumber && (parts.empty() || !parts.back().unit.empty()))
            parts.emplace_back();
        if (parts.empty())
            return {};
        (ofNumber ? parts.back().number : parts.back().unit) +=
            static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    for (const Part& part : parts) {
        size_t point = part.number.find('.');
        bool isNumber = isDigit(part.number.front()) && isDigit(part.number.back()) &&
                        (point == std::string::npos || part.number.find('.', point + 1) == std::string::npos);
        if (!isNumber)
            return {};
    }
    return parts;
}

std::string meantDuration(const std::vector<Part>& parts) {
    if (parts.size() == 1)
        if (const Words* days = find(dayUnits, parts[0].unit);
            days != nullptr && parts[0].isWhole() && parts[0].number.size() < 5)
            return std::to_string(std::stol(parts[0].number) * std::stol(std::string(days->second))) + "h";
    std::string text;
    std::string_view last;
    for (const Part& part : parts) {
        const Words* unit = find(durationUnits, part.unit);
        if (part.unit.empty())
            last = parts.size() == 1                     ? "s"
                   : find(smallerUnits, last) != nullptr ? find(smallerUnits, last)->second
                                                         : "";
        else
            last = unit != nullptr ? unit->second : "";
        if (last.empty())
            return "";
        text += part.number + std::string(last);
    }
    return text;
}

std::string meantPercent(const Part& part) {
    if (find(percentUnits, part.unit) == nullptr)
        return "";
    double value = std::strtod(part.number.c_str(), nullptr);
    // A fraction of one is meant as a part of the whole.
    bool isFraction = part.unit.empty() && !part.isWhole() && value > 0 && value < 1;
    double percent = isFraction ? std::round(value * 1e6) / 1e4 : value;
    return percent == std::trunc(percent) && percent < 1e6 ? std::to_string(std::llround(percent)) + "%" : "";
}

} // namespace

std::string meantText(std::string_view text, Domain domain) {
    std::vector<Part> parts = partsOf(text);
    if (parts.empty())
        return "";
    if (domain == Domain::Duration)
        return meantDuration(parts);
    if (parts.size() > 1)
        return "";
    if (domain == Domain::Percent)
        return meantPercent(parts[0]);
    const Words* unit = domain == Domain::Quantity ? find(quantityUnits, parts[0].unit) : nullptr;
    return unit != nullptr ? parts[0].number + std::string(unit->second) : "";
}

std::string inMilliseconds(std::string_view text) {
    std::vector<Part> parts = partsOf(text);
    if (parts.size() != 1 || parts[0].isWhole() || meantDuration(parts) != parts[0].number + "s")
        return "";
    double milliseconds = std::round(std::strtod(parts[0].number.c_str(), nullptr) * 1e6) / 1e3;
    bool isWhole = milliseconds == std::trunc(milliseconds) && milliseconds < 1e9;
    return isWhole ? std::to_string(std::llround(milliseconds)) + "ms" : "";
}

} // namespace stackc::core
