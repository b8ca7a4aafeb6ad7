#include "judge/longest.h"

#include <algorithm>

namespace stackc::judge {

using core::Op;
using ir::NodeKind;
using ir::NodeRef;

namespace {

/// Helm's limit.
constexpr size_t releaseName = 53;

size_t ofPrim(const core::Program& program, NodeRef node) {
    auto at = [&](size_t index) { return longest(program, node->args[index]); };
    switch (node->op) {
    case Op::Concat: {
        size_t sum = 0;
        for (size_t i = 0; i < node->args.size(); ++i)
            sum += at(i);
        return sum;
    }
    case Op::Cut:
        return node->args[1]->kind == NodeKind::Int
                   ? std::min(at(0), static_cast<size_t>(std::max<int64_t>(node->args[1]->integer, 0)))
                   : 0;
    case Op::ToText:
    case Op::Lower:
        return at(0);
    case Op::Replace: {
        // As long as each occurrence is replaced by as much.
        bool isEven = node->args[1]->kind == NodeKind::String && node->args[2]->kind == NodeKind::String &&
                      node->args[1]->text.size() == node->args[2]->text.size();
        return isEven ? at(0) : 0;
    }
    default:
        return 0;
    }
}

} // namespace

size_t longest(const core::Program& program, NodeRef text) {
    switch (text->kind) {
    case NodeKind::String:
        return text->text.size();
    case NodeKind::Shared:
        return longest(program, text->args[0]);
    case NodeKind::Default:
        return std::max(longest(program, text->args[0]), longest(program, text->args[1]));
    case NodeKind::Choice: {
        size_t most = 0;
        for (const ir::Entry& arm : text->entries)
            most = std::max(most, longest(program, arm.value));
        return most;
    }
    case NodeKind::Ref: {
        if (text->base == ir::RefBase::Input && text->input == core::Input::ReleaseName)
            return releaseName;
        if (text->base == ir::RefBase::Input && text->input == core::Input::ChartName)
            return program.chart.name.size(); // an alias has a length of its own
        const core::Type& type = program.types[text->type];
        return type.kind == core::TypeKind::String ? static_cast<size_t>(std::max<int64_t>(type.minLength, 0)) : 0;
    }
    case NodeKind::Prim:
        return ofPrim(program, text);
    default:
        return 0;
    }
}

} // namespace stackc::judge
