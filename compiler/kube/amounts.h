#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace stackc::kube {

/// What containers have amounts of in every cluster: the keys of `requests` and `limits` that need no domain.
inline constexpr std::array<std::string_view, 3> containerResources{"cpu", "memory", "ephemeral-storage"};

/// Are they the keys of that field of the type with that path?
constexpr bool hasContainerResources(std::string_view type, std::string_view field) {
    constexpr std::array<std::string_view, 5> bounds{"default", "defaultRequest", "max", "min", "maxLimitRequestRatio"};
    if (type == "k8s.core.v1.ResourceRequirements")
        return field == "requests" || field == "limits";
    return type == "k8s.core.v1.LimitRangeItem" && std::find(bounds.begin(), bounds.end(), field) != bounds.end();
}

} // namespace stackc::kube
