#include "values/data_text.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace stackc::values {

std::string jsonString(std::string_view text) {
    std::string out = "\"";
    for (size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        // U+2028 and U+2029, which Go escapes for JavaScript's sake.
        if (c == 0xe2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80 &&
            (static_cast<unsigned char>(text[i + 2]) & 0xfe) == 0xa8) {
            out += static_cast<unsigned char>(text[i + 2]) == 0xa8 ? "\\u2028" : "\\u2029";
            i += 2;
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c < 0x20) {
            out += fmt::format("\\u{:04x}", c);
        } else {
            out += static_cast<char>(c);
        }
    }
    return out + "\"";
}

bool isPlainTextKey(std::string_view key) {
    static const re2::RE2 form(plainKeyForm), words(wordsOfThatForm);
    re2::StringPiece piece(key.data(), key.size());
    return re2::RE2::PartialMatch(piece, form) && !re2::RE2::PartialMatch(piece, words);
}

} // namespace stackc::values
