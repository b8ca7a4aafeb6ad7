#include "api/types.h"

#include "api/defaults.h"
#include "api/natives.h"
#include "api/scalars.h"
#include "core/declared.h"
#include "core/layout.h"
#include "core/renamed.h"
#include "values/constraints.h"
#include "values/renamed.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace stackc::api {

using core::Field;
using core::Placed;
using core::Type;
using core::TypeId;
using core::TypeKind;
using values::isSwitched;

namespace {

bool isTagged(const Type& type) { return type.kind == TypeKind::Variant && !type.tagKey.empty(); }

/// The field of that key; null if there is none, or it is one of the keys of a flat variant.
const Field* keyed(const std::vector<Placed>& all, const std::string& key) {
    auto found =
        std::ranges::find_if(all, [&](const Placed& one) { return !one.field->flat && one.field->key == key; });
    return found != all.end() ? found->field : nullptr;
}

const Field* flatBy(const core::TypeTable& types, const std::vector<Placed>& all, const std::string& tag) {
    auto found = std::ranges::find_if(
        all, [&](const Placed& one) { return one.field->flat && types[one.field->type].tagKey == tag; });
    return found != all.end() ? found->field : nullptr;
}

class Comparison {
public:
    Comparison(const Side& former, const Side& fresh, Samples& samples)
        : former_(former), fresh_(fresh), samples_(samples),
          renamed_(core::renamedFields(fresh.types(), fresh.type(fresh.context.program.valuesType))) {}

    std::vector<Finding> run() {
        record(former_.context.program.valuesType, fresh_.context.program.valuesType, {});
        oldNames();
        for (const auto& [field, place] : underOldName_)
            if (!isOfFormer(place.newKeys))
                isAdded(*field, place);
        return std::move(found_);
    }

private:
    /// Was what stands there now a value of the former chart, under the name that it had?
    bool isOfFormer(const core::KeyPath& keys) const {
        return std::ranges::any_of(
            found_, [&](const Finding& one) { return one.change.what == What::Renamed && one.place.newKeys == keys; });
    }

    bool hasFormer(const core::KeyPath& keys) const {
        return core::declaredAt(former_.context.program, values::pathText(keys)).type.valid();
    }

    bool hasFresh(const core::KeyPath& keys) const {
        return core::declaredAt(fresh_.context.program, values::pathText(keys)).type.valid();
    }

    // ---- what is found

    Change change(What what, Verdict verdict, const Place& place) const {
        return {Area::Values, what, verdict, place.shown, "", "", std::nullopt};
    }

    void certain(What what, Verdict verdict, const Place& place, std::string before = "", std::string after = "") {
        Change one = change(what, verdict, place);
        one.before = std::move(before);
        one.after = std::move(after);
        found_.push_back({std::move(one), place, {}, false});
    }

    void mayBreak(What what, const Place& place, std::vector<verify::Value> tries, std::string before = "",
                  std::string after = "") {
        certain(what, Verdict::Unknown, place, std::move(before), std::move(after));
        found_.back().tries = std::move(tries);
    }

    void mayLack(const Place& place) {
        certain(What::Required, Verdict::Unknown, place);
        found_.back().isLeftOut = true;
    }

    // ---- records

    void record(TypeId fromId, TypeId toId, const Place& place) {
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
            if (const Field* other = keyed(to, field.key))
                both(field, *other, inner);
            else
                gone(field, inner);
        }
        for (const Placed& placed : to)
            if (!placed.field->flat && keyed(from, placed.field->key) == nullptr)
                added(*placed.field, place.key(fromId, placed.field->key));
            else if (placed.field->flat)
                flatAdded(*placed.field, from, place.key(fromId, fresh_.type(placed.field->type).tagKey));
    }

    /// A variant whose keys stand in the map of its record.
    void flat(TypeId record, const Field& field, const std::vector<Placed>& to, const Place& place) {
        const Type& type = former_.type(field.type);
        if (const Field* other = flatBy(fresh_.types(), to, type.tagKey))
            return tagged(field.type, other->type, place, record);
        for (const std::string& key : core::keysOfTagged(type))
            if (keyed(to, key) == nullptr)
                mayBreak(What::Removed, place.key(record, key), keysOfFlat(field, key));
    }

    /// What the key of a flat variant may hold.
    std::vector<verify::Value> keysOfFlat(const Field& field, const std::string& key) {
        const Type& type = former_.type(field.type);
        std::vector<verify::Value> tries;
        for (uint32_t i = 0; i < type.cases.size(); ++i)
            if (auto made = samples_.ofCase(field.type, i); made && made->contains(key))
                tries.emplace_back((*made)[key]);
        return tries;
    }

    void flatAdded(const Field& field, const std::vector<Placed>& from, const Place& place) {
        if (flatBy(former_.types(), from, fresh_.type(field.type).tagKey) == nullptr)
            added(field, place);
    }

