#include "api/comparison.h"

#include "api/natives.h"
#include "api/scalars.h"
#include "values/constraints.h"
#include "values/renamed.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::api {

using values::isSwitched;

void Comparison::value(TypeId fromId, TypeId toId, const Place& place) {
    const Type& from = former_.type(fromId);
    const Type& to = fresh_.type(toId);
    if (from.kind == TypeKind::Optional || to.kind == TypeKind::Optional)
        return optionals(fromId, toId, place);
    if (from.kind != to.kind)
        return leaf(fromId, toId, place);
    switch (from.kind) {
    case TypeKind::Record:
        if (from.open && !to.open)
            mayBreak(What::Narrowed, place, {Json{{"another", "a"}}}, "a map with any keys", "a map with its own keys");
        return record(fromId, toId, place);
    case TypeKind::Variant:
        return variants(fromId, toId, place);
    case TypeKind::List:
        return value(from.element, to.element, place.item());
    case TypeKind::Map:
        return maps(from, to, place);
    case TypeKind::Native:
        return natives(fromId, toId, place);
    case TypeKind::Data:
        if (to.open && !from.open)
            narrowed(fromId, toId, place);
        return;
    default:
        return leaf(fromId, toId, place);
    }
}

void Comparison::leaf(TypeId fromId, TypeId toId, const Place& place) {
    const Type& from = former_.type(fromId);
    const Type& to = fresh_.type(toId);
    if (to.kind == TypeKind::Data && !to.open)
        return widened(place, takenBy(former_.context, from), takenBy(fresh_.context, to));
    if (!takesAll(from, to))
        narrowed(fromId, toId, place);
    else if (!takesAll(to, from))
        widened(place, takenBy(former_.context, from), takenBy(fresh_.context, to));
}

void Comparison::optionals(TypeId fromId, TypeId toId, const Place& place) {
    const Type& from = former_.type(fromId);
    const Type& to = fresh_.type(toId);
    bool was = from.kind == TypeKind::Optional, is = to.kind == TypeKind::Optional;
    TypeId fromInner = was ? from.element : fromId, toInner = is ? to.element : toId;
    bool wasSwitched = was && isSwitched(former_.type(from.element));
    bool isSwitch = is && isSwitched(fresh_.type(to.element));
    if (wasSwitched && !isSwitch)
        mayBreak(What::Narrowed, place, {Json{{"enabled", false}}}, "with `enabled`", "without");
    else if (was && !is) {
        mayBreak(What::Narrowed, place, {Json(""), Json(nullptr)}, takenBy(former_.context, from),
                 takenBy(fresh_.context, to));
        found_.back().isOfNothing = true;
    } else if (isSwitch && !wasSwitched)
        switchedNow(place);
    else if (is && !was)
        widened(place, takenBy(former_.context, from), takenBy(fresh_.context, to));
    value(fromInner, toInner, wasSwitched ? place.switched() : place);
}

void Comparison::switchedNow(const Place& place) {
    const Json* value = place.isElement ? nullptr : values::given(fresh_.defaults, place.newKeys);
    bool isOn = value != nullptr && value->is_object() && value->value("enabled", false);
    if (isOn)
        widened(place, "without `enabled`", "may be switched off");
    else
        certain(What::Moved, Verdict::Differs, place, "always on", "off, unless `enabled` is true");
}

void Comparison::maps(const Type& from, const Type& to, const Place& place) {
    const Type& fromKey = former_.type(from.key);
    const Type& toKey = fresh_.type(to.key);
    std::optional<Json> element = samples_.of(from.element);
    if (!takesAll(fromKey, toKey)) {
        std::vector<verify::Value> tries;
        for (const verify::Value& one : triesAt(former_.context, from.key, toKey, samples_))
            if (one->is_string() && element)
                tries.emplace_back(Json{{one->get<std::string>(), *element}});
        mayBreak(What::Narrowed, place, std::move(tries), "keys: " + takenBy(former_.context, fromKey),
                 "keys: " + takenBy(fresh_.context, toKey));
    }
    value(from.element, to.element, place.entry(keyOfBoth(from.key, toKey)));
}

std::string Comparison::keyOfBoth(TypeId from, const Type& to) {
    constexpr size_t many = 40;
    const std::vector<verify::Value> keys = samples_.several(from, many);
    auto isTaken = [&](const verify::Value& key) {
        bool isText = to.kind == TypeKind::String || to.kind == TypeKind::Sensitive;
        return key->is_string() && (!isText || values::isTextOf(to, key->get<std::string>()));
    };
    auto found = std::ranges::find_if(keys, isTaken);
    if (found == keys.end())
        found = std::ranges::find_if(keys, [](const verify::Value& key) { return key->is_string(); });
    return found != keys.end() ? (*found)->get<std::string>() : "a";
}

void Comparison::natives(TypeId fromId, TypeId toId, const Place& place) {
    auto asIn = [](const Side& side, TypeId id) {
        return Native{side.types().natives(), side.type(id).native, side.context.program.chart.kubeRange.newest()};
    };
    const Native from = asIn(former_, fromId), to = asIn(fresh_, toId);
    if (!takesAll(from, to))
        narrowed(fromId, toId, place);
    else if (!takesAll(to, from))
        widened(place, takenBy(former_.context, former_.type(fromId)), takenBy(fresh_.context, fresh_.type(toId)));
}

} // namespace stackc::api
