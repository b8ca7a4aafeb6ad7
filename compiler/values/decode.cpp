#include "values/decode.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "core/layout.h"
#include "core/numbers.h"
#include "core/units.h"
#include "kube/json_schema.h"
#include "text/numbers.h"
#include "text/patterns.h"
#include "text/regex.h"
#include "text/utf8.h"
#include "values/carried.h"
#include "values/constraints.h"
#include "values/encode.h"
#include "values/members.h"
#include "values/renamed.h"

namespace stackc::values {

using core::Field;
using core::Type;
using core::TypeId;
using core::TypeKind;
using ir::NodeRef;
using Json = nlohmann::ordered_json;

namespace {

/// Where a value stands. Inactive: in an off record or a case that is not chosen, where only types are checked.
struct Place {
    std::string path;
    bool element = false;
    bool active = true;
    std::string when;         ///< " when queue.backend is redis"
    bool renamed = false;     ///< at or below what an old key may give: what conditions ask for is asked for later
    NodeRef preset = nullptr; ///< what a default says of the fields here, in elements

    Place at(const std::string& key) const { return {joinPath(path, key), element, active, when, renamed, nullptr}; }
};

std::optional<int64_t> integerOf(const Json& json) {
    if (json.is_number_unsigned() && json.get<uint64_t>() > static_cast<uint64_t>(INT64_MAX))
        return std::nullopt;
    if (json.is_number_integer())
        return json.get<int64_t>();
    if (!json.is_number_float())
        return std::nullopt;
    double value = json.get<double>();
    if (std::trunc(value) != value || std::fabs(value) > static_cast<double>(text::maxSafeInteger + 1))
        return std::nullopt;
    return static_cast<int64_t>(value);
}

class Decoder {
public:
    Decoder(const Context& context, Errors& errors) : context_(context), nodes_(context.nodes), errors_(errors) {}

    NodeRef root(const Json& json) {
        Place place;
        if (!json.is_object())
            return fail(place, "the values must be a map, got " + brief(json));
        RenamedValues renamed = renamedValues(context_);
        if (renamed.all.empty())
            return record(valuesType(), json, place, {}, true);
        size_t before = errors_.size();
        oldKeys(json);
        const Json without = withoutOld(context_, json);
        areRenamed_ = true;
        record(valuesType(), without, place, {}, true);
        areRenamed_ = false;
        if (errors_.size() != before)
            return nullptr;
        const Json whole = carried(renamed, json, without);
        return record(valuesType(), whole, place, {}, true);
    }

    /// The field of an element.
    NodeRef inElement(const Field& member, const Json& element) {
        Place place;
        place.element = true;
        return field(member, element, place);
    }

private:
    const Type& valuesType() const { return context_.type(context_.program.valuesType); }

    /// What is given under old keys is of the right types.
    void oldKeys(const Json& json) {
        for (const core::RenamedField& one : core::renamedFields(context_.program.types, valuesType())) {
            const Json* old = given(json, one.from);
            bool isEmpty = old != nullptr && *old == "" && isBlankable(context_, *one.field);
            if (old != nullptr && !isEmpty)
                value(one.field->type, *old, {pathText(one.from), false, false, ""}, one.field);
        }
    }

    NodeRef fail(const Place& place, std::string message, std::string suggestion = "") {
        errors_.push_back({place.path, std::move(message), std::move(suggestion)});
        return nullptr;
    }
    NodeRef mismatch(const Place& place, const Type& type, const Json& json) {
        std::string suggestion;
        if (type.kind == TypeKind::Enum && json.is_string())
            suggestion = didYouMean(json.get<std::string>(), keysOf(type));
        bool isText = type.kind == TypeKind::String || type.kind == TypeKind::Sensitive;
        if (std::string meant = meantBy(type, json); !meant.empty())
            suggestion = fmt::format("write `{}`", meant);
        else if (isText && json.is_number() && (type.domain == core::Domain::Plain || matches(type, json.dump())))
            suggestion = "quote it, as YAML reads a number without its zeros: `\"1.0\"`, or --set-string for Helm";
        bool isSecret = type.kind == TypeKind::Sensitive && !json.is_structured();
        return fail(place,
                    fmt::format("{}: expected {}, got {}", place.path, expectation(context_, type),
                                isSecret ? (json.is_string() ? "another one" : "none") : brief(json)),
                    suggestion);
    }
    /// What was probably meant by a number or text that lacks its unit, or has another one.
    static std::string meantBy(const Type& type, const Json& json) {
        bool isPercent = type.kind == TypeKind::IntOrPercent;
        if ((type.kind != TypeKind::String && !isPercent) || !(json.is_number() || json.is_string()))
            return "";
        const std::string text = json.is_string() ? json.get<std::string>() : json.dump();
        return core::meantText(text, isPercent ? core::Domain::Percent : type.domain);
    }
    NodeRef missing(const Place& place) { return fail(place, place.path + " is required" + place.when); }

