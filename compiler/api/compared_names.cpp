#include "api/comparison.h"

#include "core/declared.h"
#include "values/renamed.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::api {

void Comparison::gone(const Field& field, const Place& place) {
    auto now = std::ranges::find_if(
        renamed_, [&](const core::RenamedField& one) { return !place.isElement && one.from == place.keys; });
    if (now != renamed_.end()) {
        Place other = place.renamed(now->to);
        // Beside a value that was there before, which the old name wins over now, it means something else.
        bool isAlone = now->field->flat || !hasFormer(now->to);
        certain(What::Renamed, isAlone ? Verdict::Fine : Verdict::Differs, other, place.shown, other.fresh);
        if (!isAlone)
            found_.back().tries = samples_.several(field.type, 6);
        if (now->field->flat)
            value(field.type, now->field->type, other);
        else
            both(field, *now->field, other);
        return;
    }
    if (former_.type(field.type).kind == TypeKind::Record && isReadBelow(place)) {
        for (const Placed& placed : core::layout(former_.types(), former_.type(field.type)))
            if (!placed.field->flat)
                gone(*placed.field, place.key(field.type, placed.field->key));
        return;
    }
    std::vector<verify::Value> tries;
    if (const Json* value = place.isElement ? nullptr : values::given(former_.defaults, place.keys))
        tries.emplace_back(*value);
    for (verify::Value& sample : samples_.several(field.type, 6))
        tries.push_back(std::move(sample));
    mayBreak(What::Removed, place, std::move(tries));
}

bool Comparison::isReadBelow(const Place& place) const {
    auto isBelow = [&](const core::RenamedField& one) {
        return one.from.size() > place.keys.size() &&
               std::equal(place.keys.begin(), place.keys.end(), one.from.begin());
    };
    return !place.isElement && std::ranges::any_of(renamed_, isBelow);
}

void Comparison::oldNames() {
    for (const core::RenamedField& one :
         core::renamedFields(former_.types(), former_.type(former_.context.program.valuesType))) {
        Place place;
        for (const std::string& key : one.from)
            place = place.key({}, key);
        Place now;
        for (const std::string& key : one.to)
            now = now.key({}, key);
        auto still =
            std::ranges::find_if(renamed_, [&](const core::RenamedField& other) { return other.from == one.from; });
        if (still != renamed_.end()) {
            if (still->to != one.to && hasFresh(one.to))
                moved(one, place, now, still->to);
            if (still->to != one.to && !one.field->flat && !still->field->flat)
                value(one.field->type, still->field->type, place);
            continue;
        }
        const core::TypeId type = core::declaredAt(fresh_.context.program, place.shown).type;
        if (type.valid()) { // it is the name of a value now
            if (hasFresh(one.to))
                moved(one, place, now, one.from);
            value(one.field->type, type, place);
        } else {
            mayBreak(What::Removed, place, samples_.several(one.field->type, 6), "an old name of `" + now.shown + "`");
        }
    }
}

void Comparison::moved(const core::RenamedField& old, const Place& place, const Place& was, const core::KeyPath& to) {
    certain(What::Moved, Verdict::Differs, place, "`" + was.shown + "`", "`" + values::pathText(to) + "`");
    if (!old.field->flat)
        found_.back().tries = samples_.several(old.field->type, 6);
}

bool Comparison::isOfFormer(const core::KeyPath& keys) const {
    return std::ranges::any_of(
        found_, [&](const Finding& one) { return one.change.what == What::Renamed && one.place.newKeys == keys; });
}

bool Comparison::hasFormer(const core::KeyPath& keys) const {
    return core::declaredAt(former_.context.program, values::pathText(keys)).type.valid();
}

bool Comparison::hasFresh(const core::KeyPath& keys) const {
    return core::declaredAt(fresh_.context.program, values::pathText(keys)).type.valid();
}

} // namespace stackc::api
