#pragma once
// What changes in what a stack makes of values that nobody has given yet.

#include "ir/package.h"

#include <string>
#include <utility>
#include <vector>

namespace stackc::compare {

/// A field that depends on values, in the old program or in the new one, and not in the same way.
struct LateChange {
    std::string type, name;          ///< of the resource: its kind, and its name with what is late in braces
    std::string path;                ///< empty: whether, or how often, the resource is there
    std::vector<std::string> values; ///< on which it depends in either program: `values.replicas`; sorted, and the name
                                     ///< or namespace of the release where one of them alone reads it. None: it is of
                                     ///< a test, which no environment shows
    std::string apiVersion;          ///< of the resource
    bool isNew = false;              ///< the new program alone has the resource
};

/// Of packages of one chart whose values are unknown, before and after. Resources are the same ones where their kind
/// and name are, as far as these are known; of others those that are equal but for their metadata, and the only ones of
/// a kind. What is constant on both sides is no part of it: the environments show it.
/// `same` are nodes of the second one that count as others.
std::vector<LateChange> lateChanges(const ir::Package& before, const ir::Package& after,
                                    const std::vector<std::pair<ir::NodeRef, ir::NodeRef>>& same = {});

} // namespace stackc::compare
