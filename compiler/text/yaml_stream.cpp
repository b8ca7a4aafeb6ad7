#include "text/yaml_stream.h"

#include <algorithm>

namespace stackc::text {

std::vector<std::string_view> documentsIn(std::string_view stream) {
    constexpr std::string_view mark = "---";
    std::vector<std::string_view> documents;
    size_t begin = 0;
    for (size_t line = 0; line < stream.size();) {
        size_t end = std::min(stream.find('\n', line), stream.size());
        std::string_view text = stream.substr(line, end - line);
        if (text.starts_with(mark) && (text.size() == mark.size() || text[mark.size()] == ' ')) {
            documents.push_back(stream.substr(begin, line - begin));
            begin = line + mark.size();
        }
        line = end + 1;
    }
    documents.push_back(stream.substr(begin));
    return documents;
}

} // namespace stackc::text