    static std::vector<std::string> keysOf(const Type& type) {
        std::vector<std::string> keys;
        for (const core::Case& item : type.cases)
            keys.push_back(item.key);
        return keys;
    }

    // ---- records

    NodeRef record(const Type& type, const Json& json, const Place& place, const std::vector<std::string>& extra,
                   bool isRoot = false) {
        bool fine = noUnknownKeys(type, json, place, extra, isRoot);
        NodeRef fields = members(type, json, place);
        return fine ? fields : nullptr;
    }

    NodeRef members(const Type& type, const Json& json, const Place& place) {
        bool fine = true;
        std::vector<ir::Entry> entries;
        for (const Field& member : type.fields) {
            NodeRef value = field(member, json, place);
            fine = fine && value != nullptr;
            if (value != nullptr)
                entries.push_back(ir::NodeTable::value(nullptr, member.name, value));
        }
        return fine ? nodes_.record(std::move(entries)) : nullptr;
    }

    static bool isOpenRoot(const std::string& key) {
        auto isPlain = [](char c) { return c >= ' ' && c <= '~'; };
        return key == "global" || (key.starts_with("x-") && std::all_of(key.begin(), key.end(), isPlain));
    }

    bool noUnknownKeys(const Type& type, const Json& json, const Place& place, const std::vector<std::string>& extra,
                       bool isRoot) {
        std::vector<std::string> known = extra;
        for (std::string& key : core::keysOfRecord(context_.program.types, type))
            known.push_back(std::move(key));
        const std::set<std::string_view> names(known.begin(), known.end());
        bool fine = true;
        for (const auto& [key, value] : json.items()) {
            // `enabled` is what the condition of a parent chart reads.
            bool isParents = isRoot && key == "enabled" && value.is_boolean();
            if (isParents || names.contains(key))
                continue;
            if (type.open || place.path == "global" || ((isRoot || type.subchart) && isOpenRoot(key))) {
                Place inner = place.at(key);
                if (!isSafeString(key))
                    spoilt(inner);
                fine = carriesAll(value, inner, Nulls::Passed) && isSafeString(key) && fine;
                continue;
            }
            Place inner = place.at(key);
            if (isRoot && key == "tags" && tagsOf(context_.program).areThere) {
                fine = tags(value, inner) && fine;
                continue;
            }
            fail(inner, inner.path + ": unknown parameter", didYouMean(key, known));
            fine = false;
        }
        return fine;
    }

    /// What Helm alone reads: all dependencies have conditions, which override their tags.
    bool tags(const Json& json, const Place& place) {
        if (json.is_null())
            return true;
        const Tags known = tagsOf(context_.program);
        const std::vector<std::string> names(known.names.begin(), known.names.end());
        bool fine = json.is_object() || fail(place, place.path + ": expected a map, got " + brief(json)) != nullptr;
        for (auto item = json.begin(); json.is_object() && item != json.end(); ++item) {
            Place inner = place.at(item.key());
            bool isKnown = known.names.contains(item.key()) || !known.areAll;
            if (!isKnown)
                fail(inner, inner.path + ": unknown parameter", didYouMean(item.key(), names));
            else if (!item->is_boolean() && !item->is_null())
                fail(inner, inner.path + ": expected true or false, got " + brief(*item));
            fine = fine && isKnown && (item->is_boolean() || item->is_null());
        }
        return fine;
    }

