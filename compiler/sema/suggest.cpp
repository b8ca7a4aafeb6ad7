#include "sema/suggest.h"

#include "diag/suggest.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace stackc::sema {

namespace {

/// A field by the name that it has elsewhere.
struct OtherName {
    std::string_view other;
    std::string_view name;      ///< what it is called here, where there is such a field
    std::string_view help = ""; ///< where it isn't that field alone
};

constexpr std::string_view eachOfSeveral =
    "what is made several times or under a condition says so itself: `resource x for each in …: T { … }`, "
    "`resource x when …: T { … }`";

/// What charts, Kubernetes and Terraform call attributes that a service or a resource has under another name.
constexpr std::array otherNames{
    OtherName{"replicaCount", "replicas"},
    OtherName{"min", "minReplicas"},
    OtherName{"max", "maxReplicas"},
    OtherName{"hpa", "autoscaling"},
    OtherName{"port", "ports"},
    OtherName{"containerPort", "ports"},
    OtherName{"containerPorts", "ports"},
    OtherName{"environment", "env"},
    OtherName{"entrypoint", "command"},
    OtherName{"securityContext", "security"},
    OtherName{"podSecurityContext", "podSecurity"},
    OtherName{"podDisruptionBudget", "disruption"},
    OtherName{"topologySpreadConstraints", "spread"},
    OtherName{"livenessProbe", "liveness"},
    OtherName{"readinessProbe", "readiness"},
    OtherName{"startupProbe", "startup"},
    OtherName{"imagePullSecrets", "pullSecrets"},
    OtherName{"priorityClassName", "priorityClass"},
    OtherName{"containers", "sidecars",
              "further containers are `sidecars` and `initContainers`; of its own the service says `image` and "
              "`command` itself"},
    OtherName{"imagePullPolicy", "image", "the image says it: `image = { repository = …, pullPolicy = Always }`"},
    OtherName{"repo", "repository"},
    OtherName{"serviceType", "service", "write `service { type = … }`"},
    OtherName{"schedule", "workload", "write `workload = cron { schedule = … }`"},
    OtherName{"limits", "resources", "write `resources { limits { … } }`"},
    OtherName{"requests", "resources", "write `resources { requests { … } }`"},
    OtherName{"depends_on", "uses", "`uses = [backend]` says what it needs; services don't wait for one another"},
    OtherName{"dependsOn", "uses", "`uses = [backend]` says what it needs; services don't wait for one another"},
    OtherName{"count", "metadata", eachOfSeveral},
    OtherName{"for_each", "metadata", eachOfSeveral},
    OtherName{"depends_on", "metadata", "Helm applies resources in the order of their kinds; they don't wait"},
};

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

std::string meantName(std::string_view wanted, const std::vector<std::string>& known) {
    std::vector<std::string> others;
    for (const OtherName& one : otherNames)
        if (one.help.empty() && contains(known, one.name)) {
            if (one.other == wanted)
                return std::string(one.name);
            others.emplace_back(one.other);
        }
    if (std::string nearest = diag::suggestName(wanted, known); !nearest.empty())
        return nearest;
    // Misspelt in turn: `livenesProbe`.
    const std::string other = diag::suggestName(wanted, others);
    const auto* meant =
        std::find_if(otherNames.begin(), otherNames.end(), [&](const OtherName& one) { return one.other == other; });
    return meant == otherNames.end() ? "" : std::string(meant->name);
}

std::set<std::string> meantNames(const std::set<std::string>& keys, const std::vector<std::string>& known) {
    std::set<std::string> meant;
    for (const std::string& key : keys)
        if (!contains(known, key))
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
    for (const OtherName& one : otherNames)
        if (one.other == wanted && !one.help.empty() && contains(known, one.name))
            return std::string(one.help);
    return diag::didYouMean(meantName(wanted, known));
}

} // namespace stackc::sema
