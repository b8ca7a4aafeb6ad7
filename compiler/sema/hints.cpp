#include "sema/hints.h"

#include "diag/suggest.h"

#include <array>
#include <cctype>
#include <utility>

namespace stackc::sema {

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

template <size_t N> const Words* find(const std::array<Words, N>& table, std::string_view word) {
    for (const Words& entry : table)
        if (entry.first == word)
            return &entry;
    return nullptr;
}

/// A number and what stands behind it, without blanks, in lower case; the number is empty if there is none.
std::pair<std::string, std::string> numberAndUnit(std::string_view text) {
    size_t digits = 0;
    while (digits < text.size() && (std::isdigit(static_cast<unsigned char>(text[digits])) != 0 || text[digits] == '.'))
        ++digits;
    std::string unit;
    for (char c : text.substr(digits))
        if (c != ' ')
            unit += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return {std::string(text.substr(0, digits)), unit};
}

std::string write(const std::string& text) { return "write `" + text + "`"; }

} // namespace

std::string unitHint(std::string_view text, core::Domain domain) {
    auto [number, unit] = numberAndUnit(text);
    if (number.empty())
        return "";
    if (domain == core::Domain::Quantity)
        if (const Words* found = find(quantityUnits, unit))
            return write(number + std::string(found->second));
    if (domain == core::Domain::Percent && (unit.empty() || unit == "percent"))
        return write(number + "%");
    if (domain != core::Domain::Duration)
        return "";
    if (unit.empty())
        return write(number + "s");
    if (const Words* found = find(durationUnits, unit))
        return write(number + std::string(found->second));
    bool isWhole = number.find('.') == std::string::npos && number.size() < 5;
    if (const Words* found = find(dayUnits, unit); found != nullptr && isWhole)
        return write(std::to_string(std::stol(number) * std::stol(std::string(found->second))) + "h");
    return "";
}

std::string unitHint(int64_t number, core::Domain domain) {
    if (domain == core::Domain::Duration)
        return write(std::to_string(number) + "s") + " for seconds";
    if (domain == core::Domain::Percent)
        return write(std::to_string(number) + "%");
    return "";
}

std::string foreignNameHint(std::string_view name) {
    if (name == "null" || name == "nil" || name == "undefined" || name == "None")
        return "`none` says that an optional holds nothing";
    if (name == "Values" || name == "Release" || name == "Chart" || name == "Capabilities") {
        std::string lower(name);
        lower[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(lower[0])));
        return diag::didYouMean(lower);
    }
    if (name == "True" || name == "yes")
        return diag::didYouMean("true");
    if (name == "False" || name == "no")
        return diag::didYouMean("false");
    return "";
}

} // namespace stackc::sema
