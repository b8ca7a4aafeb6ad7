#pragma once
// What nodes read of what is known only when a release is made.

#include "ir/node.h"

#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace stackc::compare {

/// The places in the values, and in what else a chart is given, that nodes read: `values.replicas`. What says of the
/// chart and of the release who they are stands apart.
class Places {
public:
    void add(ir::NodeRef node);
    void add(const ir::Entry& entry);
    void add(const ir::Loop* loop);

    std::vector<std::string> sorted() const { return {found_.begin(), found_.end()}; }
    /// `release.name`, `release.namespace`: every environment has one, and users choose another.
    const std::set<std::string>& ofRelease() const { return ofRelease_; }

private:
    std::unordered_set<ir::NodeRef> seen_;
    std::set<std::string> found_, ofRelease_;
};

} // namespace stackc::compare
