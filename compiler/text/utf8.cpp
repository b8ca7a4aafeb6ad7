#include "text/utf8.h"

namespace stackc::text {

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

std::string_view beginningOf(std::string_view text, size_t most) {
    if (text.size() <= most)
        return text;
    while (most > 0 && isInsideRune(text[most]))
        --most;
    return text.substr(0, most);
}

std::string shortened(std::string_view text, size_t most) {
    return std::string(beginningOf(text, most)) + (text.size() > most ? "…" : "");
}

void appendRune(std::string& out, char32_t rune) {
    auto continued = [&](int shift) { out += static_cast<char>(0x80 | (rune >> shift & 0x3f)); };
    if (rune < 0x80) {
        out += static_cast<char>(rune);
    } else if (rune < 0x800) {
        out += static_cast<char>(0xc0 | rune >> 6);
        continued(0);
    } else if (rune < 0x10000) {
        out += static_cast<char>(0xe0 | rune >> 12);
        continued(6);
        continued(0);
    } else {
        out += static_cast<char>(0xf0 | rune >> 18);
        continued(12);
        continued(6);
        continued(0);
    }
}

size_t firstBadByte(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
        size_t begin = at;
        if (nextRune(text, at) == badRune)
            return begin;
    }
    return std::string_view::npos;
}

} // namespace stackc::text
