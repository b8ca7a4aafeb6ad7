#include "emit/file_set.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace stackc::emit {

bool isOutputPath(std::string_view path) {
    for (size_t begin = 0; begin <= path.size();) {
        size_t end = std::min(path.find('/', begin), path.size());
        std::string_view part = path.substr(begin, end - begin);
        bool isPlain = std::all_of(part.begin(), part.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                   c == '-';
        });
        if (!isPlain || part.empty() || part == "." || part == "..")
            return false;
        begin = end + 1;
    }
    return true;
}

std::string& FileSet::operator[](const std::string& path) {
    if (!isOutputPath(path)) {
        fmt::print(stderr, "stackc: fault of the compiler: `{}` is no path of an output file\n", path);
        std::abort();
    }
    return files_[path];
}

} // namespace stackc::emit
