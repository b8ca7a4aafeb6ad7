#include "text/replace.h"

namespace stackc::text {

std::string replaceAll(std::string text, std::string_view word, std::string_view by) {
    if (word.empty())
        return text;
    for (size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += by.size())
        text.replace(at, word.size(), by);
    return text;
}

} // namespace stackc::text
