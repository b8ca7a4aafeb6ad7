#include "text/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <re2/re2.h>

#include "text/base64.h"
#include "text/utf8.h"
#include "text/yaml_words.h"

namespace stackc::text {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view tagPrefix = "tag:yaml.org,2002:";

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

/// The value of an untagged plain scalar, not always finite; `kind` is its short tag.
Json resolvePlain(std::string_view text, std::string_view& kind) {
    kind = "str";
    if (isNullWord(text)) {
        kind = "null";
        return nullptr;
    }
    if (isTrueWord(text) || isFalseWord(text)) {
        kind = "bool";
        return isTrueWord(text);
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (NotFinite word = notFiniteWord(text); word != NotFinite::No) {
        kind = "float";
        return word == NotFinite::NaN                ? std::numeric_limits<double>::quiet_NaN()
               : word == NotFinite::NegativeInfinity ? -infinity
                                                     : infinity;
    }
    if (text[0] == '.' || text[0] == '+' || text[0] == '-' || (text[0] >= '0' && text[0] <= '9'))
        if (std::optional<Json> number = parseNumber(text)) {
            kind = number->is_number_float() ? "float" : "int";
            return *number;
        }
    return std::string(text);
}

/// As Go's JSON writes bytes that are no UTF-8.
std::string withoutBadBytes(std::string_view bytes) {
    std::string out;
    for (size_t at = 0; at < bytes.size();) {
        size_t begin = at;
        out += nextRune(bytes, at) == badRune ? std::string_view("\ufffd") : bytes.substr(begin, at - begin);
    }
    return out;
}

} // namespace

bool resolveScalar(std::string_view tag, std::string_view text, Json& result, std::string& error) {
    if (tag == "tag:yaml.org,2002:binary") {
        std::optional<std::string> bytes = fromBase64(text);
        if (!bytes)
            error = "the `!!binary` value is not valid base64";
        else
            result = withoutBadBytes(*bytes);
        return bytes.has_value();
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
    return true;
}

namespace {

/// Go's strconv.FormatFloat(value, 'g', -1, 32), and sigs.k8s.io/yaml's words for what is not finite.
std::string floatKey(double number) {
    auto value = static_cast<float>(number);
    if (std::isnan(value))
        return ".nan";
    if (std::isinf(value))
        return value < 0 ? "-.inf" : ".inf";
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

} // namespace stackc::text