    /// Null means a fault where the place is active; elsewhere also that there is no value.
    NodeRef field(const Field& field, const Json& object, const Place& outer) {
        const Type& type = context_.type(field.type);
        if (areRenamed_ && !field.was.empty() && !outer.renamed) {
            Place inner = outer;
            inner.renamed = true;
            inner.active = outer.active && hasDefault(context_, field);
            return this->field(field, object, inner);
        }
        NodeRef preset = outer.element ? heldByPreset(presetOf(context_, field, outer.preset)) : nullptr;
        NodeRef unset = outer.element ? absentOf(context_, field, outer.preset) : nullptr;
        if (field.flat) {
            Place inner = outer;
            inner.preset = preset;
            return type.kind == TypeKind::Record ? members(type, object, inner)
                                                 : flatVariant(field, object, inner, unset);
        }
        Place place = outer.at(field.key);
        place.preset = preset;
        const Json* found = members_.find(object, field.key);
        bool isCleared = !place.element && isClearable(context_.program.types, type);
        if (found == nullptr || (found->is_null() && isCleared))
            return isCleared ? empty(type) : absent(field, type, place, unset);
        bool blank = found->is_string() && found->get_ref<const std::string&>().empty();
        bool isPlainOptional = type.kind == TypeKind::Optional && !isSwitched(context_.type(type.element));
        if (isPlainOptional && found->is_null() && unset != nullptr)
            return absent(field, type, place, unset);
        if (isPlainOptional && blank && unset != nullptr && !unset->isNone())
            return nodes_.none();
        if (blank && isBlankable(context_, field)) {
            if (!place.active)
                return nullptr;
            if (refusesBlank(type, place.element))
                return missing(place);
        }
        return value(field.type, *found, place, &field);
    }

    /// A variant among the fields of its record. In an element it is there if its tag is.
    NodeRef flatVariant(const Field& field, const Json& object, const Place& outer, NodeRef unset) {
        const Type& type = context_.type(field.type);
        if (unset == nullptr || members_.find(object, type.tagKey) != nullptr)
            return chosen(type, object, outer);
        for (const std::string& key : core::keysOfTagged(type))
            if (outer.active && members_.find(object, key) != nullptr) {
                Place inner = outer;
                inner.when = " when " + outer.at(key).path + " is given";
                return missing(inner.at(type.tagKey));
            }
        return absent(field, type, outer, unset);
    }

    NodeRef absent(const Field& field, const Type& type, const Place& place, NodeRef unset) {
        if (unset != nullptr)
            return inKeyOrder(context_, field.type, unset);
        if (type.kind == TypeKind::Optional && (place.element || !isRequiredOnSpine(context_, field)))
            return nodes_.none();
        return place.active ? missing(place) : nullptr;
    }

    /// What is clearable, cleared.
    NodeRef empty(const Type& type) {
        bool isNative = type.kind == TypeKind::Native;
        bool isList = isNative ? context_.program.types.natives().shape(type.native) == kube::Shape::List
                               : type.kind == TypeKind::List;
        if (isNative)
            return plainNode(nodes_, isList ? Json::array() : Json::object());
        return isList ? nodes_.list({}) : nodes_.record({});
    }

    // ---- values

    NodeRef value(TypeId id, const Json& json, const Place& place, const Field* declared = nullptr) {
        const Type& type = context_.type(id);
        switch (type.kind) {
        case TypeKind::Record:
            return json.is_object() ? record(type, json, place, {}) : mismatch(place, type, json);
        case TypeKind::Optional:
            return optional(type, json, place);
        case TypeKind::Variant:
            return type.tagKey.empty() ? untagged(type, json, place, declared) : tagged(type, json, place, {});
        case TypeKind::List:
            return list(type, json, place);
        case TypeKind::Map:
            return map(type, json, place);
        case TypeKind::Native:
            return native(type, json, place);
        case TypeKind::Data:
            return type.open ? manifest(json, place) : data(json, place);
        default:
            return scalar(type, json, place);
        }
    }

