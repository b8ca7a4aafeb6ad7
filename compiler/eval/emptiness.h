#pragma once
// When a list, map or object has an entry: the truth that stands for its emptiness everywhere.

#include "eval/guards.h"

#include <vector>

namespace stackc::eval {

class Emptiness {
public:
    Emptiness(ir::NodeTable& nodes, Guards& guards) : nodes_(nodes), guards_(guards) {}

    /// A guard that holds exactly where the collection has an entry. Where that can't be told without looking at the
    /// elements of a late list, it is NonEmpty of a list that has an element for each entry.
    ir::NodeRef some(ir::NodeRef collection);
    ir::NodeRef some(const std::vector<ir::Entry>& entries);

private:
    ir::NodeRef someOf(const ir::Entry& entry);
    ir::NodeRef someRound(const ir::Entry& each);
    std::vector<ir::Entry> witnesses(const std::vector<ir::Entry>& entries);
    bool iterates(const ir::Entry& entry);

    ir::NodeTable& nodes_;
    Guards& guards_;
};

/// Does the node contain the element or key of that loop?
bool dependsOn(ir::NodeRef node, const ir::Loop* loop);

} // namespace stackc::eval
