#include "api/renamed_nodes.h"

#include "core/layout.h"

#include <nlohmann/json.hpp>

namespace stackc::api {

using core::TypeKind;
using ir::NodeRef;

namespace {

/// How the program reads the value at the path; null where flat fields or cases are on the way.
NodeRef readAt(const Side& side, const core::KeyPath& path) {
    core::TypeId at = side.context.program.valuesType;
    NodeRef ref = side.context.nodes.input(core::Input::Values, at);
    for (const std::string& key : path) {
        if (side.type(at).kind == TypeKind::Optional) {
            at = side.type(at).element;
            ref = side.context.nodes.withType(ref, at);
        }
        const core::Field* field = core::fieldOfKey(side.type(at), key);
        if (field == nullptr || field->flat)
            return nullptr;
        at = field->type;
        ref = side.context.nodes.field(ref, key, at);
    }
    return ref;
}

/// A value of no type at the path.
NodeRef namedBy(const Side& side, const core::KeyPath& path) {
    NodeRef ref = side.context.nodes.input(core::Input::Values, side.context.program.valuesType);
    for (const std::string& key : path)
        ref = side.context.nodes.field(ref, key, {});
    return ref;
}

} // namespace

std::vector<std::pair<NodeRef, NodeRef>> renamedNodes(const Side& fresh, const std::vector<Finding>& values) {
    std::vector<std::pair<NodeRef, NodeRef>> same;
    for (const Finding& finding : values) {
        bool isSame = finding.change.what == What::Renamed && finding.change.verdict == Verdict::Fine;
        NodeRef now = isSame ? readAt(fresh, finding.place.newKeys) : nullptr;
        if (now == nullptr)
            continue;
        NodeRef was = namedBy(fresh, finding.place.keys);
        same.emplace_back(now, was);
        if (const core::Type& type = fresh.type(now->type); type.kind == TypeKind::Optional)
            same.emplace_back(fresh.context.nodes.withType(now, type.element), was);
    }
    return same;
}

} // namespace stackc::api