    void both(const Field& from, const Field& to, const Place& place) {
        value(from.type, to.type, place);
        if (isDemanded(former_, from, place))
            isDemanded(fresh_, to, place) ? void()
                                          : certain(What::Widened, Verdict::Fine, place, "", "may be left out");
        else if (isDemanded(fresh_, to, place))
            mayLack(place);
        compareDefaults(from, to, place);
    }

    /// Must it be given? What is in a record that must be given is asked of its own fields, but in elements.
    static bool isDemanded(const Side& side, const Field& field, const Place& place) {
        if (place.isElement)
            return values::absentOf(side.context, field, nullptr) == nullptr;
        const Type& type = side.type(field.type);
        bool isSpread = type.kind == TypeKind::Record || values::meantByEmpty(side.context, type, &field) != nullptr;
        return !isSpread && values::isRequiredOnSpine(side.context, field) && !values::hasDefault(side.context, field);
    }

    void compareDefaults(const Field& from, const Field& to, const Place& place) {
        for (DefaultChange& one : changedDefaults(former_, from, fresh_, to, place))
            certain(one.what, Verdict::Differs, place, std::move(one.before), std::move(one.after));
    }

    /// A key that the new chart doesn't have there; it may read it under its old name.
    void gone(const Field& field, const Place& place) {
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

    /// Does the new chart read keys of a map that is gone under their old names?
    bool isReadBelow(const Place& place) const {
        auto isBelow = [&](const core::RenamedField& one) {
            return one.from.size() > place.keys.size() &&
                   std::equal(place.keys.begin(), place.keys.end(), one.from.begin());
        };
        return !place.isElement && std::ranges::any_of(renamed_, isBelow);
    }

    void added(const Field& field, const Place& place) {
        bool isRenamed = std::ranges::any_of(
            renamed_, [&](const core::RenamedField& one) { return !place.isElement && one.to == place.newKeys; });
        if (isRenamed)
            underOldName_.emplace_back(&field, place);
        else
            isAdded(field, place);
    }

    void isAdded(const Field& field, const Place& place) {
        Place now = place;
        now.shown = place.shownNow();
        certain(What::Added, Verdict::Fine, now, "", takenBy(fresh_.context, fresh_.type(field.type)));
        lacking(field, now);
    }

    /// What has to be given at and below a key that the former chart has not.
    void lacking(const Field& field, const Place& place) {
        const Type& type = fresh_.type(field.type);
        if (isDemanded(fresh_, field, place))
            mayLack(place);
        else if (type.kind == TypeKind::Record && !place.isElement && !values::hasDefault(fresh_.context, field))
            for (const Placed& placed : core::layout(fresh_.types(), type))
                lacking(*placed.field,
                        place.key({}, placed.field->flat ? fresh_.type(placed.field->type).tagKey : placed.field->key));
    }

    /// What the former chart read under old names.
    void oldNames() {
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
                mayBreak(What::Removed, place, samples_.several(one.field->type, 6),
                         "an old name of `" + now.shown + "`");
            }
        }
    }

    /// What is given under the old name is another value now.
    void moved(const core::RenamedField& old, const Place& place, const Place& was, const core::KeyPath& to) {
        certain(What::Moved, Verdict::Differs, place, "`" + was.shown + "`", "`" + values::pathText(to) + "`");
        if (!old.field->flat)
            found_.back().tries = samples_.several(old.field->type, 6);
    }

    // ---- other types

    void value(TypeId fromId, TypeId toId, const Place& place) {
        const Type& from = former_.type(fromId);
        const Type& to = fresh_.type(toId);
        if (from.kind == TypeKind::Optional || to.kind == TypeKind::Optional)
            return optionals(fromId, toId, place);
        if (from.kind != to.kind)
            return leaf(fromId, toId, place);
        switch (from.kind) {
        case TypeKind::Record:
            if (from.open && !to.open)
                mayBreak(What::Narrowed, place, {Json{{"another", "a"}}}, "a map with any keys",
                         "a map with its own keys");
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

    void narrowed(TypeId fromId, TypeId toId, const Place& place) {
        const Type& from = former_.type(fromId);
        const Type& to = fresh_.type(toId);
        mayBreak(What::Narrowed, place, triesAt(former_.context, fromId, to, samples_), takenBy(former_.context, from),
                 takenBy(fresh_.context, to));
    }

    void widened(const Place& place, std::string before, std::string after) {
        certain(What::Widened, Verdict::Fine, place, std::move(before), std::move(after));
    }

    void leaf(TypeId fromId, TypeId toId, const Place& place) {
        const Type& from = former_.type(fromId);
        const Type& to = fresh_.type(toId);
        if (to.kind == TypeKind::Data && !to.open)
            return widened(place, takenBy(former_.context, from), takenBy(fresh_.context, to));
        if (!takesAll(from, to))
            narrowed(fromId, toId, place);
        else if (!takesAll(to, from))
            widened(place, takenBy(former_.context, from), takenBy(fresh_.context, to));
    }

    void optionals(TypeId fromId, TypeId toId, const Place& place) {
        const Type& from = former_.type(fromId);
        const Type& to = fresh_.type(toId);
        bool was = from.kind == TypeKind::Optional, is = to.kind == TypeKind::Optional;
        TypeId fromInner = was ? from.element : fromId, toInner = is ? to.element : toId;
        bool wasSwitched = was && isSwitched(former_.type(from.element));
        bool isSwitch = is && isSwitched(fresh_.type(to.element));
        if (wasSwitched && !isSwitch)
            mayBreak(What::Narrowed, place, {Json{{"enabled", false}}}, "with `enabled`", "without");
        else if (was && !is)
            mayBreak(What::Narrowed, place, {Json(""), Json(nullptr)}, takenBy(former_.context, from),
                     takenBy(fresh_.context, to));
        else if (isSwitch && !wasSwitched)
            switchedNow(place);
        else if (is && !was)
            widened(place, takenBy(former_.context, from), takenBy(fresh_.context, to));
        value(fromInner, toInner, wasSwitched ? place.switched() : place);
    }

    /// What is given there is off now, unless it says `enabled`, or the default does.
    void switchedNow(const Place& place) {
        const Json* value = place.isElement ? nullptr : values::given(fresh_.defaults, place.newKeys);
        bool isOn = value != nullptr && value->is_object() && value->value("enabled", false);
        if (isOn)
            widened(place, "without `enabled`", "may be switched off");
        else
            certain(What::Moved, Verdict::Differs, place, "always on", "off, unless `enabled` is true");
    }

    void maps(const Type& from, const Type& to, const Place& place) {
        const Type& fromKey = former_.type(from.key);
        const Type& toKey = fresh_.type(to.key);
        std::optional<Json> element = samples_.of(from.element), key = samples_.of(from.key);
        if (!takesAll(fromKey, toKey)) {
            std::vector<verify::Value> tries;
            for (const verify::Value& one : triesAt(former_.context, from.key, toKey, samples_))
                if (one->is_string() && element)
                    tries.emplace_back(Json{{one->get<std::string>(), *element}});
            mayBreak(What::Narrowed, place, std::move(tries), "keys: " + takenBy(former_.context, fromKey),
                     "keys: " + takenBy(fresh_.context, toKey));
        }
        value(from.element, to.element, place.entry(key && key->is_string() ? key->get<std::string>() : "a"));
    }

    void natives(TypeId fromId, TypeId toId, const Place& place) {
        auto asIn = [](const Side& side, TypeId id) {
            return Native{side.types().natives(), side.type(id).native, side.context.program.chart.kubeRange.newest()};
        };
        const Native from = asIn(former_, fromId), to = asIn(fresh_, toId);
        if (!takesAll(from, to))
            narrowed(fromId, toId, place);
        else if (!takesAll(to, from))
            widened(place, takenBy(former_.context, former_.type(fromId)), takenBy(fresh_.context, fresh_.type(toId)));
    }

    // ---- variants

    void variants(TypeId fromId, TypeId toId, const Place& place) {
        const Type& from = former_.type(fromId);
        const Type& to = fresh_.type(toId);
        if (isTagged(from) && isTagged(to))
            tagged(fromId, toId, place, {});
        else if (isTagged(from) || isTagged(to))
            narrowed(fromId, toId, place);
        else
            untagged(fromId, toId, place);
    }

    static const core::Case* caseOf(const Type& type, const std::string& key) {
        auto found = std::ranges::find_if(type.cases, [&](const core::Case& item) { return item.key == key; });
        return found != type.cases.end() ? &*found : nullptr;
    }

    /// `record` is that whose keys a flat one has.
    void tagged(TypeId fromId, TypeId toId, const Place& place, TypeId record) {
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

    void lostCase(const core::Case& item, const Place& tag, Place inner) {
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

    /// What a case holds is like a field of that key.
    void payloads(const Type& from, const Type& to, const std::string& key, const Place& place) {
        for (const Field& field : values::payloadFields(from))
            for (const Field& other : values::payloadFields(to))
                if (field.key == key && other.key == key)
                    both(field, other, place);
    }

    /// The case of the default, which Helm would lay another one over.
    std::vector<std::string> othersThan(const std::string& key, const Place& place) const {
        std::vector<std::string> others;
        const Json* value = place.isElement ? nullptr : values::given(former_.defaults, place.keys);
        if (value != nullptr && value->is_object())
            for (const auto& [other, held] : value->items())
                if (other != key)
                    others.push_back(other);
        return others;
    }

    void untagged(TypeId fromId, TypeId toId, const Place& place) {
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

    const Side& former_;
    const Side& fresh_;
    Samples& samples_;
    const std::vector<core::RenamedField> renamed_; ///< of the new chart
    std::vector<Finding> found_;
    std::vector<std::pair<const Field*, Place>> underOldName_; ///< new keys of fields with an old name
};

} // namespace

Side sideOf(session::Compilation& chart) { return {chart.context(), chart.defaults()}; }

std::vector<Finding> changesOfValues(const Side& former, const Side& fresh, Samples& samples) {
    return Comparison(former, fresh, samples).run();
}

} // namespace stackc::api
