#include "driver/library_text.h"

#include <algorithm>

namespace stackc::driver {

namespace {

std::string trimmed(std::string_view line) {
    size_t first = line.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string()
                                           : std::string(line.substr(first, line.find_last_not_of(' ') + 1 - first));
}

} // namespace

std::string onOneLine(std::string_view source) {
    std::string out;
    while (!source.empty()) {
        size_t end = std::min(source.find('\n'), source.size());
        std::string line = trimmed(source.substr(0, end));
        source.remove_prefix(std::min(end + 1, source.size()));
        if (line.empty())
            continue;
        if (line[0] == ')' && out.ends_with(','))
            out.pop_back();
        bool isFirst = out.empty() || out.ends_with('(') || line[0] == ')';
        bool goesOn = !isFirst && (std::string_view("{[(,=|&").find(out.back()) != std::string_view::npos ||
                                   std::string_view("}])|&.").find(line[0]) != std::string_view::npos);
        out += (isFirst ? "" : goesOn ? " " : ", ") + line;
    }
    return out;
}

std::string headComment(std::string_view text) {
    std::string out;
    while (text.starts_with("//")) {
        size_t end = std::min(text.find('\n'), text.size());
        out += (out.empty() ? "" : "\n") + trimmed(text.substr(2, end - 2));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

} // namespace stackc::driver
