#pragma once

#include <string>
#include <string_view>

namespace stackc::testing {

/// A text as it stands in XML, in an attribute as well. What XML can't hold is a blank.
inline std::string xmlText(std::string_view text) {
    std::string out;
    for (char c : text) {
        bool isControl = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += isControl ? ' ' : c;
    }
    return out;
}

} // namespace stackc::testing
