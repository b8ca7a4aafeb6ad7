#include "testing/amounts.h"

#include "core/types.h"
#include "kube/pattern.h"
#include "text/regex.h"
#include "values/amount.h"

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace stackc::testing {

namespace {

std::optional<std::string> textOf(const Value& value) {
    if (!value.isData() || !(value.data->is_number() || value.data->is_string()))
        return std::nullopt;
    return value.data->is_string() ? value.data->get<std::string>() : value.data->dump();
}

std::optional<double> quantity(const std::string& text) {
    bool isOne = !text.empty() && text::matches(kube::quantityPattern, text);
    return isOne ? std::optional(values::amountOf(text)) : std::nullopt;
}

/// In milliseconds, to the nanosecond.
std::optional<double> duration(const std::string& text) {
    struct Unit {
        std::string_view text;
        double factor;
    };
    constexpr std::array units{Unit{"ms", 1}, Unit{"s", 1e3}, Unit{"m", 6e4}, Unit{"h", 3.6e6}};
    if (!text::matches(core::domainPattern(core::Domain::Duration), text))
        return std::nullopt;
    double sum = 0;
    const char* end = text.data() + text.size();
    for (const char* at = text.data(); at != end;) {
        double number = 0;
        at = std::from_chars(at, end, number, std::chars_format::fixed).ptr;
        for (const Unit& unit : units)
            if (std::string_view(at, end).starts_with(unit.text)) {
                sum += number * unit.factor;
                at += unit.text.size();
                break;
            }
    }
    constexpr double nanoseconds = 1e6;
    return std::round(sum * nanoseconds) / nanoseconds;
}

} // namespace

std::optional<std::pair<double, double>> amountsOf(const Value& a, const Value& b) {
    std::optional<std::string> left = textOf(a), right = textOf(b);
    if (!left || !right)
        return std::nullopt;
    auto both = [&](std::optional<double> (*read)(const std::string&)) -> std::optional<std::pair<double, double>> {
        std::optional<double> first = read(*left), second = read(*right);
        return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
    };
    auto isOne = [&](Value::Amount amount) { return a.amount == amount || b.amount == amount; };
    if (isOne(Value::Amount::Duration))
        return isOne(Value::Amount::Quantity) ? std::nullopt : both(duration);
    auto amounts = both(quantity);
    return amounts || isOne(Value::Amount::Quantity) ? amounts : both(duration);
}

} // namespace stackc::testing
