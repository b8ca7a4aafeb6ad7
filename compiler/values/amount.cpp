#include "values/amount.h"

#include "text/amount_suffixes.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <re2/re2.h>

namespace stackc::values {

namespace {

/// As Go's strconv reads it; 0 for what it refuses.
double parsed(std::string_view text) {
    if (text.starts_with("+"))
        text.remove_prefix(1);
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool isRead = error == std::errc() && end == text.data() + text.size();
    return isRead ? value : 0;
}

/// digits · 10^exponent
struct Decimal {
    __int128 digits = 0;
    int exponent = 0;
};

/// The shortest decimal that reads back as the number, which has 17 digits at most.
Decimal shortest(double value) {
    std::array<char, 32> buffer{};
    auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    Decimal out;
    bool isNegative = false, isFraction = false;
    const char* at = buffer.data();
    for (; at != end && *at != 'e'; ++at) {
        isNegative = isNegative || *at == '-';
        isFraction = isFraction || *at == '.';
        if (*at < '0' || *at > '9')
            continue;
        out.digits = out.digits * 10 + (*at - '0');
        out.exponent -= isFraction ? 1 : 0;
    }
    int exponent = 0;
    if (at != end && ++at != end) // behind the e
        std::from_chars(*at == '+' ? at + 1 : at, end, exponent);
    out.exponent += exponent;
    out.digits = isNegative ? -out.digits : out.digits;
    return out;
}

double rounded(Decimal decimal) {
    std::string digits;
    bool isNegative = decimal.digits < 0;
    for (__int128 rest = isNegative ? -decimal.digits : decimal.digits; rest > 0; rest /= 10)
        digits += static_cast<char>('0' + static_cast<int>(rest % 10));
    std::reverse(digits.begin(), digits.end());
    constexpr int most = 308;                                          // powers of ten in a double
    if (static_cast<int>(digits.size()) + decimal.exponent > most + 1) // as large as the largest
        return isNegative ? std::numeric_limits<double>::lowest() : std::numeric_limits<double>::max();
    return parsed((isNegative ? "-" : "") + (digits.empty() ? "0" : digits) + "e" + std::to_string(decimal.exponent));
}

} // namespace

double amountOf(std::string_view quantity) {
    static const RE2 pattern(std::string("(") + amountDigits + ")");
    static const RE2 beyond(amountBeyond);
    if (RE2::FullMatch(re2::StringPiece(quantity.data(), quantity.size()), beyond))
        quantity = amountForBeyond;
    re2::StringPiece digits;
    if (!RE2::PartialMatch(re2::StringPiece(quantity.data(), quantity.size()), pattern, &digits))
        return 0;
    std::string_view suffix = quantity.substr(digits.size());
    const auto* factor = std::find_if(text::amountSuffixes.begin(), text::amountSuffixes.end(),
                                      [&](const text::AmountSuffix& one) { return one.text == suffix; });
    if (factor == text::amountSuffixes.end())
        return 0;
    Decimal number = shortest(parsed({digits.data(), digits.size()}));
    Decimal times = shortest(parsed(factor->factor));
    return rounded({number.digits * times.digits, number.exponent + times.exponent});
}

} // namespace stackc::values
