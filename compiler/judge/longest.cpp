#include "judge/longest.h"

#include <algorithm>

namespace stackc::judge {

using core::Op;
using ir::NodeKind;
using ir::NodeRef;

namespace {

constexpr size_t releaseName = 53;        ///< Helm's limit
constexpr size_t endless = 1'000'000'000; ///< what is longer is as long

} // namespace

size_t Longest::of(NodeRef text) {
    if (text->kind == NodeKind::String)
        return text->text.size();
    if (text->kind == NodeKind::Ref)
        return ofPlace(text);
    if (auto found = known_.find(text); found != known_.end())
        return found->second;
    size_t most = 0;
    if (text->kind == NodeKind::Prim)
        most = ofPrim(text);
    else if (text->kind == NodeKind::Shared)
        most = of(text->args[0]);
    else if (text->kind == NodeKind::Default)
        most = std::max(of(text->args[0]), of(text->args[1]));
    else if (text->kind == NodeKind::Choice)
        for (const ir::Entry& arm : text->entries)
            most = std::max(most, of(arm.value));
    return known_[text] = std::min(most, endless);
}

size_t Longest::ofPlace(NodeRef place) const {
    if (ir::isInput(place, core::Input::ReleaseName))
        return releaseName;
    if (ir::isInput(place, core::Input::ChartName))
        return program_.chart.name.size(); // an alias has a length of its own
    const core::Type& type = program_.types[place->type];
    return type.kind == core::TypeKind::String ? static_cast<size_t>(std::max<int64_t>(type.minLength, 0)) : 0;
}

size_t Longest::ofPrim(NodeRef node) {
    switch (node->op) {
    case Op::Concat: {
        size_t sum = 0;
        for (NodeRef part : node->args)
            sum += of(part);
        return sum;
    }
    case Op::Cut:
        return node->args[1]->kind == NodeKind::Int
                   ? std::min(of(node->args[0]), static_cast<size_t>(std::max<int64_t>(node->args[1]->integer, 0)))
                   : 0;
    case Op::ToText:
    case Op::Lower:
        return of(node->args[0]);
    case Op::Replace: {
        // As long as each occurrence is replaced by as much.
        bool isEven = node->args[1]->kind == NodeKind::String && node->args[2]->kind == NodeKind::String &&
                      node->args[1]->text.size() == node->args[2]->text.size();
        return isEven ? of(node->args[0]) : 0;
    }
    default:
        return 0;
    }
}

} // namespace stackc::judge
