#include "sema/suggest.h"

#include "diag/suggest.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace stackc::sema {

namespace {

/// What charts and Kubernetes call attributes that a service has under another name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> otherNames{{
    {"replicaCount", "replicas"},
    {"port", "ports"},
    {"containerPort", "ports"},
    {"containerPorts", "ports"},
    {"environment", "env"},
    {"entrypoint", "command"},
    {"securityContext", "security"},
    {"podSecurityContext", "podSecurity"},
    {"podDisruptionBudget", "disruption"},
    {"topologySpreadConstraints", "spread"},
    {"livenessProbe", "liveness"},
    {"readinessProbe", "readiness"},
    {"startupProbe", "startup"},
}};

} // namespace

std::string meantName(std::string_view wanted, const std::vector<std::string>& known) {
    auto isKnown = [&](std::string_view name) { return std::find(known.begin(), known.end(), name) != known.end(); };
    for (const auto& [other, name] : otherNames)
        if (wanted == other && isKnown(name))
            return std::string(name);
    if (std::string nearest = diag::suggestName(wanted, known); !nearest.empty())
        return nearest;
    // Misspelt in turn: `livenesProbe`.
    std::vector<std::string> others;
    for (const auto& [other, name] : otherNames)
        if (isKnown(name))
            others.emplace_back(other);
    std::string other = diag::suggestName(wanted, others);
    for (const auto& [from, name] : otherNames)
        if (from == other)
            return std::string(name);
    return "";
}

std::set<std::string> meantNames(const std::set<std::string>& keys, const std::vector<std::string>& known) {
    std::set<std::string> meant;
    for (const std::string& key : keys)
        if (std::find(known.begin(), known.end(), key) == known.end())
            meant.insert(meantName(key, known));
    return meant;
}

namespace {

std::multiset<std::string> wordsOf(std::string_view path) {
    std::multiset<std::string> words;
    for (size_t begin = 0, end = 0; end != std::string_view::npos; begin = end + 1) {
        end = path.find('.', begin);
        words.emplace(path.substr(begin, end == std::string_view::npos ? end : end - begin));
    }
    return words;
}

} // namespace

std::string pathOfWords(std::string_view wanted, const std::vector<std::string>& known) {
    const std::multiset<std::string> words = wordsOf(wanted);
    std::string best;
    size_t least = words.size(); // words that only one of them has
    for (const std::string& candidate : known) {
        const std::multiset<std::string> others = wordsOf(candidate);
        const auto& [fewer, more] = words.size() < others.size() ? std::tie(words, others) : std::tie(others, words);
        size_t different = more.size() - fewer.size();
        bool isSame = fewer.size() > 1 && std::includes(more.begin(), more.end(), fewer.begin(), fewer.end());
        if (isSame && different < least) {
            least = different;
            best = candidate;
        }
    }
    return best;
}

std::string didYouMean(std::string_view wanted, const std::vector<std::string>& known) {
    return diag::didYouMean(meantName(wanted, known));
}

} // namespace stackc::sema
