#include "text/characters.h"

#include <array>
#include <cstdio>

#include "text/utf8.h"

namespace stackc::text {

bool endsLine(char32_t rune) {
    return rune == '\n' || rune == '\r' || rune == 0x85 || rune == 0x2028 || rune == 0x2029;
}

bool isYamlPrintable(char32_t rune) {
    return rune == '\t' || rune == '\n' || rune == '\r' || (rune >= 0x20 && rune <= 0x7e) || rune == 0x85 ||
           (rune >= 0xa0 && rune <= 0xd7ff) || (rune >= 0xe000 && rune <= 0xfffd && rune != 0xfeff) ||
           (rune >= 0x10000 && rune <= 0x10ffff);
}

bool isCarried(char32_t rune) { return rune == '\n' || (isYamlPrintable(rune) && !endsLine(rune)); }

char32_t firstNotCarried(std::string_view text) {
    for (size_t at = 0; at < text.size();)
        if (char32_t rune = nextRune(text, at); !isCarried(rune))
            return rune == 0 ? badRune : rune;
    return 0;
}

std::string carriedPattern() {
    // The characters themselves: RE2 and ECMAScript differ in their escapes beyond \xHH.
    return "^[^\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u2028\u2029\ufeff\ufffe\uffff]*$";
}

bool isReordering(char32_t rune) { return (rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2066 && rune <= 0x2069); }

std::string lowerCase(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string nameOf(char32_t rune) {
    if (rune == '\n')
        return "a line break";
    if (rune == '\t')
        return "a tab";
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "U+%04X", static_cast<unsigned>(rune));
    return buffer.data();
}

std::vector<std::string> shownLines(std::string_view text) {
    std::vector<std::string> lines(1);
    for (size_t at = 0; at < text.size();) {
        size_t begin = at;
        char32_t rune = nextRune(text, at);
        if (rune == '\r' && at < text.size() && text[at] == '\n')
            ++at;
        if (endsLine(rune))
            lines.emplace_back();
        else if (isCarried(rune) && !isReordering(rune))
            lines.back() += text.substr(begin, at - begin);
        else
            lines.back() += "\ufffd";
    }
    return lines;
}

std::string shownLine(std::string_view text) {
    std::string out;
    for (const std::string& line : shownLines(text))
        out += (out.empty() || line.empty() ? "" : " ") + line;
    return out;
}

} // namespace stackc::text
