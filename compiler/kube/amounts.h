#pragma once

#include <array>
#include <string_view>

namespace stackc::kube {

/// What containers have amounts of in every cluster: the keys of `requests` and `limits` that need no domain.
inline constexpr std::array<std::string_view, 3> containerResources{"cpu", "memory", "ephemeral-storage"};

} // namespace stackc::kube
