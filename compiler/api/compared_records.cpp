#include "api/comparison.h"

#include "api/defaults.h"
#include "api/scalars.h"
#include "values/constraints.h"
#include "values/renamed.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::api {

namespace {

const Field* flatBy(const core::TypeTable& types, const std::vector<Placed>& all, const std::string& tag) {
    auto found = std::ranges::find_if(
        all, [&](const Placed& one) { return one.field->flat && types[one.field->type].tagKey == tag; });
    return found != all.end() ? found->field : nullptr;
}

/// Do the defaults of what is around it give it, such as what an `include` says? An empty text there is none that
/// holds the place of one.
bool isGivenAround(const Side& side, const core::KeyPath& keys) {
    const Json* given = values::given(side.defaults, keys);
    return given != nullptr && !given->is_null() && *given != "";
}

/// Must it be given? What is in a record that must be given is asked of its own fields, but in elements. `keys` lead to
/// it in this chart.
bool isDemanded(const Side& side, const Field& field, const Place& place, const core::KeyPath& keys) {
    if (place.isElement)
        return values::absentOf(side.context, field, nullptr) == nullptr;
    const Type& type = side.type(field.type);
    bool isSpread = type.kind == TypeKind::Record || values::meantByEmpty(side.context, type, &field) != nullptr;
    return !isSpread && values::isRequiredOnSpine(side.context, field) && !values::hasDefault(side.context, field) &&
           !isGivenAround(side, keys);
}

} // namespace

void Comparison::record(TypeId fromId, TypeId toId, const Place& place) {
    constexpr size_t deepest = 30; // of what holds itself
    if (place.depth() > deepest)
        return;
    const std::vector<Placed> from = core::layout(former_.types(), former_.type(fromId));
    const std::vector<Placed> to = core::layout(fresh_.types(), fresh_.type(toId));
    for (const Placed& placed : from) {
        const Field& field = *placed.field;
        if (field.flat) {
            flat(fromId, field, to, place);
            continue;
        }
        Place inner = place.key(fromId, field.key);
        if (const Field* other = core::keyed(to, field.key))
            both(field, *other, inner);
        else
            gone(field, inner);
    }
    for (const Placed& placed : to)
        if (!placed.field->flat && core::keyed(from, placed.field->key) == nullptr)
            added(*placed.field, place.key(fromId, placed.field->key));
        else if (placed.field->flat)
            flatAdded(*placed.field, from, place.key(fromId, fresh_.type(placed.field->type).tagKey));
}

void Comparison::flat(TypeId record, const Field& field, const std::vector<Placed>& to, const Place& place) {
    const Type& type = former_.type(field.type);
    if (const Field* other = flatBy(fresh_.types(), to, type.tagKey))
        return tagged(field.type, other->type, place, record);
    for (const std::string& key : core::keysOfTagged(type))
        if (core::keyed(to, key) == nullptr)
            mayBreak(What::Removed, place.key(record, key), keysOfFlat(field, key));
}

std::vector<verify::Value> Comparison::keysOfFlat(const Field& field, const std::string& key) {
    const Type& type = former_.type(field.type);
    std::vector<verify::Value> tries;
    for (uint32_t i = 0; i < type.cases.size(); ++i)
        if (auto made = samples_.ofCase(field.type, i); made && made->contains(key))
            tries.emplace_back((*made)[key]);
    return tries;
}

void Comparison::flatAdded(const Field& field, const std::vector<Placed>& from, const Place& place) {
    if (flatBy(former_.types(), from, fresh_.type(field.type).tagKey) == nullptr)
        added(field, place);
}

void Comparison::both(const Field& from, const Field& to, const Place& place) {
    const size_t first = found_.size();
    value(from.type, to.type, place);
    const bool was = isDemanded(former_, from, place, place.keys), is = isDemanded(fresh_, to, place, place.newKeys);
    if (!was && is) { // which says that it may not be nothing either
        found_.erase(std::remove_if(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(),
                                    [](const Finding& one) { return one.isOfNothing; }),
                     found_.end());
        mayLack(place);
    }
    if (was && !is)
        certain(What::Widened, Verdict::Fine, place, "", "may be left out");
    compareDefaults(from, to, place);
}

void Comparison::compareDefaults(const Field& from, const Field& to, const Place& place) {
    for (DefaultChange& one : changedDefaults(former_, from, fresh_, to, place))
        certain(one.what, Verdict::Differs, place, std::move(one.before), std::move(one.after));
}

void Comparison::added(const Field& field, const Place& place) {
    bool isRenamed = std::ranges::any_of(
        renamed_, [&](const core::RenamedField& one) { return !place.isElement && one.to == place.newKeys; });
    if (isRenamed)
        underOldName_.emplace_back(&field, place);
    else
        tellAdded(field, place);
}

void Comparison::tellAdded(const Field& field, const Place& place) {
    Place now = place;
    now.shown = place.shownNow();
    certain(What::Added, Verdict::Fine, now, "", takenBy(fresh_.context, fresh_.type(field.type)));
    lacking(field, now);
}

void Comparison::lacking(const Field& field, const Place& place) {
    const Type& type = fresh_.type(field.type);
    if (isDemanded(fresh_, field, place, place.newKeys))
        mayLack(place);
    else if (type.kind == TypeKind::Record && !place.isElement && !values::hasDefault(fresh_.context, field))
        for (const Placed& placed : core::layout(fresh_.types(), type))
            lacking(*placed.field,
                    place.key({}, placed.field->flat ? fresh_.type(placed.field->type).tagKey : placed.field->key));
}

} // namespace stackc::api
