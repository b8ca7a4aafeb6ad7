#pragma once
// What nodes of different tables mean: equal digests, equal nodes.

#include "ir/node.h"

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackc::compare {

/// Digests of the nodes of one table. What tells values apart counts, what they are called doesn't: names of loop
/// variables and of named templates. Each node is looked at once.
class Digests {
public:
    Digests() = default;
    /// Each first node counts as the second one.
    explicit Digests(const std::vector<std::pair<ir::NodeRef, ir::NodeRef>>& same);

    const std::string& of(ir::NodeRef node);
    std::string of(const ir::Entry& entry);

private:
    std::string loop(const ir::Loop* loop);

    std::unordered_map<ir::NodeRef, std::string> known_;
};

} // namespace stackc::compare
