#include "judge/amount.h"

#include "judge/view.h"
#include "text/amount_suffixes.h"

#include <charconv>
#include <string_view>

namespace stackc::judge {

using ir::NodeKind;
using ir::NodeRef;

namespace {

/// What stands behind the number, which may be an exponent.
std::optional<text::AmountSuffix> suffixOf(std::string_view text) {
    for (const text::AmountSuffix& suffix : text::amountSuffixes)
        if (suffix.text == text)
            return suffix;
    int exponent = 0;
    if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E'))
        return std::nullopt;
    text.remove_prefix(text[1] == '+' ? 2 : 1);
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    bool isWhole = error == std::errc() && end == text.data() + text.size() && exponent >= -9 && exponent <= 18;
    return isWhole ? std::optional<text::AmountSuffix>({text, "", 1, exponent}) : std::nullopt;
}

} // namespace

std::optional<__int128> billionths(std::string_view text) {
    bool isNegative = text.starts_with("-");
    if (isNegative || text.starts_with("+"))
        text.remove_prefix(1);
    __int128 digits = 0;
    size_t count = 0;
    int exponent = 9;
    bool isFraction = false;
    size_t i = 0;
    for (; i < text.size() && (text[i] == '.' || (text[i] >= '0' && text[i] <= '9')); ++i) {
        if (text[i] == '.') {
            isFraction = true;
            continue;
        }
        if (++count > 30)
            return std::nullopt;
        digits = digits * 10 + (text[i] - '0');
        exponent -= isFraction ? 1 : 0;
    }
    auto suffix = suffixOf(text.substr(i));
    if (!suffix || count == 0)
        return std::nullopt;
    exponent += suffix->exponent;
    // 128 bits hold 38 digits; a binary suffix takes 19 of them at most.
    constexpr size_t most = 37;
    if (exponent < 0 || count + static_cast<size_t>(exponent) + (suffix->binary > 1 ? 19 : 0) > most)
        return std::nullopt;
    for (; exponent > 0; --exponent)
        digits *= 10;
    digits *= suffix->binary;
    return isNegative ? -digits : digits;
}

std::optional<__int128> billionths(NodeRef quantity) {
    quantity = unshared(quantity);
    switch (quantity->kind) {
    case NodeKind::Int:
        return static_cast<__int128>(quantity->integer) * 1'000'000'000;
    case NodeKind::Float:
    case NodeKind::String:
        return billionths(std::string_view(quantity->text));
    default:
        return std::nullopt;
    }
}

std::optional<int64_t> percent(NodeRef node) {
    const std::string* text = textOf(node);
    int64_t number = 0;
    if (text == nullptr || !text->ends_with("%"))
        return std::nullopt;
    const char* last = text->data() + text->size() - 1;
    auto [end, error] = std::from_chars(text->data(), last, number);
    return error == std::errc() && end == last ? std::optional(number) : std::nullopt;
}

bool isZero(NodeRef node) {
    node = unshared(node);
    return (node->kind == NodeKind::Int && node->integer == 0) || percent(node) == 0;
}

} // namespace stackc::judge
