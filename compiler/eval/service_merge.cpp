#include "core/origin.h"
#include "eval/backend_order.h"
#include "eval/evaluator.h"
#include "eval/limits.h"

#include <algorithm>
#include <deque>
#include <fmt/core.h>
#include <functional>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

/// The name of what is one backend or another.
constexpr const char* severalBackends = "one of several backends";

/// What may set attributes: the defaults, a backend's contribution, or the service's own block.
struct Evaluator::Layer {
    NodeRef value;
    NodeRef guard;
    std::string name;
    bool own;
};

std::optional<Entry> Evaluator::setting(const Layer& layer, const std::string& name) {
    if (layer.value->kind != NodeKind::Record)
        return std::nullopt;
    const Entry* found = ir::findEntry(layer.value, name);
    if (found == nullptr)
        return std::nullopt;
    Entry entry = *found;
    entry.guard = guards_.both(layer.guard, entry.guard);
    entry.value = unshare(entry.value);
    return entry;
}

/// A backend that is used, by a service or by others.
struct Evaluator::Used {
    Layer layer;
    std::vector<std::pair<Used*, NodeRef>> uses; ///< with their conditions
    size_t ways = 0;                             ///< that lead to it under conditions
};

/// The backends that a layer names, each after those that it names itself, as the source of the layer has them. Each is
/// looked at once, however many ways lead to it; its guard says whether one of them is taken.
void Evaluator::backendLayers(const Layer& user, const std::string& field, core::ExprId source,
                              std::vector<Layer>& out) {
    std::deque<Used> all;
    std::vector<Used*> order; // each after those that it uses
    std::function<Used&(const Layer&)> visit = [&](const Layer& layer) -> Used& {
        Used& used = all.emplace_back(Used{.layer = layer, .uses = {}});
        for (auto& [backend, guard] : namedBackends(layer, field)) {
            auto known = std::ranges::find_if(all, [&](const Used& other) {
                return other.layer.value == backend.value && other.layer.name == backend.name;
            });
            used.uses.emplace_back(known != all.end() ? &*known : &visit(backend), guard);
        }
        order.push_back(&used);
        return used;
    };
    visit({user.value, yes(), user.name, user.own}).layer.guard = user.guard;
    for (auto used = order.rbegin(); used != order.rend(); ++used) {
        // All ways to it are known by now, and said once for those that it uses itself. Helm goes each of them.
        if (!spend(limit::armSteps * (*used)->ways))
            return;
        constexpr uint32_t manyWays = 20;
        const std::string name = (*used)->layer.name == severalBackends ? "backend" : (*used)->layer.name;
        (*used)->layer.guard = named((*used)->layer.guard, name, manyWays);
        for (auto& [backend, guard] : (*used)->uses) {
            NodeRef under = simplify(guards_.both((*used)->layer.guard, guard));
            if (under->isFalse())
                continue;
            if (attributes_ == nullptr)
                package_.uses.push_back(
                    {statements_, (*used)->layer.name, backend->layer.name, backend->layer.value, under});
            backend->layer.guard = guards_.either(backend->layer.guard, under);
            backend->ways = backend->layer.guard->isTrue() ? 0 : backend->ways + std::max<size_t>((*used)->ways, 1);
        }
    }
    order.pop_back();       // the user itself
    if (order.size() > 1) { // which ways are there depends on what is known, and must not decide the order
        const std::vector<std::string> names = backendOrder(program_, source, field);
        std::ranges::stable_sort(order, {},
                                 [&](const Used* used) { return std::ranges::find(names, used->layer.name); });
    }
    for (const Used* used : order)
        if (!used->layer.guard->isFalse())
            out.push_back(used->layer);
}

/// The backends that a layer itself names, with the conditions; their own guards are still false.
std::vector<std::pair<Evaluator::Layer, NodeRef>> Evaluator::namedBackends(const Layer& user,
                                                                           const std::string& field) {
    std::vector<std::pair<Layer, NodeRef>> out;
    std::optional<Entry> uses = setting({user.value, yes(), user.name, user.own}, field);
    if (!uses || uses->value->isNone())
        return out;
    std::vector<Entry> items;
    if (uses->value->kind == NodeKind::List)
        items = opened(uses->value->entries);
    else
        sink_.report(diag::Code::E3033, here_);
    for (const Entry& item : items) {
        NodeRef backend = item.kind == EntryKind::Value ? unshare(item.value) : nodes_.none();
        const Entry* name = backend->kind == NodeKind::Record ? ir::findEntry(backend, "name") : nullptr;
        const Entry* gives = backend->kind == NodeKind::Record ? ir::findEntry(backend, "gives") : nullptr;
        if (name == nullptr || gives == nullptr) {
            sink_.report(diag::Code::E3033, here_);
            continue;
        }
        std::string text = name->value->kind == NodeKind::String ? name->value->text : severalBackends;
        NodeRef guard = guards_.both(uses->guard, item.guard);
        if (!guard->isFalse())
            out.emplace_back(Layer{unshare(gives->value), no(), text, false}, guard);
    }
    return out;
}

namespace {

/// Where the backend of that name says what is at the path.
std::optional<core::Span> placeIn(const core::Program& program, const std::string& backend, const core::Path& path) {
    for (const core::Let& let : program.lets) {
        const auto* record = std::get_if<core::RecordExpr>(&program[let.value].node);
        if (let.type != program.backendType || let.name != backend || record == nullptr)
            continue;
        core::Origin origin(program);
        for (const core::Entry& entry : record->entries)
            if (entry.key == "gives")
                origin.search(entry.value, path, "");
        return origin.found() ? std::optional(origin.found()->span) : origin.source();
    }
    return std::nullopt;
}

} // namespace

