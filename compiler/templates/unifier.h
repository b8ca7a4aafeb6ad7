#pragma once
// One template of several, by the leaves in which they differ.

#include "templates/leaves.h"
#include "templates/unify.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace stackc::templates {

/// One template of two or more members, with a parameter for each way in which the leaves of number `differing` differ.
/// `leaves`: by member. `taken`: names of variables that the dict has already. Nothing where no parameter can say what
/// differs, or there would be more than `most`.
std::optional<Unified> unified(std::vector<Member> members, std::vector<std::span<const Leaf>> leaves,
                               const std::set<std::string>& taken, std::vector<size_t> differing, size_t most);

} // namespace stackc::templates
