#include "diag/suggest.h"
#include "text/characters.h"

#include <algorithm>

namespace stackc::diag {

namespace {

/// Insertions, deletions, replacements, and swaps of neighbours.
std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> beforeLast;
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped)
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = last;
        last = row;
    }
    return last[b.size()];
}

} // namespace

namespace {

/// The longest candidate that is a part of `wanted` (`livenessProbe` for `liveness`), with upper and lower case alike.
std::string containedName(std::string_view wanted, const std::vector<std::string>& candidates) {
    std::string result;
    std::string lower = text::lowerCase(wanted);
    for (const std::string& candidate : candidates) {
        std::size_t at = candidate.size() < wanted.size() ? lower.find(text::lowerCase(candidate)) : std::string::npos;
        std::size_t enough = at == 0 ? 3 : 4;
        if (at != std::string::npos && candidate.size() >= enough && candidate.size() > result.size())
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
        std::size_t distance = lower == other ? 0 : editDistance(lower, other);
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

std::string nearestOf(std::string_view wanted, const std::vector<std::string>& known) {
    std::string nearest = didYouMean(suggestName(wanted, known));
    if (!nearest.empty() || known.empty())
        return nearest;
    std::string list;
    for (const std::string& name : known)
        list += (list.empty() ? "`" : ", `") + name + "`";
    return (known.size() == 1 ? "there is " : "there are ") + list;
}

} // namespace stackc::diag
