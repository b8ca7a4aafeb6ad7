#include "values/encode.h"

#include "core/layout.h"
#include "support/meanwhile.h"
#include "values/constraints.h"
#include "values/members.h"

#include <cassert>
#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::values {

using core::Type;
using core::TypeId;
using core::TypeKind;
using ir::NodeKind;
using ir::NodeRef;
using Json = nlohmann::ordered_json;

namespace {

NodeRef entryOf(NodeRef record, const std::string& name) {
    if (record == nullptr || record->kind != NodeKind::Record)
        return nullptr;
    const ir::Entry* entry = ir::findEntry(record, name);
    return entry == nullptr ? nullptr : entry->value;
}

class Encoder {
public:
    /// `whole`: fields of maps' elements are there also where they equal their default.
    explicit Encoder(const Context& context, bool whole = false, Unset unset = Unset::Written)
        : context_(context), whole_(whole), unset_(unset) {}

    /// `value` null: there is none (a required field of an inactive case). `preset`: what a default says of the fields,
    /// in elements. Nothing: leave the key out.
    std::optional<Json> encode(TypeId id, NodeRef value, bool element, const core::Field* field = nullptr,
                               NodeRef preset = nullptr) {
        const Type& type = context_.type(id);
        switch (type.kind) {
        case TypeKind::Record: {
            Json json = Json::object();
            fields(type, value, element, json, preset);
            if (type.open && value != nullptr)
                openKeys(type, value, json);
            return json;
        }
        case TypeKind::Optional:
            return optional(type, value, element, preset);
        case TypeKind::Variant:
            return variant(type, value, element, field, preset);
        case TypeKind::List:
            return list(type, value);
        case TypeKind::Map:
            return map(type, value);
        default:
            return scalar(type, value);
        }
    }

private:
    void fields(const Type& record, NodeRef value, bool element, Json& json, NodeRef preset) {
        size_t next = 0; // most records have their fields in order
        for (const core::Field& field : record.fields) {
            bool isNext = value != nullptr && value->kind == NodeKind::Record && next < value->entries.size() &&
                          value->entries[next].key == field.name && value->entries[next].keyNode == nullptr &&
                          value->entries[next].kind == ir::EntryKind::Value;
            NodeRef inner = isNext ? value->entries[next++].value : entryOf(value, field.name);
            NodeRef fallback = element            ? absentOf(context_, field, preset)
                               : inner == nullptr ? defaultOf(context_, field)
                                                  : nullptr;
            NodeRef held = element ? heldByPreset(presetOf(context_, field, preset)) : nullptr;
            if (inner == nullptr)
                inner = fallback;
            bool isRecord = context_.type(field.type).kind == TypeKind::Record;
            bool isWhole = !(field.flat && isRecord); // else its fields are left out one by one
            bool isImplied =
                element && isWhole && inner != nullptr && fallback != nullptr && isSame(field.type, inner, fallback);
            if (isImplied && (!whole_ || inner->isNone()))
                continue;
            if (field.flat) {
                const Json keys = *encode(field.type, inner, element, &field, held);
                for (const auto& [key, member] : keys.items())
                    append(json, key, member);
            } else if (auto encoded = encode(field.type, inner, element, &field, held))
                append(json, field.key, std::move(*encoded));
            else if (element && inner != nullptr && inner->isNone() && !isLeftOut(field))
                append(json, field.key, unset(context_.type(context_.type(field.type).element)));
        }
    }

    /// The keys that are no fields.
    static void openKeys(const Type& record, NodeRef value, Json& json) {
        for (const ir::Entry& entry : value->entries)
            if (record.field(entry.key) == nullptr)
                append(json, entry.key, plainJson(entry.value));
    }

    bool isSame(TypeId type, NodeRef a, NodeRef b) {
        return a == b || (a->isNone() && b->isNone()) || inKeyOrder(context_, type, a) == inKeyOrder(context_, type, b);
    }

    /// Texts are read as unset where they are empty, numbers and truths are not.
    bool isLeftOut(const core::Field& field) const {
        const Type& payload = context_.type(context_.type(field.type).element);
        return unset_ == Unset::LeftOut && !isSwitched(payload) && !isUnsetByEmpty(payload);
    }

    /// None where the default of an element's field is something. What is off isn't read, so its keys may stay.
    Json unset(const Type& payload) const {
        if (!isSwitched(payload))
            return "";
        Json json = {{"enabled", false}};
        if (whole_)
            for (const std::string& key : payload.kind == TypeKind::Record
                                              ? core::keysOfRecord(context_.program.types, payload)
                                              : core::keysOfTagged(payload))
                json[key] = Json(Json::value_t::discarded);
        return json;
    }