    NodeRef optional(const Type& type, const Json& json, const Place& place) {
        const Type& payload = context_.type(type.element);
        if (!isSwitched(payload)) {
            bool blank = isUnsetByEmpty(payload) && json.is_string() && json.get_ref<const std::string&>().empty();
            return json.is_null() || blank ? nodes_.none() : value(type.element, json, place);
        }
        if (!json.is_object())
            return mismatch(place, payload, json);
        Place inner = place;
        Place switchPlace = place.at("enabled");
        auto found = json.find("enabled");
        bool on = place.element;
        bool fine = true;
        if (found != json.end() && found->is_boolean())
            on = found->get<bool>();
        else if (found != json.end() || (!place.element && place.active)) {
            found == json.end()
                ? missing(switchPlace)
                : fail(switchPlace, switchPlace.path + ": expected true or false, got " + brief(*found));
            fine = on = false;
        }
        inner.active = place.active && on && !place.renamed;
        if (found != json.end())
            inner.when = " when " + switchPlace.path + " is true";
        NodeRef node = nullptr;
        size_t before = errors_.size();
        if (payload.kind == TypeKind::Record)
            node = record(payload, json, inner, {"enabled"});
        else
            node = tagged(payload, json, inner, {"enabled"});
        if (on)
            return node;
        return fine && errors_.size() == before ? nodes_.none() : nullptr;
    }

    NodeRef tagged(const Type& type, const Json& json, const Place& place, std::vector<std::string> extra) {
        if (!json.is_object())
            return mismatch(place, type, json);
        for (std::string& key : core::keysOfTagged(type))
            extra.push_back(std::move(key));
        bool fine = noUnknownKeys(Type{}, json, place, extra, false);
        NodeRef node = chosen(type, json, place);
        return fine ? node : nullptr;
    }

    /// The chosen case of what stands in a map, perhaps beside other keys.
    NodeRef chosen(const Type& type, const Json& json, const Place& place) {
        int chosen = caseOf(type, json, place);
        bool fine = true;
        NodeRef payload = nullptr;
        for (size_t i = 0; i < type.cases.size(); ++i) {
            const core::Case& item = type.cases[i];
            if (!item.payload.valid())
                continue;
            Place inner = place;
            inner.active = place.active && chosen == static_cast<int>(i) && !place.renamed;
            if (inner.active)
                inner.when = " when " + place.at(type.tagKey).path + " is " + item.key;
            size_t before = errors_.size();
            NodeRef node = casePayload(item, json, inner);
            fine = fine && errors_.size() == before;
            if (inner.active)
                payload = node;
        }
        if (chosen < 0 || !fine)
            return nullptr;
        const core::Case& item = type.cases[static_cast<size_t>(chosen)];
        if (item.payload.valid() && payload == nullptr)
            return nullptr;
        return nodes_.variant(static_cast<uint32_t>(chosen), item.key, payload);
    }

    /// A case's payload is a required field of its own.
    NodeRef casePayload(const core::Case& item, const Json& json, const Place& place) {
        Field member;
        member.name = member.key = item.key;
        member.type = item.payload;
        return field(member, json, place);
    }

    /// The chosen case, or -1.
    int caseOf(const Type& type, const Json& json, const Place& outer) {
        Place place = outer.at(type.tagKey);
        auto found = json.find(type.tagKey);
        bool blank = found != json.end() && found->is_string() && found->get_ref<const std::string&>().empty();
        if (found == json.end() || blank) {
            if (outer.active)
                missing(place);
            return -1;
        }
        for (size_t i = 0; i < type.cases.size() && found->is_string(); ++i)
            if (type.cases[i].key == found->get_ref<const std::string&>())
                return static_cast<int>(i);
        Type tags;
        tags.kind = TypeKind::Enum;
        tags.cases = type.cases;
        mismatch(place, tags, *found);
        return -1;
    }

    /// What stands in the place of a map with one key. Of several keys one often is the default's.
    static std::string keysIn(const Json& json) {
        if (!json.is_object() || json.empty())
            return brief(json);
        std::string keys;
        for (const auto& entry : json.items())
            keys += (keys.empty() ? "" : " and ") + entry.key();
        return keys.size() > 100 ? brief(json) : json.size() == 1 ? keys : keys + ": a default is taken out with null";
    }

