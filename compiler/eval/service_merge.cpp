#include "eval/service_merge.h"

#include "core/origin.h"
#include "eval/backend_order.h"
#include "eval/choose.h"
#include "eval/entries.h"
#include "eval/places.h"

#include <algorithm>
#include <deque>
#include <fmt/core.h>
#include <functional>
#include <unordered_map>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// The name of what is one backend or another.
constexpr const char* severalBackends = "one of several backends";

/// What may set attributes: the defaults, a backend's contribution, or the service's own block.
struct Layer {
    NodeRef value;
    NodeRef guard;
    std::string name;
    bool own;
};

std::optional<Entry> setting(Evaluator& in, const Layer& layer, const std::string& name) {
    if (layer.value->kind != NodeKind::Record)
        return std::nullopt;
    const Entry* found = ir::findEntry(layer.value, name);
    if (found == nullptr)
        return std::nullopt;
    Entry entry = *found;
    entry.guard = in.guards.both(layer.guard, entry.guard);
    entry.value = unshared(entry.value);
    return entry;
}

/// A backend that is used, by a service or by others.
struct Used {
    Layer layer;
    std::vector<std::pair<Used*, NodeRef>> uses; ///< with their conditions
    size_t ways = 0;                             ///< that lead to it under conditions
};

/// The backends that a layer itself names, with the conditions; their own guards are still false.
std::vector<std::pair<Layer, NodeRef>> namedBackends(Evaluator& in, const Layer& user, const std::string& field) {
    std::vector<std::pair<Layer, NodeRef>> out;
    std::optional<Entry> uses = setting(in, {user.value, in.yes(), user.name, user.own}, field);
    if (!uses || uses->value->isNone())
        return out;
    std::vector<Entry> items;
    if (uses->value->kind == NodeKind::List)
        items = opened(in, uses->value->entries);
    else
        in.trace.sink().report(diag::Code::E3033, in.trace.here());
    for (const Entry& item : items) {
        NodeRef backend = item.kind == EntryKind::Value ? unshared(item.value) : in.nodes.none();
        const Entry* name = backend->kind == NodeKind::Record ? ir::findEntry(backend, "name") : nullptr;
        const Entry* gives = backend->kind == NodeKind::Record ? ir::findEntry(backend, "gives") : nullptr;
        if (name == nullptr || gives == nullptr) {
            in.trace.sink().report(diag::Code::E3033, in.trace.here());
            continue;
        }
        std::string text = name->value->kind == NodeKind::String ? name->value->text : severalBackends;
        NodeRef guard = in.guards.both(uses->guard, item.guard);
        if (!guard->isFalse())
            out.emplace_back(Layer{unshared(gives->value), in.no(), text, false}, guard);
    }
    return out;
}

/// The backends that a layer names, each after those that it names itself, as the source of the layer has them. Each is
/// looked at once, however many ways lead to it; its guard says whether one of them is taken.
void backendLayers(Evaluator& in, const Layer& user, const std::string& field, core::ExprId source,
                   std::vector<Layer>& out) {
    std::deque<Used> all;
    std::vector<Used*> order; // each after those that it uses
    std::function<Used&(const Layer&)> visit = [&](const Layer& layer) -> Used& {
        Used& used = all.emplace_back(Used{.layer = layer, .uses = {}});
        for (auto& [backend, guard] : namedBackends(in, layer, field)) {
            auto known = std::ranges::find_if(all, [&backend = backend](const Used& other) {
                return other.layer.value == backend.value && other.layer.name == backend.name;
            });
            used.uses.emplace_back(known != all.end() ? &*known : &visit(backend), guard);
        }
        order.push_back(&used);
        return used;
    };
    visit({user.value, in.yes(), user.name, user.own}).layer.guard = user.guard;
    for (auto used = order.rbegin(); used != order.rend(); ++used) {
        // All ways to it are known by now, and said once for those that it uses itself. Helm goes each of them.
        if (!in.spend(limit::armSteps * (*used)->ways))
            return;
        constexpr uint32_t manyWays = 20;
        const std::string name = (*used)->layer.name == severalBackends ? "backend" : (*used)->layer.name;
        (*used)->layer.guard = in.templates.named((*used)->layer.guard, name, manyWays);
        for (auto& [backend, guard] : (*used)->uses) {
            NodeRef under = in.simplify(in.guards.both((*used)->layer.guard, guard));
            if (under->isFalse())
                continue;
            if (in.services.wantsAll())
                in.uses.push_back(
                    {in.trace.statements(), (*used)->layer.name, backend->layer.name, backend->layer.value, under});
            backend->layer.guard = in.guards.either(backend->layer.guard, under);
            backend->ways = backend->layer.guard->isTrue() ? 0 : backend->ways + std::max<size_t>((*used)->ways, 1);
        }
    }
    order.pop_back();       // the user itself
    if (order.size() > 1) { // which ways are there depends on what is known, and must not decide the order
        const std::vector<std::string> names = backendOrder(in.program, source, field);
        std::ranges::stable_sort(order, {},
                                 [&](const Used* used) { return std::ranges::find(names, used->layer.name); });
    }
    for (const Used* used : order)
        if (!used->layer.guard->isFalse())
            out.push_back(used->layer);
}

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

