#pragma once
// What resources are called, in a release that has the name of the outermost chart, and default values.

#include "eval/specialize.h"
#include "graph/words.h"
#include "inspect/given_values.h"
#include "inspect/late_chart.h"

#include <string>

namespace stackc::inspect {

class ResourceNames {
public:
    /// Of elements of the values those are known that are `bound`.
    explicit ResourceNames(const LateChart& chart, BoundElements bound = {})
        : given_(*chart.package->program, *chart.nodes, chart.defaults, chart.release, std::move(bound)),
          special_(*chart.package->program, *chart.nodes, [this](ir::NodeRef node) { return given_.of(node); }),
          manner_{chart.values(), true} {}
    ResourceNames(const ResourceNames&) = delete;
    ResourceNames& operator=(const ResourceNames&) = delete;

    /// `Deployment/shop`; late parts of the name stand in braces.
    std::string of(const ir::Document& document) { return kindOf(document) + "/" + nameOf(document); }
    /// What stands in the values as it is may be of any kind.
    static std::string kindOf(const ir::Document& document) {
        return document.kind.empty() ? "Manifest" : document.kind;
    }
    std::string nameOf(const ir::Document& document) {
        ir::NodeRef name = ir::valueAt(document.object, {"metadata", "name"});
        return name != nullptr ? text(name) : document.name;
    }
    /// A text, by default.
    std::string text(ir::NodeRef node) { return graph::nameText(known(node), manner_); }
    ir::NodeRef known(ir::NodeRef node) { return special_.of(node); }
    const graph::Manner& manner() const { return manner_; }
    const GivenValues& given() const { return given_; }

private:
    GivenValues given_;
    eval::Specializer special_;
    graph::Manner manner_;
};

} // namespace stackc::inspect
