#include "sema/types/native_values.h"

#include "sema/make.h"
#include "sema/types/fits.h"
#include "sema/types/kinds.h"

#include <algorithm>
#include <set>

namespace stackc::sema {

using kube::Shape;

namespace {

std::optional<std::string> unfitEntries(Checking& in, const std::vector<core::Entry>& entries, kube::TypeId id,
                                        const std::string& path);

std::string below(const std::string& path, const std::string& key) {
    return path.empty() || key.empty() ? path + key : path + "." + key;
}

} // namespace

std::optional<std::string> unfit(Checking& in, ExprId id, kube::TypeId to, const std::string& path) {
    if (in.isError(id) || fits(in, in.typeOf(id), in.program.types.native(to))) {
        const std::string* text = literalText(in, id);
        kube::Type type = in.library.type(to);
        bool isOther = text != nullptr && !type.enumValues.empty() &&
                       std::find(type.enumValues.begin(), type.enumValues.end(), *text) == type.enumValues.end();
        return isOther ? std::optional("`" + path + "` can't be \"" + *text + "\"") : std::nullopt;
    }
    auto all = [&](std::initializer_list<ExprId> values) -> std::optional<std::string> {
        for (ExprId value : values)
            if (auto reason = unfit(in, value, to, path))
                return reason;
        return std::nullopt;
    };
    if (const auto* record = in.nodeAs<core::RecordExpr>(id); record != nullptr && !record->base.valid())
        return unfitEntries(in, record->entries, to, path);
    if (const auto* list = in.nodeAs<core::ListExpr>(id))
        return unfitEntries(in, list->items, to, path);
    if (const auto* let = in.nodeAs<core::LetRef>(id); let != nullptr && in.program[let->let].value.valid())
        return unfit(in, in.program[let->let].value, to, path);
    if (const auto* call = in.nodeAs<core::CallExpr>(id); call != nullptr && in.program[call->fn].body.valid())
        return unfit(in, in.program[call->fn].body, to, path);
    if (const auto* let = in.nodeAs<core::LetExpr>(id))
        return unfit(in, let->body, to, path);
    if (const auto* choice = in.nodeAs<core::IfExpr>(id))
        return all({choice->then, choice->otherwise});
    if (const auto* choice = in.nodeAs<core::IfLetExpr>(id))
        return all({choice->then, choice->otherwise});
    if (const auto* optional = in.nodeAs<core::OptionalLit>(id); optional != nullptr && optional->on)
        return unfit(in, optional->payload, to, path);
    if (in.nodeAs<core::NoneLit>(id) != nullptr)
        return std::nullopt;
    if (const auto* match = in.nodeAs<core::MatchExpr>(id)) {
        for (const core::MatchArm& arm : match->arms)
            if (auto reason = unfit(in, arm.body, to, path))
                return reason;
        return std::nullopt;
    }
    std::string what = path.empty() ? "it" : "`" + path + "`";
    return what + " is `" + in.show(in.typeOf(id)) + "`, not `" + in.show(in.program.types.native(to)) + "`";
}

namespace {

std::optional<std::string> unfitEntries(Checking& in, const std::vector<core::Entry>& entries, kube::TypeId id,
                                        const std::string& path) {
    kube::Type to = in.library.type(id);
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
                reason = unfit(in, entry.value, to.element, inner);
            else if (to.shape != Shape::Object || (!field && !to.openFields))
                reason = "`" + inner + "` is no field of it";
            else if (field)
                reason = unfit(in, entry.value, field->type, inner);
            break;
        }
        case core::EntryKind::Remove:
            break;
        case core::EntryKind::Spread:
            mayHoldMore = true;
            if (!isPartOf(in, in.typeOf(entry.value), in.program.types.native(id)))
                reason = unfit(in, entry.value, id, path);
            break;
        default:
            mayHoldMore = true;
            reason = unfitEntries(in, entry.body, id, path);
            if (!reason)
                reason = unfitEntries(in, entry.orElse, id, path);
        }
        if (reason)
            return reason;
    }
    for (kube::Field field : to.fields)
        if (field.required && !mayHoldMore && !held.contains(field.name))
            return "`" + below(path, std::string(field.name)) + "` is needed";
    return std::nullopt;
}

} // namespace

} // namespace stackc::sema
