#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace stackc::support {

/// The number, from 1, of the first line with more than `limit` bytes; 0 if there is none. YAML of one endless line
/// takes the parser more than a hundred times its size in memory.
inline std::size_t firstLongLine(std::string_view text, std::size_t limit) {
    std::size_t line = 1;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end - begin > limit)
            return line;
        begin = end + 1;
    }
    return 0;
}

} // namespace stackc::support