/// Two backends set the attribute, or the key of one, at the path.
void conflict(Evaluator& in, const core::Path& path, const Layer& a, const Layer& b) {
    std::string what = path[0].key + (path.size() > 1 ? "[\"" + path[1].key + "\"]" : "");
    auto report = in.trace.sink().report(diag::Code::E4009, in.trace.here(), what, a.name, b.name);
    for (const Layer* layer : {&a, &b})
        if (auto place = placeIn(in.program, layer->name, path))
            report.note(*place, fmt::format("`{}` sets it here", layer->name));
    report.suggest("set it in the service itself, or let only one of the backends set it");
}

NodeRef mergeCollection(Evaluator& in, const core::Field& field, const std::vector<Layer>& layers) {
    bool isMap = in.typeOf(field.type).kind == core::TypeKind::Map;
    std::optional<Entry> ownMap = setting(in, layers.back(), field.name);
    auto ownSets = [&](const std::string& key) {
        if (!ownMap || !ownMap->guard->isTrue())
            return false;
        const Entry* entry = ir::findEntry(ownMap->value, key);
        return entry != nullptr && entry->guard->isTrue();
    };
    Entries merged(in, Keys::Move);
    std::unordered_map<std::string, const Layer*> origins; // of keys: who sets one first
    for (const Layer& layer : layers) {
        std::optional<Entry> entry = setting(in, layer, field.name);
        if (!entry)
            continue;
        std::vector<Entry> more;
        if (entry->value->kind == NodeKind::Record || entry->value->kind == NodeKind::List) {
            more = entry->value->entries;
        } else if (!entry->value->isNone()) {
            more = {spreadOf(in, entry->value)};
        }
        for (Entry& part : more) {
            part.guard = in.guards.both(entry->guard, part.guard);
            if (!isMap || part.key.empty()) {
                merged.push(part);
                continue;
            }
            const auto [origin, isFirst] = origins.try_emplace(part.key, &layer);
            if (!isFirst && !origin->second->own && !layer.own) {
                auto known = std::ranges::find(merged.all(), part.key, &Entry::key);
                bool differ = known != merged.all().end() && known->value != part.value &&
                              !in.guards.excludes(known->guard, part.guard);
                bool isConflict = differ && !ownSets(part.key);
                // A key that values give is known only once these are, and then what stands later wins, as in every
                // map.
                if (isConflict && in.known != nullptr)
                    in.isUnmet = true;
                else if (isConflict)
                    conflict(in, {field.name, part.key}, *origin->second, layer);
            }
            merged.add(part);
        }
    }
    std::vector<Entry> parts = merged.take();
    if (parts.size() == 1 && parts[0].kind == EntryKind::Spread && parts[0].guard->isTrue())
        return parts[0].value;
    return isMap ? in.nodes.record(std::move(parts)) : in.nodes.list(std::move(parts));
}

NodeRef mergeSingle(Evaluator& in, const core::Field& field, const std::vector<Layer>& layers, core::Span span) {
    std::optional<Entry> own = setting(in, layers.back(), field.name);
    bool ownSets = own && own->guard->isTrue();
    NodeRef value = nullptr;
    NodeRef isSet = in.no();
    std::vector<std::pair<NodeRef, const Layer*>> setters;
    for (const Layer& layer : layers) {
        std::optional<Entry> entry = setting(in, layer, field.name);
        if (!entry)
            continue;
        if (!layer.own) {
            for (const auto& [guard, other] : setters)
                if (!ownSets && !in.guards.excludes(guard, entry->guard))
                    conflict(in, {field.name}, *other, layer);
            setters.emplace_back(entry->guard, &layer);
        }
        isSet = in.guards.either(isSet, entry->guard);
        value = value == nullptr || entry->guard->isTrue() ? entry->value
                                                           : choose(in, entry->guard, entry->value, value, field.type);
    }
    bool isOptional = in.typeOf(field.type).kind == core::TypeKind::Optional;
    isSet = in.simplify(isSet);
    if (!isSet->isTrue() && !isOptional)
        in.trace.sink().report(diag::Code::E3003, span, "a service",
                               "`" + field.name + "`" +
                                   (isSet->isFalse() ? "" : ", which is set under a condition only"));
    return value != nullptr ? value : in.nodes.none();
}

} // namespace

NodeRef merge(Evaluator& in, const core::MergeExpr& merge, const core::Expr& expr) {
    ++in.openReads; // the uses are kept
    auto usesBackends = [&](const core::Field& field) {
        const core::Type& type = in.typeOf(field.type);
        return type.kind == core::TypeKind::List && type.element == in.program.backendType;
    };
    const std::vector<core::Field>& fields = in.typeOf(expr.type).fields;
    std::vector<Layer> layers{{unshared(in.evaluate(merge.defaults)), in.yes(), "", true}};
    NodeRef own = unshared(in.evaluate(merge.own));
    for (const core::Field& field : fields)
        if (usesBackends(field))
            backendLayers(in, {own, in.yes(), "", true}, field.name, merge.own, layers);
    layers.push_back({own, in.yes(), "", true});
    std::vector<Entry> out;
    for (const core::Field& field : fields) {
        if (!in.services.wants(field.name))
            continue;
        core::TypeKind kind = in.typeOf(field.type).kind;
        bool isCollection = kind == core::TypeKind::List || kind == core::TypeKind::Map;
        NodeRef value = usesBackends(field) ? in.nodes.list({})
                        : isCollection      ? mergeCollection(in, field, layers)
                                            : mergeSingle(in, field, layers, expr.span);
        out.push_back(ir::NodeTable::value(in.yes(), field.name, value));
    }
    return in.nodes.record(std::move(out));
}

} // namespace stackc::eval
