#pragma once
// Elements of lists and maps that the defaults of the values hold.

#include "core/program.h"
#include "inspect/given_values.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace stackc::inspect {

/// An element for each loop that a node is inside of, and each loop that one of these goes over an element of.
struct DefaultElement {
    BoundElements bound;
    /// A path of the values with this element's key or index where the path has `[]` of one of the loops:
    /// `workers[].image` is `workers.mail.image`.
    std::string concrete(const std::string& path) const;
};

/// All of which the node is made by default; none where it is in no loop over values, or `values` are null. They
/// outlive the result.
std::vector<DefaultElement> defaultElements(const core::Program& program, ir::NodeTable& nodes,
                                            const nlohmann::ordered_json* values, ir::NodeRef node);

} // namespace stackc::inspect
