#include "lsp/parse.h"

#include <cctype>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace stackc::lsp {

namespace {

constexpr int deepest = 200;

/// The unit of UTF-16 that `\uXXXX` at an offset stands for.
std::optional<unsigned> unitAt(std::string_view text, std::size_t at) {
    constexpr std::size_t length = 6;
    if (at + length > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return std::nullopt;
    unsigned unit = 0;
    auto [end, fault] = std::from_chars(text.data() + at + 2, text.data() + at + length, unit, 16);
    return fault == std::errc() && end == text.data() + at + length ? std::optional(unit) : std::nullopt;
}

bool isHigh(unsigned unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool isLow(unsigned unit) { return unit >= 0xdc00 && unit < 0xe000; }

/// With `\ufffd` for each half of a pair that stands alone.
std::string withoutHalves(const std::string& text) {
    constexpr std::size_t length = 6;
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t taken = text[i] == '\\' ? 2 : 1;
        if (auto unit = unitAt(text, i)) {
            auto next = unitAt(text, i + length);
            bool isPair = isHigh(*unit) && next && isLow(*next);
            if (!isPair && (isHigh(*unit) || isLow(*unit))) {
                result += "\\ufffd";
                i += length;
                continue;
            }
            taken = isPair ? 2 * length : length;
        }
        result += text.substr(i, taken);
        i += taken;
    }
    return result;
}

SharedJson parsed(const std::string& text, std::string& fault) {
    bool isTooDeep = false;
    auto shallow = [&](int depth, Json::parse_event_t, Json&) {
        isTooDeep = isTooDeep || depth > deepest;
        return !isTooDeep;
    };
    try {
        auto json = std::make_shared<const Json>(Json::parse(text, shallow));
        if (!isTooDeep)
            return json;
        fault = "the message is nested too deep";
    } catch (const Json::exception& error) {
        fault = error.what();
    }
    return nullptr;
}

} // namespace

SharedJson parseMessage(const std::string& text, std::string& fault) {
    SharedJson json = parsed(text, fault);
    return json != nullptr || text.find("\\u") == std::string::npos ? json : parsed(withoutHalves(text), fault);
}

} // namespace stackc::lsp
