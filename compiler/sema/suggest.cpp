#include "sema/suggest.h"

#include "diag/suggest.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stackc::sema {

namespace {

/// What charts and Kubernetes call attributes that a service has under another name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> otherNames{{
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
}};

} // namespace

std::string didYouMean(std::string_view wanted, const std::vector<std::string>& known) {
    for (const auto& [other, name] : otherNames)
        if (wanted == other && std::find(known.begin(), known.end(), name) != known.end())
            return diag::didYouMean(name);
    return diag::didYouMean(diag::suggestName(wanted, known));
}

} // namespace stackc::sema
