#include "values/decode.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/layout.h"
#include "support/meanwhile.h"
#include "values/carried.h"
#include "values/constraints.h"
#include "values/decode_leaves.h"
#include "values/encode.h"
#include "values/members.h"
#include "values/plain.h"
#include "values/renamed.h"

namespace stackc::values {

using core::Field;
using core::Type;
using core::TypeId;
using core::TypeKind;
using ir::NodeRef;
using Json = nlohmann::ordered_json;

namespace {

class Decoder {
public:
    Decoder(const Context& context, Errors& errors)
        : context_(context), nodes_(context.nodes), faults_(context, errors), leaves_(context, faults_) {}

    NodeRef root(const Json& json) {
        ValuePlace place;
        if (!json.is_object())
            return faults_.fail(place, "the values must be a map, got " + brief(json));
        RenamedValues renamed = renamedValues(context_);
        if (renamed.all.empty())
            return record(valuesType(), json, place, {}, true);
        size_t before = faults_.count();
        const Json without = withoutOld(context_, json);
        {
            const support::Meanwhile<bool> laid(leaves_.isLaid, true);
            oldKeys(checkedOld(context_, renamed, json, without));
        }
        for (const Renamed& one : renamed.all)
            oldPaths_.push_back(pathText(one.from));
        areRenamed_ = true;
        record(valuesType(), without, place, {}, true);
        areRenamed_ = false;
        if (faults_.count() != before)
            return nullptr;
        const Json whole = carried(renamed, json, without, Taking::Done);
        leaves_.isLaid = whole != without;
        return record(valuesType(), whole, place, {}, true);
    }

    /// What the default of an element's field says, whole: what it doesn't say is as the type has it.
    NodeRef defaultInElement(const Field& member, const Json& given) {
        ValuePlace place;
        place.element = true;
        return value(member.type, given, place.at(member.key), &member);
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

    // ---- records

    NodeRef record(const Type& type, const Json& json, const ValuePlace& place, const std::vector<std::string>& extra,
                   bool isRoot = false) {
        bool fine = noUnknownKeys(type, json, place, extra, isRoot);
        NodeRef fields = members(type, json, place);
        return fine ? fields : nullptr;
    }

    NodeRef members(const Type& type, const Json& json, const ValuePlace& place) {
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

    bool noUnknownKeys(const Type& type, const Json& json, const ValuePlace& place,
                       const std::vector<std::string>& extra, bool isRoot) {
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
                ValuePlace inner = place.at(key);
                if (!isSafeString(key))
                    faults_.spoilt(inner);
                fine = leaves_.carriesAll(value, inner, Nulls::Passed) && isSafeString(key) && fine;
                continue;
            }
            ValuePlace inner = place.at(key);
            if (isRoot && key == "tags" && tagsOf(context_.program).areThere) {
                fine = tags(value, inner) && fine;
                continue;
            }
            if (!unknownBesideOld(value, inner))
                faults_.fail(inner, inner.path + ": unknown parameter", didYouMean(key, known));
            fine = false;
        }
        return fine;
    }

    /// Of a map in which old keys may stand, and in which others were found: tells of these.
    bool unknownBesideOld(const Json& json, const ValuePlace& place) {
        if (!json.is_object() || json.empty())
            return false;
        const std::string prefix = place.path + ".";
        std::vector<std::string> known;
        for (const std::string& old : oldPaths_)
            if (old.starts_with(prefix))
                known.push_back(old.substr(prefix.size(), old.find('.', prefix.size()) - prefix.size()));
        if (known.empty())
            return false;
        for (const auto& [key, value] : json.items())
            if (ValuePlace inner = place.at(key); !unknownBesideOld(value, inner))
                faults_.fail(inner, inner.path + ": unknown parameter", didYouMean(key, known));
        return true;
    }

    /// What Helm alone reads: all dependencies have conditions, which override their tags.
    bool tags(const Json& json, const ValuePlace& place) {
        if (json.is_null())
            return true;
        const Tags known = tagsOf(context_.program);
        const std::vector<std::string> names(known.names.begin(), known.names.end());
        bool fine =
            json.is_object() || faults_.fail(place, place.path + ": expected a map, got " + brief(json)) != nullptr;
        for (auto item = json.begin(); json.is_object() && item != json.end(); ++item) {
            ValuePlace inner = place.at(item.key());
            bool isKnown = known.names.contains(item.key()) || !known.areAll;
            if (!isKnown)
                faults_.fail(inner, inner.path + ": unknown parameter", didYouMean(item.key(), names));
            else if (!item->is_boolean() && !item->is_null())
                faults_.fail(inner, inner.path + ": expected true or false, got " + brief(*item));
            fine = fine && isKnown && (item->is_boolean() || item->is_null());
        }
        return fine;
    }

