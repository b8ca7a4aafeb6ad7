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
    /// When there is an entry, and what that comes of.
    struct Found {
        ir::NodeRef some = nullptr;
        std::vector<ir::NodeRef> certain; ///< of the entries that need no look at the elements of a list
        std::vector<ir::Entry> rounds;    ///< of the others, with elements that stand for theirs
    };
    Found look(const std::vector<ir::Entry>& entries);
    ir::NodeRef someOf(const ir::Entry& entry, std::vector<ir::Entry>& rounds);
    ir::NodeRef someRound(const ir::Entry& each, std::vector<ir::Entry>& rounds);
    std::vector<ir::Entry> witnesses(Found found);

    ir::NodeTable& nodes_;
    Guards& guards_;
};

/// Does the node contain the element or key of that loop?
bool dependsOn(ir::NodeRef node, const ir::Loop* loop);

} // namespace stackc::eval