/// Two backends set the attribute, or the key of one, at the path.
void Evaluator::conflict(const core::Path& path, const Layer& a, const Layer& b) {
    std::string what = path[0].key + (path.size() > 1 ? "[\"" + path[1].key + "\"]" : "");
    auto report = sink_.report(diag::Code::E4009, here_, what, a.name, b.name);
    for (const Layer* layer : {&a, &b})
        if (auto place = placeIn(program_, layer->name, path))
            report.note(*place, fmt::format("`{}` sets it here", layer->name));
    report.suggest("set it in the service itself, or let only one of the backends set it");
}

NodeRef Evaluator::mergeCollection(const core::Field& field, const std::vector<Layer>& layers) {
    OwnKeys ownKeys(*this);
    bool isMap = typeOf(field.type).kind == core::TypeKind::Map;
    std::optional<Entry> ownMap = setting(layers.back(), field.name);
    auto ownSets = [&](const std::string& key) {
        if (!ownMap || !ownMap->guard->isTrue())
            return false;
        const Entry* entry = ir::findEntry(ownMap->value, key);
        return entry != nullptr && entry->guard->isTrue();
    };
    std::vector<Entry> parts;
    std::vector<std::pair<std::string, const Layer*>> keys;
    for (const Layer& layer : layers) {
        std::optional<Entry> entry = setting(layer, field.name);
        if (!entry)
            continue;
        std::vector<Entry> more;
        if (entry->value->kind == NodeKind::Record || entry->value->kind == NodeKind::List) {
            more = entry->value->entries;
        } else if (!entry->value->isNone()) {
            more = {spreadOf(entry->value)};
        }
        for (Entry& part : more) {
            part.guard = guards_.both(entry->guard, part.guard);
            if (!isMap || part.key.empty()) {
                parts.push_back(part);
                continue;
            }
            auto known = std::find_if(parts.begin(), parts.end(), [&](const Entry& e) { return e.key == part.key; });
            auto origin = std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.first == part.key; });
            bool both = known != parts.end() && origin != keys.end() && !origin->second->own && !layer.own;
            bool differ = both && known->value != part.value && !guards_.excludes(known->guard, part.guard);
            if (differ && !ownSets(part.key))
                conflict({field.name, part.key}, *origin->second, layer);
            put(parts, part, true);
            takeOutGone(parts);
            keys.emplace_back(part.key, &layer);
        }
    }
    if (parts.size() == 1 && parts[0].kind == EntryKind::Spread && parts[0].guard->isTrue())
        return parts[0].value;
    return isMap ? nodes_.record(std::move(parts)) : nodes_.list(std::move(parts));
}

NodeRef Evaluator::mergeSingle(const core::Field& field, const std::vector<Layer>& layers, core::Span span) {
    std::optional<Entry> own = setting(layers.back(), field.name);
    bool ownSets = own && own->guard->isTrue();
    NodeRef value = nullptr;
    NodeRef isSet = no();
    std::vector<std::pair<NodeRef, const Layer*>> setters;
    for (const Layer& layer : layers) {
        std::optional<Entry> entry = setting(layer, field.name);
        if (!entry)
            continue;
        if (!layer.own) {
            for (const auto& [guard, other] : setters)
                if (!ownSets && !guards_.excludes(guard, entry->guard))
                    conflict({field.name}, *other, layer);
            setters.emplace_back(entry->guard, &layer);
        }
        isSet = guards_.either(isSet, entry->guard);
        value = value == nullptr || entry->guard->isTrue() ? entry->value
                                                           : choose(entry->guard, entry->value, value, field.type);
    }
    bool isOptional = typeOf(field.type).kind == core::TypeKind::Optional;
    isSet = simplify(isSet);
    if (!isSet->isTrue() && !isOptional)
        sink_.report(diag::Code::E3003, span, "a service",
                     "`" + field.name + "`" + (isSet->isFalse() ? "" : ", which is set under a condition only"));
    return value != nullptr ? value : nodes_.none();
}

/// `defaults ⊕ u1 ⊕ … ⊕ un ⊕ own`: lists append in that order, maps unite, everything else is set by one backend at
/// most and `own` wins. What a late condition contributes keeps the condition as its guard.
NodeRef Evaluator::merge(const core::MergeExpr& merge, const core::Expr& expr) {
    ++openReads_; // the uses are kept
    auto usesBackends = [&](const core::Field& field) {
        const core::Type& type = typeOf(field.type);
        return type.kind == core::TypeKind::List && type.element == program_.backendType;
    };
    const std::vector<core::Field>& fields = typeOf(expr.type).fields;
    std::vector<Layer> layers{{unshare(evaluate(merge.defaults)), yes(), "", true}};
    NodeRef own = unshare(evaluate(merge.own));
    for (const core::Field& field : fields)
        if (usesBackends(field))
            backendLayers({own, yes(), "", true}, field.name, merge.own, layers);
    layers.push_back({own, yes(), "", true});
    std::vector<Entry> out;
    for (const core::Field& field : fields) {
        if (attributes_ != nullptr && !attributes_->contains(field.name))
            continue;
        core::TypeKind kind = typeOf(field.type).kind;
        bool isCollection = kind == core::TypeKind::List || kind == core::TypeKind::Map;
        NodeRef value = usesBackends(field) ? nodes_.list({})
                        : isCollection      ? mergeCollection(field, layers)
                                            : mergeSingle(field, layers, expr.span);
        out.push_back(ir::NodeTable::value(yes(), field.name, value));
    }
    return nodes_.record(std::move(out));
}

} // namespace stackc::eval