    /// Null means a fault where the place is active; elsewhere also that there is no value.
    NodeRef field(const Field& field, const Json& object, const ValuePlace& outer) {
        const Type& type = context_.type(field.type);
        if (areRenamed_ && !field.was.empty() && !outer.renamed) {
            ValuePlace inner = outer;
            inner.renamed = true;
            inner.active = outer.active && hasDefault(context_, field);
            return this->field(field, object, inner);
        }
        NodeRef preset = outer.element ? heldByPreset(presetOf(context_, field, outer.preset)) : nullptr;
        NodeRef unset = outer.element ? absentOf(context_, field, outer.preset) : nullptr;
        if (field.flat) {
            ValuePlace inner = outer;
            inner.preset = preset;
            return type.kind == TypeKind::Record ? members(type, object, inner)
                                                 : flatVariant(field, object, inner, unset);
        }
        ValuePlace place = outer.at(field.key);
        place.preset = preset;
        const Json* found = members_.find(object, field.key);
        bool isCleared = !place.element && isClearable(context_.program.types, type);
        bool isSwitch = type.kind == TypeKind::Optional && isSwitched(context_.type(type.element));
        bool mayBeNull = isCleared || (isSwitch && place.element);
        if (found == nullptr || (found->is_null() && mayBeNull))
            return isCleared ? empty(type) : absent(field, type, place, unset);
        bool blank = found->is_string() && found->get_ref<const std::string&>().empty();
        bool isPlainOptional = type.kind == TypeKind::Optional && !isSwitch;
        if (isPlainOptional && found->is_null() && unset != nullptr)
            return absent(field, type, place, unset);
        if (isPlainOptional && blank && unset != nullptr && !unset->isNone())
            return nodes_.none();
        if (blank && isBlankable(context_, field)) {
            if (!place.active)
                return nullptr;
            if (refusesBlank(type, place.element))
                return faults_.missing(place);
        }
        return value(field.type, *found, place, &field);
    }

    /// A variant among the fields of its record. In an element it is there if its tag is.
    NodeRef flatVariant(const Field& field, const Json& object, const ValuePlace& outer, NodeRef unset) {
        const Type& type = context_.type(field.type);
        if (unset == nullptr || members_.find(object, type.tagKey) != nullptr)
            return chosen(type, object, outer);
        for (const std::string& key : core::keysOfTagged(type))
            if (outer.active && members_.find(object, key) != nullptr) {
                ValuePlace inner = outer;
                inner.when = " when " + outer.at(key).path + " is given";
                return faults_.missing(inner.at(type.tagKey));
            }
        return absent(field, type, outer, unset);
    }

