#include "api/comparison.h"

#include "values/constraints.h"
#include "values/renamed.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::api {

namespace {

bool isTagged(const Type& type) { return type.kind == TypeKind::Variant && !type.tagKey.empty(); }

const core::Case* caseOf(const Type& type, const std::string& key) {
    auto found = std::ranges::find_if(type.cases, [&](const core::Case& item) { return item.key == key; });
    return found != type.cases.end() ? &*found : nullptr;
}

} // namespace

void Comparison::variants(TypeId fromId, TypeId toId, const Place& place) {
    const Type& from = former_.type(fromId);
    const Type& to = fresh_.type(toId);
    if (isTagged(from) && isTagged(to))
        tagged(fromId, toId, place, {});
    else if (isTagged(from) || isTagged(to))
        narrowed(fromId, toId, place);
    else
        untagged(fromId, toId, place);
}

void Comparison::tagged(TypeId fromId, TypeId toId, const Place& place, TypeId record) {
    const Type& from = former_.type(fromId);
    const Type& to = fresh_.type(toId);
    if (from.tagKey != to.tagKey)
        return narrowed(fromId, toId, place);
    for (const core::Case& item : from.cases) {
        const core::Case* other = caseOf(to, item.key);
        if (other == nullptr) {
            lostCase(item, place.key(record, from.tagKey), place.tagged(fromId, from.tagKey, item.key, record));
            continue;
        }
        Place inner = place.tagged(fromId, from.tagKey, item.key, record);
        if (item.payload.valid() && other->payload.valid())
            payloads(from, to, item.key, inner);
        else if (item.payload.valid())
            mayBreak(What::Removed, inner, samples_.several(item.payload, 6));
        else if (other->payload.valid())
            for (const Field& field : values::payloadFields(to))
                if (field.key == item.key)
                    added(field, inner);
    }
    for (const core::Case& item : to.cases)
        if (caseOf(from, item.key) == nullptr)
            certain(What::Added, Verdict::Fine, place.key({}, from.tagKey), "", "the case `" + item.key + "`");
}

void Comparison::lostCase(const core::Case& item, const Place& tag, Place inner) {
    std::vector<verify::Value> tries{Json(item.key)};
    const bool holds = item.payload.valid();
    if (holds) { // it is refused for the tag, not for what it holds
        tries = samples_.several(item.payload, 6);
        inner.shown = tag.shown;
        inner.former = tag.former;
        inner.fresh = tag.fresh;
    }
    mayBreak(What::Narrowed, holds ? inner : tag, std::move(tries), "the case `" + item.key + "`", "without it");
}

void Comparison::payloads(const Type& from, const Type& to, const std::string& key, const Place& place) {
    for (const Field& field : values::payloadFields(from))
        for (const Field& other : values::payloadFields(to))
            if (field.key == key && other.key == key)
                both(field, other, place);
}

std::vector<std::string> Comparison::othersThan(const std::string& key, const Place& place) const {
    std::vector<std::string> others;
    const Json* value = place.isElement ? nullptr : values::given(former_.defaults, place.keys);
    if (value != nullptr && value->is_object())
        for (const auto& [other, held] : value->items())
            if (other != key)
                others.push_back(other);
    return others;
}

void Comparison::untagged(TypeId fromId, TypeId toId, const Place& place) {
    const Type& from = former_.type(fromId);
    const Type& to = fresh_.type(toId);
    for (uint32_t i = 0; i < from.cases.size(); ++i) {
        const core::Case& item = from.cases[i];
        const core::Case* other = caseOf(to, item.key);
        bool isAlike = other != nullptr && other->fromText == item.fromText && other->fromEmpty == item.fromEmpty &&
                       other->payload.valid() == item.payload.valid();
        if (!isAlike) {
            std::vector<verify::Value> tries;
            for (size_t n = 0; n < 6; ++n)
                if (auto made = samples_.ofCase(fromId, i)) {
                    for (const std::string& other : othersThan(item.key, place))
                        (*made)[other] = nullptr;
                    tries.emplace_back(std::move(*made));
                }
            mayBreak(What::Narrowed, place, std::move(tries), "the case `" + item.key + "`",
                     other == nullptr ? "without it" : "written otherwise");
        } else if (item.payload.valid()) {
            value(item.payload, other->payload,
                  item.fromText ? place : place.only(item.key, othersThan(item.key, place)));
        }
    }
    for (const core::Case& item : to.cases)
        if (caseOf(from, item.key) == nullptr)
            certain(What::Added, Verdict::Fine, place, "", "the case `" + item.key + "`");
}

} // namespace stackc::api
