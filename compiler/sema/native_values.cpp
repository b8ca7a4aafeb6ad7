// Values of one Kubernetes type where another is wanted that has the same fields: a pod template of one's own in a
// custom resource that embeds one. What the value holds is looked at, as far as it is written out.
#include "sema/checker.h"

#include <algorithm>
#include <set>

namespace stackc::sema {

using kube::Shape;

namespace {

std::string below(const std::string& path, const std::string& key) {
    return path.empty() || key.empty() ? path + key : path + "." + key;
}

} // namespace

/// Why the value does not fit the type; nothing if it does. `path` leads to it from where the question began.
std::optional<std::string> Checker::unfit(ExprId id, kube::TypeId to, const std::string& path) {
    if (isError(id) || fits(typeOf(id), program_.types.native(to))) {
        const std::string* text = literalText(id);
        kube::Type type = library_.type(to);
        bool isOther = text != nullptr && !type.enumValues.empty() &&
                       std::find(type.enumValues.begin(), type.enumValues.end(), *text) == type.enumValues.end();
        return isOther ? std::optional("`" + path + "` can't be \"" + *text + "\"") : std::nullopt;
    }
    auto all = [&](std::initializer_list<ExprId> values) -> std::optional<std::string> {
        for (ExprId value : values)
            if (auto reason = unfit(value, to, path))
                return reason;
        return std::nullopt;
    };
    if (const auto* record = nodeAs<core::RecordExpr>(id); record != nullptr && !record->base.valid())
        return unfitEntries(record->entries, to, path);
    if (const auto* list = nodeAs<core::ListExpr>(id))
        return unfitEntries(list->items, to, path);
    if (const auto* let = nodeAs<core::LetRef>(id); let != nullptr && program_[let->let].value.valid())
        return unfit(program_[let->let].value, to, path);
    if (const auto* call = nodeAs<core::CallExpr>(id); call != nullptr && program_[call->fn].body.valid())
        return unfit(program_[call->fn].body, to, path);
    if (const auto* let = nodeAs<core::LetExpr>(id))
        return unfit(let->body, to, path);
    if (const auto* choice = nodeAs<core::IfExpr>(id))
        return all({choice->then, choice->otherwise});
    if (const auto* choice = nodeAs<core::IfLetExpr>(id))
        return all({choice->then, choice->otherwise});
    if (const auto* optional = nodeAs<core::OptionalLit>(id); optional != nullptr && optional->on)
        return unfit(optional->payload, to, path);
    if (nodeAs<core::NoneLit>(id) != nullptr)
        return std::nullopt;
    if (const auto* match = nodeAs<core::MatchExpr>(id)) {
        for (const core::MatchArm& arm : match->arms)
            if (auto reason = unfit(arm.body, to, path))
                return reason;
        return std::nullopt;
    }
    std::string what = path.empty() ? "it" : "`" + path + "`";
    return what + " is `" + show(typeOf(id)) + "`, not `" + show(program_.types.native(to)) + "`";
}

std::optional<std::string> Checker::unfitEntries(const std::vector<core::Entry>& entries, kube::TypeId id,
                                                 const std::string& path) {
    kube::Type to = library_.type(id);
    std::set<std::string, std::less<>> held;
    bool mayHoldMore = false;
    for (const core::Entry& entry : entries) {
        std::optional<std::string> reason;
        switch (entry.kind) {
        case core::EntryKind::Set:
        case core::EntryKind::Amend: {
            auto field = to.fields.find(entry.key);
            held.insert(entry.key);
            std::string inner = below(path, entry.key);
            if (to.shape == Shape::Open)
                break;
            if (to.shape == Shape::List || to.shape == Shape::Map)
                reason = unfit(entry.value, to.element, inner);
            else if (to.shape != Shape::Object || (!field && !to.openFields))
                reason = "`" + inner + "` is no field of it";
            else if (field)
                reason = unfit(entry.value, field->type, inner);
            break;
        }
        case core::EntryKind::Remove:
            break;
        case core::EntryKind::Spread:
            mayHoldMore = true;
            if (!isPartOf(typeOf(entry.value), program_.types.native(id)))
                reason = unfit(entry.value, id, path);
            break;
        default:
            mayHoldMore = true;
            reason = unfitEntries(entry.body, id, path);
            if (!reason)
                reason = unfitEntries(entry.orElse, id, path);
        }
        if (reason)
            return reason;
    }
    for (kube::Field field : to.fields)
        if (field.required && !mayHoldMore && !held.contains(field.name))
            return "`" + below(path, std::string(field.name)) + "` is needed";
    return std::nullopt;
}

} // namespace stackc::sema
