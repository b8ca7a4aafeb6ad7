#include "inspect/late_name.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

namespace stackc::inspect {

size_t likeness(std::string_view name, std::string_view said) {
    std::string pattern;
    size_t letters = 0, depth = 0;
    for (char c : name) {
        if (c == '{' && depth++ == 0)
            pattern += ".*";
        if (depth == 0) {
            pattern += re2::RE2::QuoteMeta(std::string(1, c));
            ++letters;
        }
        depth -= c == '}' && depth > 0 ? 1 : 0;
    }
    return re2::RE2::FullMatch(said, re2::RE2(pattern, re2::RE2::Quiet)) ? 1 + letters : 0;
}

std::vector<size_t> likeliest(const std::vector<size_t>& likenesses) {
    size_t most = 1;
    for (size_t like : likenesses)
        most = std::max(most, like);
    std::vector<size_t> indices;
    for (size_t i = 0; i < likenesses.size(); ++i)
        if (likenesses[i] == most)
            indices.push_back(i);
    return indices;
}

} // namespace stackc::inspect
