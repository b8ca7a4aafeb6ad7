#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kube/library.h"

namespace stackc::kube {

// What became of an API version of a kind.
struct Replaced {
    std::string_view apiVersion; // of the same kind, to be used instead; empty if nothing takes its place
    uint16_t removed = 0;        // the release 1.<removed> no longer has the old one; 0 if the newest known still has
    friend bool operator==(const Replaced&, const Replaced&) = default;
};

// Nothing if the version is the most stable one that the newest release has, or if neither the library nor the table of
// versions that went before (removed.def) knows the kind. The texts live as long as the library.
std::optional<Replaced> replacedBy(const Library& library, std::string_view apiVersion, std::string_view kind);

} // namespace stackc::kube
