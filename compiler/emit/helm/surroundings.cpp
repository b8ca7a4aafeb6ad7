#include "emit/helm/surroundings.h"

#include <algorithm>
#include <cassert>

namespace stackc::emit::helm {

using core::Op;

bool Surroundings::isKnownTrue(NodeRef guard) const {
    if (guard->isTrue() || checked_.contains(guard) || std::find(known_.begin(), known_.end(), guard) != known_.end())
        return true;
    if (isPrim(guard, Op::Or))
        return std::any_of(guard->args.begin(), guard->args.end(), [this](NodeRef part) { return isKnownTrue(part); });
    if (isPrim(guard, Op::And))
        return std::all_of(guard->args.begin(), guard->args.end(), [this](NodeRef part) { return isKnownTrue(part); });
    return isPrim(guard, Op::Not) && isDenied(guard->args[0]);
}

bool Surroundings::isDenied(NodeRef guard) const {
    return std::find(denied_.begin(), denied_.end(), guard) != denied_.end();
}

bool Surroundings::isKnownFalse(NodeRef guard) const {
    if (isDenied(guard))
        return true;
    if (isPrim(guard, Op::And))
        return std::any_of(guard->args.begin(), guard->args.end(), [this](NodeRef part) { return isKnownFalse(part); });
    return isPrim(guard, Op::Not) && isKnownTrue(guard->args[0]);
}

bool Surroundings::isKnownPresent(NodeRef optional) const {
    return std::any_of(known_.begin(), known_.end(), [&](NodeRef guard) {
        return guard->kind == NodeKind::Present && samePlace(guard->args[0], optional);
    });
}

bool Surroundings::isKnownFilled(NodeRef collection) const {
    return std::any_of(known_.begin(), known_.end(), [&](NodeRef guard) {
        return isPrim(guard, Op::NonEmpty) && samePlace(guard->args[0], collection);
    });
}

bool Surroundings::isRefused(NodeRef map, std::string_view key) const {
    return std::ranges::any_of(
        refused_, [&](const auto& refused) { return refused.second == key && samePlace(refused.first, map); });
}

bool Surroundings::isDot(NodeRef place) const { return dot_ != nullptr && samePlace(place, dot_); }

const LoopNames& Surroundings::namesOf(const ir::Loop* loop) const {
    auto names = loops_.find(loop);
    assert(names != loops_.end() && "a loop's variable outside of its loop");
    return names->second;
}

/// Of alternatives, one of which holds, the one that is left where all others are known not to. What checks say isn't
/// known: a template that is rendered before them must not fail.
void Surroundings::addImplied() {
    const support::Meanwhile<std::set<NodeRef>> unchecked(checked_, {});
    for (size_t i = 0; i < known_.size(); ++i) {
        if (!isPrim(known_[i], Op::Or))
            continue;
        std::vector<NodeRef> left = known_[i]->args;
        std::erase_if(left, [this](NodeRef part) { return isKnownFalse(part); });
        for (NodeRef part : left.size() == 1 ? conjunctsOf(left[0]) : std::vector<NodeRef>{})
            if (std::find(known_.begin(), known_.end(), part) == known_.end())
                known_.push_back(part);
    }
}

Known::Known(Surroundings& around, const std::vector<NodeRef>& guards, const std::vector<NodeRef>& denied)
    : around_(around), known_(around.known_.size()), denied_(around.denied_.size()) {
    around.known_.insert(around.known_.end(), guards.begin(), guards.end());
    around.denied_.insert(around.denied_.end(), denied.begin(), denied.end());
    around.addImplied();
}

Known::~Known() {
    around_.known_.resize(known_);
    around_.denied_.resize(denied_);
}

Known inArm(Surroundings& around, const std::vector<Entry>& arms, size_t index) {
    std::vector<NodeRef> before;
    for (size_t i = 0; i < index; ++i)
        before.push_back(arms[i].guard);
    return Known(around, conjunctsOf(arms[index].guard), before);
}

FreshName::FreshName(Surroundings& around, const std::string& wanted) : text(wanted), around_(around) {
    for (int i = 2; !around.variables_.insert(text).second; ++i)
        text = wanted + std::to_string(i);
}

namespace {

std::unordered_map<const ir::Loop*, LoopNames> with(std::unordered_map<const ir::Loop*, LoopNames> loops,
                                                    const ir::Loop* loop, LoopNames names) {
    loops[loop] = std::move(names);
    return loops;
}

} // namespace

InLoop::InLoop(Surroundings& around, const ir::Loop* loop, LoopNames names)
    : loops_(around.loops_, with(around.loops_, loop, std::move(names))), dot_(around, nullptr) {}

InTemplate::InTemplate(Surroundings& around, std::unordered_map<const ir::Loop*, LoopNames> taken)
    : around_(around, Surroundings()) {
    for (const auto& [loop, names] : taken)
        for (const std::string& name : {names.element, names.key})
            if (!name.empty())
                around.variables_.insert(name);
    around.loops_ = std::move(taken);
}

} // namespace stackc::emit::helm
