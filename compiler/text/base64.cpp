#include "text/base64.h"

#include <cstdint>

namespace stackc::text {

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Four digits of 24 bits.
void addDigits(std::string& out, std::uint32_t bits) {
    for (unsigned shift : {18U, 12U, 6U, 0U})
        out += digits[bits >> shift & 63U];
}

/// Three bytes of 24 bits.
void addBytes(std::string& out, std::uint32_t bits) {
    for (unsigned shift : {16U, 8U, 0U})
        out += static_cast<char>(bits >> shift);
}

} // namespace

std::string base64(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bits = bits << 8U | static_cast<unsigned char>(bytes[i]);
        if (i % 3 == 2)
            addDigits(out, bits);
    }
    if (std::size_t rest = bytes.size() % 3; rest != 0) {
        addDigits(out, bits << (8 * (3 - rest)));
        out.replace(out.size() - (3 - rest), 3 - rest, 3 - rest, '=');
    }
    return out;
}

std::optional<std::string> fromBase64(std::string_view text) {
    std::string letters;
    for (char c : text)
        if (c != '\n' && c != '\r')
            letters += c;
    std::size_t padding = letters.size() - (letters.find_last_not_of('=') + 1);
    if (letters.size() % 4 != 0 || padding > 2)
        return std::nullopt;
    letters.replace(letters.size() - padding, padding, padding, digits[0]);
    std::string out;
    out.reserve(letters.size() / 4 * 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        std::size_t digit = digits.find(letters[i]);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        if (i % 4 == 3)
            addBytes(out, bits);
    }
    out.resize(out.size() - padding);
    return out;
}

} // namespace stackc::text