    NodeRef untagged(const Type& type, const Json& json, const Place& place, const Field* declared) {
        if (type.isTextual() && !json.is_object())
            return textual(type, json, place, declared);
        std::vector<std::string> keys = keysOf(type);
        if (type.isTextual()) // never a key
            keys[static_cast<size_t>(type.textCase())].clear();
        auto index = keys.end();
        if (json.is_object() && json.size() == 1)
            index = std::find(keys.begin(), keys.end(), json.begin().key());
        if (type.isTextual() && (index == keys.end() || index->empty())) {
            std::erase(keys, "");
            return fail(
                place, fmt::format("{}: expected {}, or a map with exactly one of the keys {}, got {}", place.path,
                                   expectation(context_,
                                               context_.type(type.cases[static_cast<size_t>(type.textCase())].payload)),
                                   fmt::join(keys, ", "), keysIn(json)));
        }
        if (index == keys.end())
            return fail(place, fmt::format("{}: expected a map with exactly one of the keys {}, got {}", place.path,
                                           fmt::join(keys, ", "), keysIn(json)));
        auto chosen = static_cast<uint32_t>(index - keys.begin());
        const core::Case& item = type.cases[chosen];
        Place inner = place.at(item.key);
        inner.active = true;
        inner.element = inner.element || type.isTextual(); // no default of the values is there beside what is given
        const Json& given = json.begin().value();
        NodeRef payload = nullptr;
        if (!item.payload.valid()) {
            if (!given.is_object() || !given.empty())
                return fail(inner, inner.path + ": expected {}, got " + brief(given));
        } else if (payload = value(item.payload, given, inner); payload == nullptr)
            return nullptr;
        return nodes_.variant(chosen, item.key, payload);
    }

    /// The case that is text, or what stands for nothing given.
    NodeRef textual(const Type& type, const Json& json, const Place& place, const Field* declared) {
        bool isEmpty = json.is_string() && json.get_ref<const std::string&>().empty();
        if (NodeRef meant = isEmpty ? meantByEmpty(context_, type, declared) : nullptr)
            return meant;
        auto chosen = static_cast<uint32_t>(type.textCase());
        NodeRef payload = value(type.cases[chosen].payload, json, place);
        return payload == nullptr ? nullptr : nodes_.variant(chosen, type.cases[chosen].key, payload);
    }

    NodeRef list(const Type& type, const Json& json, const Place& place) {
        if (!json.is_array())
            return mismatch(place, type, json);
        std::vector<ir::Entry> items;
        for (size_t i = 0; i < json.size(); ++i) {
            NodeRef node = value(type.element, json[i], {joinPath(place.path, i), true, true, ""});
            if (node != nullptr)
                items.push_back(ir::NodeTable::item(nullptr, node));
        }
        return items.size() == json.size() ? nodes_.list(std::move(items)) : nullptr;
    }

    NodeRef map(const Type& type, const Json& json, const Place& place) {
        if (!json.is_object())
            return mismatch(place, type, json);
        std::map<std::string, NodeRef> sorted;
        for (const auto& [key, inner] : json.items()) {
            Place at{joinPath(place.path, key), true, true, ""};
            size_t before = errors_.size();
            if (type.key.valid())
                mapKey(context_.type(type.key), key, at);
            NodeRef node = value(type.element, inner, at);
            if (node != nullptr && errors_.size() == before)
                sorted[key] = node;
        }
        if (sorted.size() != json.size())
            return nullptr;
        std::vector<ir::Entry> entries;
        for (const auto& [key, node] : sorted)
            entries.push_back(ir::NodeTable::value(nullptr, key, node));
        return nodes_.record(std::move(entries));
    }

    void mapKey(const Type& type, const std::string& key, const Place& place) {
        if (!isSafeKey(key)) {
            merged(place);
            return;
        }
        bool fine = type.kind == TypeKind::Enum ? isCase(type, key) : matches(type, key);
        if (!fine)
            fail(place, fmt::format("{}: expected {} as the key", place.path, expectation(context_, type)));
    }

