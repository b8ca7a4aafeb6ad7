#include "eval/evaluator.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// One layer that may set an attribute: a backend's contribution, or the service's own block.
struct Layer {
    NodeRef value;
    std::string name;
    bool own;
};

} // namespace

/// `defaults ⊕ u1 ⊕ … ⊕ un ⊕ own`: lists append in that order, maps unite, everything else is set by one backend at
/// most and `own` wins. What a late condition contributes keeps the condition as its guard.
NodeRef Evaluator::merge(const core::MergeExpr& merge, const core::Expr& expr) {
    std::vector<Layer> layers;
    if (merge.defaults.valid())
        layers.push_back({unshare(evaluate(merge.defaults)), "", true});
    for (size_t i = 0; i < merge.contributions.size(); ++i)
        layers.push_back({unshare(evaluate(merge.contributions[i])), merge.names[i], false});
    layers.push_back({unshare(evaluate(merge.own)), "", true});

    auto setting = [&](const Layer& layer, const std::string& name) -> std::optional<Entry> {
        if (isExpandable(layer.value) || layer.value->kind != NodeKind::Record)
            return std::nullopt;
        const Entry* entry = ir::findEntry(layer.value, name);
        return entry != nullptr ? std::optional<Entry>(*entry) : std::nullopt;
    };
    auto ownSets = [&](const std::string& name, const std::string& key) {
        std::optional<Entry> map = setting(layers.back(), name);
        if (!map || !map->guard->isTrue())
            return false;
        const Entry* entry = ir::findEntry(unshare(map->value), key);
        return entry != nullptr && entry->guard->isTrue();
    };
    auto conflict = [&](const std::string& what, const std::string& a, const std::string& b) {
        sink_.report(diag::Code::E4009, expr.span.valid() ? expr.span : here_, what, a, b)
            .suggest("set it in the service itself, or let only one of the backends set it");
    };

    std::vector<Entry> out;
    for (const core::Field& field : typeOf(expr.type).fields) {
        core::TypeKind kind = typeOf(field.type).kind;
        NodeRef value = nullptr;
        OwnKeys ownKeys(*this);
        std::vector<Entry> parts;
        const Layer* setter = nullptr;
        std::vector<std::pair<std::string, const Layer*>> keys;
        for (size_t i = 0; i < layers.size(); ++i) {
            std::optional<Entry> entry = setting(layers[i], field.name);
            if (!entry)
                continue;
            NodeRef guard = entry->guard;
            NodeRef given = unshare(entry->value);
            if (kind == core::TypeKind::List || kind == core::TypeKind::Map) {
                bool isMap = kind == core::TypeKind::Map;
                std::vector<Entry> more;
                if (given->kind == NodeKind::Record || given->kind == NodeKind::List) {
                    more = given->entries;
                } else {
                    Entry whole;
                    whole.kind = EntryKind::Spread;
                    whole.guard = yes();
                    whole.value = given;
                    more = {whole};
                }
                for (Entry& part : more) {
                    part.guard = guards_.both(guard, part.guard);
                    if (!isMap || part.key.empty()) {
                        parts.push_back(part);
                        continue;
                    }
                    auto known =
                        std::find_if(parts.begin(), parts.end(), [&](const Entry& e) { return e.key == part.key; });
                    auto origin =
                        std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.first == part.key; });
                    bool both = known != parts.end() && origin != keys.end() && !origin->second->own && !layers[i].own;
                    bool differ = both && known->value != part.value && !guards_.excludes(known->guard, part.guard);
                    if (differ && !ownSets(field.name, part.key))
                        conflict(field.name + "[\"" + part.key + "\"]", origin->second->name, layers[i].name);
                    put(parts, part);
                    keys.emplace_back(part.key, &layers[i]);
                }
                continue;
            }
            if (!layers[i].own) {
                if (setter != nullptr)
                    conflict(field.name, setter->name, layers[i].name);
                setter = &layers[i];
            }
            value = value == nullptr || guard->isTrue() ? given : choose(guard, given, value);
        }
        if (kind == core::TypeKind::List)
            value = parts.size() == 1 && parts[0].kind == EntryKind::Spread && parts[0].guard->isTrue()
                        ? parts[0].value
                        : nodes_.list(std::move(parts));
        else if (kind == core::TypeKind::Map)
            value = parts.size() == 1 && parts[0].kind == EntryKind::Spread && parts[0].guard->isTrue()
                        ? parts[0].value
                        : nodes_.record(std::move(parts));
        else if (value == nullptr)
            value = nodes_.none();
        out.push_back(ir::NodeTable::value(yes(), field.name, value));
    }
    return nodes_.record(std::move(out));
}

} // namespace stackc::eval