    NodeRef absent(const Field& field, const Type& type, const ValuePlace& place, NodeRef unset) {
        if (unset != nullptr)
            return inKeyOrder(context_, field.type, unset);
        if (type.kind == TypeKind::Optional && (place.element || !isRequiredOnSpine(context_, field)))
            return nodes_.none();
        if (!place.active)
            return nullptr;
        // The key of what is off stands in values.yaml, so it was taken away.
        const std::string off = type.kind == TypeKind::Optional ? place.path + ".enabled: false" : "";
        return off.empty() ? faults_.missing(place)
                           : faults_.fail(place, place.path + " is required",
                                          "`null` takes the key away; `" + off + "` says that there is none");
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

    NodeRef value(TypeId id, const Json& json, const ValuePlace& place, const Field* declared = nullptr) {
        const Type& type = context_.type(id);
        switch (type.kind) {
        case TypeKind::Record:
            return json.is_object() ? record(type, json, place, {}) : faults_.mismatch(place, type, json);
        case TypeKind::Optional:
            return optional(type, json, place);
        case TypeKind::Variant:
            return type.tagKey.empty() ? untagged(type, json, place, declared) : tagged(type, json, place, {});
        case TypeKind::List:
            return list(type, json, place);
        case TypeKind::Map:
            return map(type, json, place);
        case TypeKind::Native:
            return leaves_.native(type, json, place);
        case TypeKind::Data:
            return type.open ? leaves_.manifest(json, place) : leaves_.data(json, place);
        default:
            return leaves_.scalar(type, json, place);
        }
    }

    /// What is given as a whole, also below an old key.
    NodeRef alone(TypeId id, const Json& json, const ValuePlace& place) {
        const support::Meanwhile<bool> alone(leaves_.isLaid, false);
        return value(id, json, place);
    }

    NodeRef optional(const Type& type, const Json& json, const ValuePlace& place) {
        const Type& payload = context_.type(type.element);
        if (!isSwitched(payload)) {
            bool blank = isUnsetByEmpty(payload) && json.is_string() && json.get_ref<const std::string&>().empty();
            return json.is_null() || blank ? nodes_.none() : value(type.element, json, place);
        }
        if (!json.is_object())
            return faults_.mismatch(place, payload, json);
        ValuePlace inner = place;
        ValuePlace switchPlace = place.at("enabled");
        auto found = json.find("enabled");
        bool on = place.element;
        bool fine = true;
        if (found != json.end() && found->is_boolean())
            on = found->get<bool>();
        else if (found != json.end() || (!place.element && place.active)) {
            found == json.end()
                ? faults_.missing(switchPlace)
                : faults_.fail(switchPlace, switchPlace.path + ": expected true or false, got " + brief(*found));
            fine = on = false;
        }
        inner.active = place.active && on && !place.renamed;
        if (found != json.end())
            inner.when = " when " + switchPlace.path + " is true";
        NodeRef node = nullptr;
        size_t before = faults_.count();
        if (payload.kind == TypeKind::Record)
            node = record(payload, json, inner, {"enabled"});
        else
            node = tagged(payload, json, inner, {"enabled"});
        if (on)
            return node;
        return fine && faults_.count() == before ? nodes_.none() : nullptr;
    }

    NodeRef tagged(const Type& type, const Json& json, const ValuePlace& place, std::vector<std::string> extra) {
        if (!json.is_object())
            return faults_.mismatch(place, type, json);
        for (std::string& key : core::keysOfTagged(type))
            extra.push_back(std::move(key));
        bool fine = noUnknownKeys(Type{}, json, place, extra, false);
        NodeRef node = chosen(type, json, place);
        return fine ? node : nullptr;
    }

    /// The chosen case of what stands in a map, perhaps beside other keys.
    NodeRef chosen(const Type& type, const Json& json, const ValuePlace& place) {
        int chosen = caseOf(type, json, place);
        bool fine = true;
        NodeRef payload = nullptr;
        for (size_t i = 0; i < type.cases.size(); ++i) {
            const core::Case& item = type.cases[i];
            if (!item.payload.valid())
                continue;
            ValuePlace inner = place;
            inner.active = place.active && chosen == static_cast<int>(i) && !place.renamed;
            if (inner.active)
                inner.when = " when " + place.at(type.tagKey).path + " is " + item.key;
            size_t before = faults_.count();
            NodeRef node = casePayload(item, json, inner);
            fine = fine && faults_.count() == before;
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
    NodeRef casePayload(const core::Case& item, const Json& json, const ValuePlace& place) {
        Field member;
        member.name = member.key = item.key;
        member.type = item.payload;
        return field(member, json, place);
    }

    /// The chosen case, or -1.
    int caseOf(const Type& type, const Json& json, const ValuePlace& outer) {
        ValuePlace place = outer.at(type.tagKey);
        auto found = json.find(type.tagKey);
        bool blank = found != json.end() && found->is_string() && found->get_ref<const std::string&>().empty();
        if (found == json.end() || blank) {
            if (outer.active)
                faults_.missing(place);
            return -1;
        }
        for (size_t i = 0; i < type.cases.size() && found->is_string(); ++i)
            if (type.cases[i].key == found->get_ref<const std::string&>())
                return static_cast<int>(i);
        Type tags;
        tags.kind = TypeKind::Enum;
        tags.cases = type.cases;
        faults_.mismatch(place, tags, *found);
        return -1;
    }

    /// What stands in the place of a map with one key. Of several keys one often is the default's; there is none where
    /// that was taken out, or where the default was a text.
    static std::string keysIn(const Type& type, const Json& json) {
        if (json.is_object() && json.empty())
            return type.isTextual() ? "none of them" : "none of them: `null` takes a key away";
        if (!json.is_object())
            return brief(json);
        std::string keys;
        for (const auto& entry : json.items())
            keys += (keys.empty() ? "" : " and ") + entry.key();
        return keys.size() > 100 ? brief(json) : json.size() == 1 ? keys : keys + ": a default is taken out with null";
    }

    NodeRef untagged(const Type& type, const Json& json, const ValuePlace& place, const Field* declared) {
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
            return faults_.fail(
                place, fmt::format("{}: expected {}, or a map with exactly one of the keys {}, got {}", place.path,
                                   expectation(context_,
                                               context_.type(type.cases[static_cast<size_t>(type.textCase())].payload)),
                                   fmt::join(keys, ", "), keysIn(type, json)));
        }
        if (index == keys.end())
            return faults_.fail(place, fmt::format("{}: expected a map with exactly one of the keys {}, got {}",
                                                   place.path, fmt::join(keys, ", "), keysIn(type, json)));
        auto chosen = static_cast<uint32_t>(index - keys.begin());
        const core::Case& item = type.cases[chosen];
        ValuePlace inner = place.at(item.key);
        inner.active = true;
        inner.element = true; // no default of the values is there beside what is given
        const Json& given = json.begin().value();
        NodeRef payload = nullptr;
        if (!item.payload.valid()) {
            if (!given.is_object() || !given.empty())
                return faults_.fail(inner, inner.path + ": expected {}, got " + brief(given));
        } else if (payload = alone(item.payload, given, inner); payload == nullptr)
            return nullptr;
        return nodes_.variant(chosen, item.key, payload);
    }

    /// The case that is text, or what stands for nothing given.
    NodeRef textual(const Type& type, const Json& json, const ValuePlace& place, const Field* declared) {
        bool isEmpty = json.is_string() && json.get_ref<const std::string&>().empty();
        if (NodeRef meant = isEmpty ? meantByEmpty(context_, type, declared) : nullptr)
            return meant;
        auto chosen = static_cast<uint32_t>(type.textCase());
        NodeRef payload = value(type.cases[chosen].payload, json, place);
        return payload == nullptr ? nullptr : nodes_.variant(chosen, type.cases[chosen].key, payload);
    }

    NodeRef list(const Type& type, const Json& json, const ValuePlace& place) {
        if (!json.is_array())
            return faults_.mismatch(place, type, json);
        std::vector<ir::Entry> items;
        for (size_t i = 0; i < json.size(); ++i) {
            NodeRef node = alone(type.element, json[i], {joinPath(place.path, i), true, true, ""});
            if (node != nullptr)
                items.push_back(ir::NodeTable::item(nullptr, node));
        }
        return items.size() == json.size() ? nodes_.list(std::move(items)) : nullptr;
    }

    NodeRef map(const Type& type, const Json& json, const ValuePlace& place) {
        if (!json.is_object())
            return faults_.mismatch(place, type, json);
        std::map<std::string, NodeRef> sorted;
        bool fine = true;
        for (const auto& [key, inner] : json.items()) {
            ValuePlace at{joinPath(place.path, key), true, true, ""};
            size_t before = faults_.count();
            if (type.key.valid())
                leaves_.key(context_.type(type.key), key, at);
            const bool isTaken = leaves_.isLaid && inner.is_null();
            NodeRef node = isTaken ? nullptr : value(type.element, inner, at);
            fine = fine && (isTaken || node != nullptr) && faults_.count() == before;
            if (node != nullptr)
                sorted[key] = node;
        }
        if (!fine)
            return nullptr;
        std::vector<ir::Entry> entries;
        for (const auto& [key, node] : sorted)
            entries.push_back(ir::NodeTable::value(nullptr, key, node));
        return nodes_.record(std::move(entries));
    }

    const Context& context_;
    Members members_;
    ir::NodeTable& nodes_;
    Faults faults_;
    Leaves leaves_;
    bool areRenamed_ = false; ///< what old keys may give is not there yet
    std::vector<std::string> oldPaths_;
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
    Decoder(context, faults).defaultInElement(field, encodeElement(context, field.type, value));
    return faults;
}

} // namespace stackc::values
