#include "diag/suggest.h"
#include "text/characters.h"

#include <algorithm>

namespace stackc::diag {

namespace {

/// Insertions, deletions, replacements, and swaps of neighbours; `most` where there are so many or more. Only what lies
/// nearer than that to the diagonal is looked at.
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t most) {
    std::vector<std::size_t> beforeLast(b.size() + 1, most);
    std::vector<std::size_t> last(b.size() + 1, most);
    std::vector<std::size_t> row(b.size() + 1, most);
    for (std::size_t j = 0; j <= b.size() && j < most; ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t from = i < most ? 0 : i - most + 1;
        std::size_t to = std::min(b.size(), i + most - 1);
        std::fill(row.begin(), row.end(), most);
        std::size_t least = most;
        for (std::size_t j = from; j <= to; ++j) {
            std::size_t& here = row[j];
            here = std::min(last[j] + 1, most);
            if (j > 0)
                here = std::min({here, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                here = std::min(here, beforeLast[j - 2] + 1);
            least = std::min(least, here);
        }
        if (least >= most)
            return most;
        beforeLast.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

/// The longest candidate that is a part of `wanted` (`livenessProbe` for `liveness`), with upper and lower case alike.
std::string containedName(std::string_view wanted, const std::vector<std::string>& candidates) {
    std::string result;
    std::string lower = text::lowerCase(wanted);
    for (const std::string& candidate : candidates) {
        if (candidate.size() < 3 || candidate.size() >= wanted.size() || candidate.size() <= result.size())
            continue;
        std::size_t at = lower.find(text::lowerCase(candidate));
        std::size_t enough = at == 0 ? 3 : 4;
        if (at != std::string::npos && candidate.size() >= enough)
            result = candidate;
    }
    return result;
}

} // namespace

std::string suggestName(std::string_view wanted, const std::vector<std::string>& candidates) {
    std::string result;
    std::string lower = text::lowerCase(wanted);
    std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        std::size_t longer = std::max(wanted.size(), candidate.size());
        if (candidate == wanted || longer - std::min(wanted.size(), candidate.size()) >= best)
            continue;
        std::string other = text::lowerCase(candidate);
        std::size_t distance = lower == other ? 0 : editDistance(lower, other, std::min(best, longer));
        if (distance < best && distance < longer) {
            best = distance;
            result = candidate;
        }
    }
    return result.empty() ? containedName(wanted, candidates) : result;
}

std::string didYouMean(std::string_view name) {
    return name.empty() ? std::string() : "did you mean `" + std::string(name) + "`?";
}

std::string quotedList(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "`" : ", `") + name + "`";
    return list;
}

std::string nearestOf(std::string_view wanted, const std::vector<std::string>& known) {
    std::string nearest = didYouMean(suggestName(wanted, known));
    if (!nearest.empty() || known.empty())
        return nearest;
    return (known.size() == 1 ? "there is " : "there are ") + quotedList(known);
}

} // namespace stackc::diag
