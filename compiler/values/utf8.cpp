#include "values/utf8.h"

namespace stackc::values {

char32_t nextRune(std::string_view text, size_t& at) {
    auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    unsigned first = byte(at);
    if (first < 0x80) {
        ++at;
        return first;
    }
    size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    char32_t rune = length == 4 ? first & 0x07 : length == 3 ? first & 0x0f : first & 0x1f;
    bool fine = first >= 0xc2 && first <= 0xf4;
    for (size_t i = 1; i < length && fine; ++i) {
        fine = (byte(at + i) & 0xc0) == 0x80;
        rune = rune << 6 | (byte(at + i) & 0x3f);
    }
    fine = fine && (length != 3 || rune >= 0x800) && (length != 4 || (rune >= 0x10000 && rune <= 0x10ffff)) &&
           (rune < 0xd800 || rune > 0xdfff);
    at += fine ? length : 1;
    return fine ? rune : badRune;
}

size_t countRunes(std::string_view text) {
    size_t count = 0;
    for (size_t at = 0; at < text.size(); ++count)
        nextRune(text, at);
    return count;
}

bool isYamlPrintable(char32_t rune) {
    return rune == '\t' || rune == '\n' || rune == '\r' || (rune >= 0x20 && rune <= 0x7e) || rune == 0x85 ||
           (rune >= 0xa0 && rune <= 0xd7ff) || (rune >= 0xe000 && rune <= 0xfffd && rune != 0xfeff) ||
           (rune >= 0x10000 && rune <= 0x10ffff);
}

} // namespace stackc::values
