#include "sema/suggest.h"

#include "diag/suggest.h"

#include <algorithm>
#include <array>
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

std::string didYouMean(std::string_view wanted, const std::vector<std::string>& known) {
    for (const auto& [other, name] : otherNames)
        if (wanted == other && std::find(known.begin(), known.end(), name) != known.end())
            return diag::didYouMean(name);
    std::string nearest = diag::suggestName(wanted, known);
    if (!nearest.empty())
        return diag::didYouMean(nearest);
    // Misspelt in turn: `livenesProbe`.
    std::vector<std::string> others;
    for (const auto& [other, name] : otherNames)
        if (std::find(known.begin(), known.end(), name) != known.end())
            others.emplace_back(other);
    std::string other = diag::suggestName(wanted, others);
    for (const auto& [from, name] : otherNames)
        if (from == other)
            return diag::didYouMean(name);
    return "";
}

} // namespace stackc::sema