    NodeRef native(const Type& type, const Json& json, const Place& place) {
        auto report = [&](const std::string& path, const std::string& message) {
            std::string whole = place.path;
            if (!path.empty())
                whole += (path[0] == '[' || whole.empty() ? "" : ".") + path;
            errors_.push_back({whole, whole + ": " + message, ""});
        };
        kube::ValidateOptions options;
        options.safeString = isSafeString;
        options.release = context_.program.chart.kubeRange.newest();
        bool fine =
            kube::validate(context_.program.types.natives(), type.native, nlohmann::json(json), report, options);
        return fine ? plainNode(nodes_, json) : nullptr;
    }

    /// A resource of any kind: it says which, and what it is called.
    NodeRef manifest(const Json& json, const Place& place) {
        if (!json.is_object())
            return fail(place, fmt::format("{}: expected a resource, got {}", place.path, brief(json)));
        bool fine = isText(json, "apiVersion", place) && isText(json, "kind", place);
        auto metadata = json.find("metadata");
        if (metadata == json.end())
            return missing(place.at("metadata"));
        if (!metadata->is_object())
            return fail(place.at("metadata"), place.at("metadata").path + ": expected a map, got " + brief(*metadata));
        fine = isText(*metadata, "name", place.at("metadata")) && fine;
        NodeRef whole = data(json, place);
        return fine ? whole : nullptr;
    }

    bool isText(const Json& object, const std::string& key, const Place& outer) {
        Place place = outer.at(key);
        auto found = object.find(key);
        if (found == object.end()) {
            missing(place);
            return false;
        }
        bool fine = found->is_string() && !found->get_ref<const std::string&>().empty();
        if (!fine)
            fail(place, place.path + ": expected a string that is not empty, got " + brief(*found));
        return fine;
    }

    NodeRef data(const Json& json, const Place& place) {
        return carriesAll(json, place, Nulls::Refused) ? plainNode(nodes_, json) : nullptr;
    }

    enum class Nulls : uint8_t { Passed, Refused };

    /// Are all texts in it carried unharmed, keys too?
    bool carriesAll(const Json& json, const Place& place, Nulls nulls) {
        if (json.is_null() && nulls == Nulls::Refused)
            fail(place, place.path + ": null is not a value here");
        if (unsafe(json))
            spoilt(place);
        bool fine = !unsafe(json) && !(json.is_null() && nulls == Nulls::Refused);
        for (size_t i = 0; json.is_array() && i < json.size(); ++i)
            fine =
                carriesAll(json[i], {joinPath(place.path, i), place.element, place.active, place.when}, nulls) && fine;
        for (auto item = json.begin(); json.is_object() && item != json.end(); ++item) {
            Place inner = place.at(item.key());
            bool isKeyFine = isSafeString(item.key()) && isSafeKey(item.key());
            if (!isSafeString(item.key()))
                spoilt(inner);
            else if (!isKeyFine)
                merged(inner);
            fine = carriesAll(item.value(), inner, nulls) && isKeyFine && fine;
        }
        return fine;
    }

    // ---- scalars

    NodeRef merged(const Place& place) { return fail(place, place.path + ": YAML merges what stands below this key"); }

    NodeRef spoilt(const Place& place) {
        return fail(place, place.path + ": the string has a character or sequence that YAML or Helm would spoil");
    }

    NodeRef scalar(const Type& type, const Json& json, const Place& place) {
        NodeRef node = nullptr;
        switch (type.kind) {
        case TypeKind::Bool:
            node = json.is_boolean() ? nodes_.boolean(json.get<bool>()) : nullptr;
            break;
        case TypeKind::Int:
            if (auto number = integerOf(json); number && *number >= type.minInt && *number <= type.maxInt)
                node = nodes_.integer(*number);
            break;
        case TypeKind::Float:
            node = floating(type, json);
            break;
        case TypeKind::Enum:
            if (json.is_string() && isCase(type, json.get_ref<const std::string&>()))
                node = nodes_.string(json.get<std::string>());
            break;
        case TypeKind::IntOrPercent:
            node = intOrPercent(json);
            break;
        case TypeKind::String:
        case TypeKind::Sensitive:
            node = text(type, json, place);
            if (node == nullptr && unsafe(json))
                return spoilt(place);
            break;
        default:
            return nullptr;
        }
        return node != nullptr ? node : mismatch(place, type, json);
    }

