#include "emit/helm/refused_keys.h"

#include <algorithm>
#include <unordered_set>

namespace stackc::emit::helm {

using core::Op;

namespace {

/// The keys that maps must not have where the condition holds.
void deniedBy(NodeRef condition, KeysRefused& out) {
    condition = ir::unshared(condition);
    if (isPrim(condition, Op::And)) {
        for (NodeRef part : condition->args)
            deniedBy(part, out);
        return;
    }
    if (!isPrim(condition, Op::Not))
        return;
    NodeRef denied = ir::unshared(condition->args[0]);
    const std::vector<NodeRef> parts = isPrim(denied, Op::Or) ? denied->args : std::vector{denied};
    for (NodeRef part : parts)
        if (isPrim(part, Op::HasKey) && part->args[0]->kind == NodeKind::Ref && part->args[1]->kind == NodeKind::String)
            out.emplace_back(part->args[0], part->args[1]->text);
}

/// The guards of scopes, or of those before the first loop.
std::vector<NodeRef> guardsOf(const std::vector<ir::Scope>& scopes) {
    std::vector<NodeRef> guards;
    for (const ir::Scope& scope : scopes) {
        for (NodeRef guard : conjunctsOf(scope.guard))
            guards.push_back(guard);
        if (scope.loop != nullptr)
            break;
    }
    return guards;
}

/// The named templates that a document is made of.
class Included {
public:
    std::unordered_set<NodeRef> found;

    void in(NodeRef node) {
        if (node == nullptr || !node->late || !seen_.insert(node).second)
            return;
        if (node->kind == NodeKind::Shared)
            found.insert(node);
        for (NodeRef arg : node->args)
            in(arg);
        for (const Entry& entry : node->entries)
            inEntry(entry);
    }

private:
    void inEntry(const Entry& entry) {
        in(entry.guard);
        in(entry.keyNode);
        in(entry.value);
        if (entry.loop != nullptr)
            in(entry.loop->source);
        for (const Entry& inner : entry.body)
            inEntry(inner);
    }

    std::unordered_set<NodeRef> seen_;
};

} // namespace

RefusedKeys::RefusedKeys(const ir::Package& package) {
    for (const ir::Check& check : package.checks) {
        Refusal refusal{guardsOf(check.scopes), {}};
        bool isInLoop = std::ranges::any_of(check.scopes, [](const ir::Scope& scope) { return scope.loop != nullptr; });
        if (check.condition != nullptr && !isInLoop)
            deniedBy(check.condition, refusal.keys);
        if (!refusal.keys.empty())
            refusals_.push_back(std::move(refusal));
    }
    if (refusals_.empty())
        return;
    for (const ir::Document& document : package.documents) {
        const KeysRefused here = in(document);
        Included included;
        included.in(document.object);
        for (NodeRef shared : included.found) {
            auto [known, fresh] = shared_.try_emplace(shared, here);
            if (!fresh)
                std::erase_if(known->second,
                              [&](const auto& key) { return std::ranges::find(here, key) == here.end(); });
        }
    }
}

KeysRefused RefusedKeys::in(const ir::Document& document) const {
    KeysRefused keys;
    const std::vector<NodeRef> guards = guardsOf(document.scopes);
    auto isAround = [&](NodeRef guard) { return std::ranges::find(guards, guard) != guards.end(); };
    for (const Refusal& refusal : refusals_)
        if (std::ranges::all_of(refusal.under, isAround))
            keys.insert(keys.end(), refusal.keys.begin(), refusal.keys.end());
    return keys;
}

KeysRefused RefusedKeys::in(NodeRef shared) const {
    auto known = shared_.find(shared);
    return known == shared_.end() ? KeysRefused() : known->second;
}

} // namespace stackc::emit::helm
