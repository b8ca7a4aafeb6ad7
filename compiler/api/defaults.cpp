#include "api/defaults.h"

#include "compare/shown.h"
#include "values/constraints.h"
#include "values/encode.h"
#include "values/renamed.h"
#include "values/secrets.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::api {

using core::Field;
using core::Type;
using core::TypeKind;

namespace {

const Type& payloadOf(const Side& side, const Type& type) {
    return type.kind == TypeKind::Optional ? side.type(type.element) : type;
}

/// What an element has where its key is absent, as it would be written.
std::optional<Json> absentIn(const Side& side, const Field& field) {
    ir::NodeRef value = values::absentOf(side.context, field, nullptr);
    if (value == nullptr)
        return std::nullopt;
    return value->isNone() ? Json(nullptr) : values::encodeElement(side.context, field.type, value, &field);
}

core::KeyPath below(core::KeyPath path, const std::string& key) {
    path.push_back(key);
    return path;
}

std::optional<Json> standing(const Side& side, const core::KeyPath& keys) {
    const Json* value = values::given(side.defaults, keys);
    return value != nullptr ? std::optional(*value) : std::nullopt;
}

/// The same of a field, which may be none: then values.yaml leaves its key out of the map around it.
std::optional<Json> standing(const Side& side, const core::KeyPath& keys, const Field& field) {
    std::optional<Json> value = standing(side, keys);
    if (value || side.type(field.type).kind != TypeKind::Optional || keys.empty())
        return value;
    std::optional<Json> around = standing(side, core::KeyPath(keys.begin(), keys.end() - 1));
    return around && around->is_object() ? std::optional(Json(nullptr)) : std::nullopt;
}

class Comparison {
public:
    std::vector<DefaultChange> found;

    Comparison(const Side& former, core::TypeId from, const Side& fresh, core::TypeId to)
        : former_(former), fresh_(fresh), from_(from), to_(to) {}

    /// Nothing is said of what has no default on one side: that is a matter of whether it has to be given.
    void compare(const std::optional<Json>& before, const std::optional<Json>& after) {
        if (before && after && *before != *after && !isSameText(*before, *after))
            found.push_back({What::Default, shown(*before), shown(*after)});
    }

    void compareTags(const std::optional<Json>& before, const std::optional<Json>& after) {
        if (before && after && *before != *after)
            found.push_back({What::Default, inWords(*before), inWords(*after)});
    }

    void compareSwitch(const Json& before, const Json& after) {
        bool was = before.value("enabled", false), is = after.value("enabled", false);
        if (was != is)
            found.push_back({What::Moved, was ? "on by default" : "off by default", is ? "on" : "off"});
    }

private:
    /// A number, and the text that says it.
    static bool isSameText(const Json& before, const Json& after) {
        auto text = [](const Json& json) { return json.is_string() ? json.get<std::string>() : json.dump(); };
        bool areScalars = before.is_primitive() && after.is_primitive();
        return areScalars && before.is_number() != after.is_number() && text(before) == text(after);
    }

    static std::string inWords(const Json& json) {
        return json.is_null() ? "none" : compare::shownValue(json.dump(), false);
    }

    /// Of what nobody may see in either chart.
    std::string shown(const Json& json) const {
        Json seen = values::withoutSecrets(former_.types(), from_, json);
        return inWords(values::withoutSecrets(fresh_.types(), to_, std::move(seen)));
    }

    const Side& former_;
    const Side& fresh_;
    core::TypeId from_, to_;
};

} // namespace

std::vector<DefaultChange> changedDefaults(const Side& former, const Field& from, const Side& fresh, const Field& to,
                                           const Place& place) {
    const Type& payload = payloadOf(former, former.type(from.type));
    const Type& other = payloadOf(fresh, fresh.type(to.type));
    Comparison comparison(former, from.type, fresh, to.type);
    if (place.isElement) {
        if (payload.kind != TypeKind::Record || former.type(from.type).kind == TypeKind::Optional)
            comparison.compare(absentIn(former, from), absentIn(fresh, to));
        return std::move(comparison.found);
    }
    std::optional<Json> before = standing(former, place.keys, from), after = standing(fresh, place.newKeys, to);
    bool wasSwitched = former.type(from.type).kind == TypeKind::Optional && values::isSwitched(payload);
    bool isSwitched = fresh.type(to.type).kind == TypeKind::Optional && values::isSwitched(other);
    if (wasSwitched && isSwitched && before && after && before->is_object() && after->is_object())
        comparison.compareSwitch(*before, *after);
    if (values::isSwitched(payload) && values::isSwitched(other) && before && after) {
        if (payload.kind == TypeKind::Variant && other.kind == TypeKind::Variant)
            comparison.compareTags(standing(former, below(place.keys, payload.tagKey)),
                                   standing(fresh, below(place.newKeys, other.tagKey)));
        return std::move(comparison.found);
    }
    comparison.compare(before, after);
    return std::move(comparison.found);
}

} // namespace stackc::api
