#include "values/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <re2/re2.h>

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view tagPrefix = "tag:yaml.org,2002:";

template <size_t n> bool isOneOf(std::string_view text, const std::array<std::string_view, n>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array<std::string_view, 11> trueWords = {"y",    "Y",    "yes", "Yes", "YES", "true",
                                                        "True", "TRUE", "on",  "On",  "ON"};
constexpr std::array<std::string_view, 11> falseWords = {"n",     "N",     "no",  "No",  "NO", "false",
                                                         "False", "FALSE", "off", "Off", "OFF"};
constexpr std::array<std::string_view, 5> nullWords = {"", "~", "null", "Null", "NULL"};
constexpr std::array<std::string_view, 12> notFinite = {".nan",  ".NaN",  ".NAN",  ".inf",  ".Inf",  ".INF",
                                                        "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"};

std::optional<uint64_t> digits(std::string_view text, int base) {
    uint64_t value = 0;
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Go's strconv.ParseInt and ParseUint with base 0, of a text without underscores.
std::optional<Json> parseInteger(std::string_view text) {
    bool negative = false;
    bool sign = false;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        sign = true;
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    int base = 10;
    if (text.size() > 1 && text[0] == '0') {
        char kind = static_cast<char>(text[1] | 0x20);
        base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 0;
        text.remove_prefix(base == 0 ? 1 : 2);
        if (base == 0)
            base = 8;
    }
    std::optional<uint64_t> value = digits(text, base);
    if (!value)
        return std::nullopt;
    if (negative && *value <= uint64_t{1} << 63)
        return Json(static_cast<int64_t>(~*value + 1));
    if (!negative && *value < uint64_t{1} << 63)
        return Json(static_cast<int64_t>(*value));
    if (!sign)
        return Json(*value);
    return std::nullopt;
}

std::optional<double> parseFloat(std::string_view text) {
    if (!text.empty() && text[0] == '+')
        text.remove_prefix(1);
    double value = 0;
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || text.empty())
        return std::nullopt;
    if (fault == std::errc::result_out_of_range) {
        // Go refuses what is too large and takes what is too small for zero.
        value = std::strtod(std::string(text).c_str(), nullptr);
        return std::isinf(value) ? std::nullopt : std::optional<double>(value);
    }
    return fault == std::errc{} ? std::optional<double>(value) : std::nullopt;
}

bool looksLikeFloat(std::string_view text) {
    static const re2::RE2 pattern(R"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)");
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

/// A number by go-yaml's rules for texts that begin with a digit, a sign or a point.
std::optional<Json> parseNumber(std::string_view text) {
    if (text[0] == '.') {
        std::optional<double> value = looksLikeFloat(text) ? parseFloat(text) : std::nullopt;
        return value ? std::optional<Json>(*value) : std::nullopt;
    }
    std::string plain(text);
    plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
    if (std::optional<Json> integer = parseInteger(plain))
        return integer;
    if (!looksLikeFloat(plain))
        return std::nullopt;
    std::optional<double> value = parseFloat(plain);
    return value ? std::optional<Json>(*value) : std::nullopt;
}

/// The value of an untagged plain scalar; `kind` is its short tag.
Json resolvePlain(std::string_view text, std::string_view& kind) {
    kind = "str";
    if (isOneOf(text, nullWords)) {
        kind = "null";
        return nullptr;
    }
    if (isOneOf(text, trueWords) || isOneOf(text, falseWords)) {
        kind = "bool";
        return isOneOf(text, trueWords);
    }
    if (isOneOf(text, notFinite)) {
        kind = "float";
        return std::numeric_limits<double>::infinity();
    }
    if (text[0] == '.' || text[0] == '+' || text[0] == '-' || (text[0] >= '0' && text[0] <= '9'))
        if (std::optional<Json> number = parseNumber(text)) {
            kind = number->is_number_float() ? "float" : "int";
            return *number;
        }
    return std::string(text);
}

} // namespace

bool resolveScalar(std::string_view tag, std::string_view text, Json& result, std::string& error) {
    if (tag == "tag:yaml.org,2002:binary") {
        error = "`!!binary` is not supported";
        return false;
    }
    std::string_view wanted;
    if (tag.substr(0, tagPrefix.size()) == tagPrefix)
        wanted = tag.substr(tagPrefix.size());
    bool known = wanted == "bool" || wanted == "int" || wanted == "float" || wanted == "null";
    if (wanted == "timestamp" || (!tag.empty() && !known)) {
        result = std::string(text);
        return true;
    }
    std::string_view kind;
    result = resolvePlain(text, kind);
    if (wanted == "float" && kind == "int") {
        result = result.get<double>();
        kind = "float";
    }
    if (!wanted.empty() && wanted != kind) {
        error = "cannot read `" + std::string(text) + "` as a !!" + std::string(wanted);
        return false;
    }
    if (result.is_number_float() && !std::isfinite(result.get<double>())) {
        error = "`" + std::string(text) + "` is not a finite number";
        return false;
    }
    return true;
}

namespace {

/// Go's strconv.FormatFloat(value, 'g', -1, 32).
std::string floatKey(double number) {
    auto value = static_cast<float>(number);
    std::array<char, 64> buffer{};
    auto [end, fault] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    std::string text(buffer.data(), end);
    int exponent = std::stoi(text.substr(text.find('e') + 1));
    if (exponent < -4 || exponent >= 6)
        return text;
    auto [last, again] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    return std::string(buffer.data(), last);
}

} // namespace

bool scalarKey(const Json& scalar, std::string& key) {
    if (scalar.is_null())
        return false;
    if (scalar.is_string())
        key = scalar.get<std::string>();
    else if (scalar.is_number_float())
        key = floatKey(scalar.get<double>());
    else if (scalar.is_number_unsigned() && scalar.get<uint64_t>() > uint64_t{INT64_MAX})
        return false;
    else
        key = scalar.dump();
    return true;
}

} // namespace stackc::values
