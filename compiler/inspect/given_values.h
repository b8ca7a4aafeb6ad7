#pragma once
// What nodes are with known values, in the form of values.yaml.

#include "core/program.h"
#include "ir/node.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

namespace stackc::inspect {

/// An element that a loop's variables stand for.
struct BoundElement {
    const ir::Loop* loop;
    const nlohmann::ordered_json* element;
    std::string key;  ///< of a map's
    std::string path; ///< in the values: `workers.mail`, `hosts[0]`
};
using BoundElements = std::vector<BoundElement>; ///< outer loops first

/// The values and the release that a chart is looked at with. What is said of it by default is said of a release that
/// has the name of the outermost chart.
class GivenValues {
public:
    /// `values` are merged; null: none is known. All outlive this. Of other elements than those that are `bound`
    /// nothing is known.
    GivenValues(const core::Program& program, ir::NodeTable& nodes, const nlohmann::ordered_json* values,
                std::string release, BoundElements bound = {})
        : program_(program), nodes_(nodes), values_(values), release_(std::move(release)), bound_(std::move(bound)) {}

    /// A constant for a Ref, Present, TagIs or Tag, as eval::KnownOf wants it.
    ir::NodeRef of(ir::NodeRef node) const;

    /// What stands at a place of the values; null if nothing does, or it can't be told.
    const nlohmann::ordered_json* jsonAt(ir::NodeRef place) const;

private:
    const BoundElement* boundBy(const ir::Loop* loop) const;
    /// What stands at the place; null if nothing does. `isKnown` is false where it can't be told, as in an element.
    const nlohmann::ordered_json* at(ir::NodeRef place, bool& isKnown) const;
    bool isHeldByNone(ir::NodeRef place, const nlohmann::ordered_json* json) const;
    ir::NodeRef input(core::Input input) const;
    ir::NodeRef scalar(const nlohmann::ordered_json* json, const core::Type& type) const;
    bool isThere(const nlohmann::ordered_json* json, const core::Type& optional) const;
    /// The key of the case that is chosen; empty if it can't be told.
    static std::string caseOf(const nlohmann::ordered_json* json, const core::Type& variant);

    const core::Program& program_;
    ir::NodeTable& nodes_;
    const nlohmann::ordered_json* values_;
    std::string release_;
    BoundElements bound_;
};

} // namespace stackc::inspect