    NodeRef floating(const Type& type, const Json& json) {
        if (!json.is_number())
            return nullptr;
        double number = json.get<double>();
        bool inside = number >= type.minFloat && number <= type.maxFloat && std::isfinite(number);
        return inside ? nodes_.number(number, core::numberText(number)) : nullptr;
    }

    NodeRef intOrPercent(const Json& json) {
        if (auto number = integerOf(json))
            return *number >= 0 && *number <= maxIntOrPercent ? plainNode(nodes_, json) : nullptr;
        Type percent = context_.type(context_.program.types.domain(core::Domain::Percent));
        percent.pattern = text::partPattern;
        return json.is_string() && matches(percent, json.get_ref<const std::string&>())
                   ? nodes_.string(json.get<std::string>())
                   : nullptr;
    }

    NodeRef text(const Type& type, const Json& json, const Place&) {
        // As Kubernetes takes it, and as it is passed on.
        if (type.domain == core::Domain::Quantity && json.is_number())
            return isQuantity(json) && (json.get<double>() > 0 || matches(type, "0")) ? plainNode(nodes_, json)
                                                                                      : nullptr;
        if (!json.is_string() || !matches(type, json.get_ref<const std::string&>()))
            return nullptr;
        return nodes_.string(json.get<std::string>());
    }

    static bool isQuantity(const Json& json) {
        double number = json.get<double>();
        return number >= 0 && number <= static_cast<double>(text::maxSafeInteger);
    }

    static bool unsafe(const Json& json) { return json.is_string() && !isSafeString(json.get<std::string>()); }

    static bool isCase(const Type& type, const std::string& key) {
        return std::any_of(type.cases.begin(), type.cases.end(),
                           [&](const core::Case& item) { return item.key == key; });
    }

    bool matches(const Type& type, const std::string& text) {
        auto length = static_cast<int64_t>(text::countRunes(text));
        if (!isSafeString(text) || length < type.minLength || (type.maxLength >= 0 && length > type.maxLength))
            return false;
        return type.pattern.empty() || text::matches(type.pattern, text);
    }

    const Context& context_;
    Members members_;
    ir::NodeTable& nodes_;
    Errors& errors_;
    bool areRenamed_ = false; ///< what old keys may give is not there yet
};

} // namespace

NodeRef decode(const Context& context, const Json& json, Errors& errors) {
    size_t before = errors.size();
    NodeRef node = Decoder(context, errors).root(json);
    return errors.size() == before ? node : nullptr;
}

Errors faultsOfDefault(const Context& context, const Field& field) {
    Errors faults;
    NodeRef value = context.evalConst(field.defaultValue);
    if (value->isNone())
        return faults;
    Json given = encodeElement(context, field.type, value);
    Decoder(context, faults).inElement(field, {{field.key, std::move(given)}});
    return faults;
}

NodeRef plainNode(ir::NodeTable& nodes, const Json& json) {
    switch (json.type()) {
    case Json::value_t::boolean:
        return nodes.boolean(json.get<bool>());
    case Json::value_t::string:
        return nodes.string(json.get<std::string>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float: {
        bool isNegativeZero = json.is_number_float() && json.get<double>() == 0 && std::signbit(json.get<double>());
        if (auto integer = integerOf(json); integer && !isNegativeZero)
            return nodes.integer(*integer);
        double number = json.get<double>();
        return nodes.number(number, core::numberText(number));
    }
    case Json::value_t::array: {
        std::vector<ir::Entry> items;
        for (const Json& item : json)
            items.push_back(ir::NodeTable::item(nullptr, plainNode(nodes, item)));
        return nodes.list(std::move(items));
    }
    case Json::value_t::object: {
        std::map<std::string, NodeRef> sorted;
        for (const auto& [key, value] : json.items())
            sorted[key] = plainNode(nodes, value);
        std::vector<ir::Entry> entries;
        for (const auto& [key, value] : sorted)
            entries.push_back(ir::NodeTable::value(nodes.boolean(true), key, value));
        ir::Node given;
        given.kind = ir::NodeKind::Record;
        given.index = givenRecord;
        given.entries = std::move(entries);
        return nodes.intern(std::move(given));
    }
    default:
        return nodes.none();
    }
}

} // namespace stackc::values
