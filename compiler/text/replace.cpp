#include "text/replace.h"

namespace stackc::text {

size_t occurrences(std::string_view text, std::string_view word) {
    size_t count = 0;
    for (size_t at = 0; !word.empty() && (at = text.find(word, at)) != std::string_view::npos; at += word.size())
        ++count;
    return count;
}

std::string replaceAll(std::string text, std::string_view word, std::string_view by) {
    size_t count = occurrences(text, word);
    if (count == 0)
        return text;
    std::string out;
    out.reserve(text.size() + count * by.size() - count * word.size());
    size_t from = 0;
    for (size_t at = 0; (at = text.find(word, from)) != std::string::npos; from = at + word.size()) {
        out.append(text, from, at - from);
        out += by;
    }
    return out.append(text, from);
}

} // namespace stackc::text
