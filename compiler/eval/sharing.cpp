// Large late scalars that have a name become named templates of the chart, so that what names them twice prints them
// once; and evaluation that goes too far ends.
#include "eval/evaluator.h"
#include "eval/limits.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::eval {

using ir::NodeKind;

namespace {

bool isLateScalar(NodeRef node) {
    if (!node->late)
        return node->kind == NodeKind::String || node->kind == NodeKind::Int || node->kind == NodeKind::Bool;
    if (node->kind == NodeKind::Choice)
        return std::all_of(node->entries.begin(), node->entries.end(),
                           [](const Entry& arm) { return isLateScalar(arm.value); });
    return node->kind == NodeKind::Ref || node->kind == NodeKind::Default || node->kind == NodeKind::Shared ||
           (node->kind == NodeKind::Prim && node->op != core::Op::Range);
}

} // namespace

NodeRef Evaluator::named(NodeRef value, const std::string& name) {
    if (known_ != nullptr || !value->late || value->parts < limit::unshared || value->kind == NodeKind::Shared ||
        !isLateScalar(value) || hasLoopVariable(value))
        return value;
    auto [place, fresh] = named_.try_emplace(value, nullptr);
    if (!fresh)
        return place->second;
    int count = ++templateNames_["lets." + name];
    NodeRef body = normalize(value, nodes_, guards_);
    if (body->late)
        body = nodes_.shared(count == 1 ? "lets." + name : fmt::format("lets.{}.{}", name, count), body);
    return place->second = body;
}

/// Nothing more is evaluated once a limit is met: what would follow is no news.
NodeRef Evaluator::stop(diag::Code code, size_t most) {
    if (!stopped_)
        sink_.report(code, here_, most);
    stopped_ = true;
    return nodes_.none();
}

bool Evaluator::spend(size_t steps) {
    spent_ += steps;
    if (spent_ > limit::steps)
        stop(diag::Code::E4031, limit::steps);
    return !stopped_;
}

} // namespace stackc::eval