    std::optional<Json> optional(const Type& type, NodeRef value, bool element, NodeRef around) {
        const Type& payload = context_.type(type.element);
        bool on = value != nullptr && !value->isNone();
        bool tagged = payload.kind == TypeKind::Variant && !payload.tagKey.empty();
        if (payload.kind != TypeKind::Record && !tagged) {
            if (on)
                return encode(type.element, value, element);
            return isUnsetByEmpty(payload) && !element ? std::optional<Json>("") : std::nullopt;
        }
        if (element) {
            if (!on)
                return std::nullopt;
            Json json = whole_ ? Json{{"enabled", true}} : Json::object();
            json.update(*encode(type.element, value, element, nullptr, around));
            return json;
        }
        NodeRef preset = on ? value : value != nullptr && value->kind == NodeKind::Off ? value->args[0] : nullptr;
        Json json = {{"enabled", on}};
        if (tagged)
            cases(payload, preset, element, json, nullptr);
        else
            fields(payload, preset, element, json, nullptr);
        return json;
    }

    std::optional<Json> variant(const Type& type, NodeRef value, bool element, const core::Field* field,
                                NodeRef preset) {
        Json json = Json::object();
        if (!type.tagKey.empty()) {
            cases(type, value, element, json, preset);
            return json;
        }
        if (value == nullptr)
            return meantByEmpty(context_, type, field) != nullptr ? std::optional<Json>("") : std::nullopt;
        const core::Case& chosen = type.cases[value->index];
        if (chosen.fromText)
            return encode(chosen.payload, value->args[0], element);
        if (NodeRef empty = meantByEmpty(context_, type, field);
            empty != nullptr && (empty == value || inKeyOrder(context_, {}, empty) == inKeyOrder(context_, {}, value)))
            return "";
        std::optional<Json> payload;
        if (chosen.payload.valid() && !value->args.empty())
            payload = encode(chosen.payload, value->args[0], true); // whole, or without what a default says anyway
        json[chosen.key] = payload.value_or(Json::object());
        return json;
    }

    void cases(const Type& type, NodeRef value, bool element, Json& json, NodeRef preset) {
        bool chosen = value != nullptr && value->kind == NodeKind::Variant;
        json[type.tagKey] = chosen ? type.cases[value->index].key : "";
        for (size_t i = 0; i < type.cases.size(); ++i) {
            const core::Case& item = type.cases[i];
            bool active = chosen && value->index == i;
            if (whole_ && element && item.payload.valid() && !active)
                json[item.key] = Json(Json::value_t::discarded);
            if (!item.payload.valid() || (element && !active))
                continue;
            bool isPreset = element && preset != nullptr && preset->kind == NodeKind::Variant &&
                            preset->text == item.key && !preset->args.empty();
            std::optional<Json> payload = encode(item.payload, active ? value->args[0] : nullptr, element, nullptr,
                                                 isPreset ? heldByPreset(preset->args[0]) : nullptr);
            bool implied = element && payload && payload->is_object() && payload->empty() &&
                           context_.type(item.payload).kind == TypeKind::Record;
            if (payload && !implied)
                json[item.key] = std::move(*payload);
        }
    }

    std::optional<Json> list(const Type& type, NodeRef value) {
        if (value == nullptr)
            return std::nullopt;
        const support::Meanwhile<bool> replaced(whole_, false); // as Helm replaces lists
        const support::Meanwhile<Unset> inElements(unset_, Unset::Written);
        Json json = Json::array();
        for (const ir::Entry& entry : value->entries)
            if (auto item = encode(type.element, entry.value, true))
                json.push_back(std::move(*item));
        return json;
    }

    std::optional<Json> map(const Type& type, NodeRef value) {
        if (value == nullptr)
            return std::nullopt;
        const support::Meanwhile<Unset> inElements(unset_, Unset::Written);
        Json json = Json::object();
        for (const ir::Entry& entry : value->entries)
            if (auto item = encode(type.element, entry.value, true))
                append(json, entry.key, std::move(*item));
        return json;
    }

    static std::optional<Json> scalar(const Type& type, NodeRef value) {
        if (value == nullptr)
            return core::isText(type) ? std::optional<Json>("") : std::nullopt;
        return plainJson(value);
    }

    const Context& context_;
    bool whole_;
    Unset unset_;
};

} // namespace

Json encode(const Context& context, TypeId type, NodeRef value) {
    return Encoder(context).encode(type, value, false).value_or(Json(nullptr));
}

Json encodeWhole(const Context& context, TypeId type, NodeRef value) {
    return Encoder(context, true).encode(type, value, false).value_or(Json(nullptr));
}

Json encodeElement(const Context& context, TypeId type, NodeRef value, const core::Field* field, Unset unset) {
    return Encoder(context, false, unset).encode(type, value, true, field).value_or(Json(nullptr));
}

Json plainJson(NodeRef value) {
    switch (value->kind) {
    case NodeKind::Bool:
        return value->boolean;
    case NodeKind::Int:
        return value->integer;
    case NodeKind::Float:
        return value->number;
    case NodeKind::String:
        return value->text;
    case NodeKind::Record: {
        Json json = Json::object();
        for (const ir::Entry& entry : value->entries)
            if (!entry.guard->isFalse() && !entry.value->isNone())
                append(json, entry.key, plainJson(entry.value));
        return json;
    }
    case NodeKind::List: {
        Json json = Json::array();
        for (const ir::Entry& entry : value->entries)
            if (!entry.guard->isFalse())
                json.push_back(plainJson(entry.value));
        return json;
    }
    default:
        assert(value->isNone() && "a constant of data");
        return nullptr;
    }
}

} // namespace stackc::values
