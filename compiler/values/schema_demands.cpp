#include "values/schema_demands.h"

#include <nlohmann/json.hpp>

#include "values/constraints.h"
#include "values/schema_words.h"

namespace stackc::values {

using core::Field;
using core::Type;
using core::TypeId;
using core::TypeKind;
using Json = nlohmann::ordered_json;

namespace {

Json demandField(const Context& context, const Field& field, const SchemaPlace& place);

Json demandTagged(const Context& context, const Type& type, const SchemaPlace& place) {
    Json result = {{"properties", {{type.tagKey, {{"minLength", 1}}}}}, {"required", {type.tagKey}}};
    Json cases = Json::array();
    for (const core::Case& item : type.cases) {
        if (!item.payload.valid() || place.renamed)
            continue;
        Field member;
        member.key = item.key;
        member.type = item.payload;
        Json then = Json::object();
        if (isRequired(context, member, place))
            then["required"] = {item.key};
        if (Json inner = demandField(context, member, place); !inner.empty())
            then["properties"] = {{item.key, inner}};
        if (then.empty())
            continue;
        Json tag = {{type.tagKey, {{"const", item.key}}}};
        cases.push_back({{"if", {{"properties", tag}, {"required", {type.tagKey}}}}, {"then", then}});
    }
    if (!cases.empty())
        result["allOf"] = std::move(cases);
    return result;
}

Json demandField(const Context& context, const Field& field, const SchemaPlace& place) {
    if (!isBlankable(context, field))
        return demand(context, field.type, place.orRenamed(!field.was.empty()).of(context, field));
    return refusesBlank(context.type(field.type), place.element) ? Json{{"minLength", 1}} : Json::object();
}

} // namespace

Json demand(const Context& context, TypeId id, const SchemaPlace& place) {
    const Type& type = context.type(id);
    switch (type.kind) {
    case TypeKind::Record: {
        Json result = Json::object();
        Json required = Json::array();
        Json properties = Json::object();
        Json variants = Json::object();
        for (const core::Placed& placed : core::layout(context.program.types, type)) {
            const Field& field = *placed.field;
            if (isLeft(context, placed))
                continue;
            const SchemaPlace own = placeIn(context, type, placed, place).orRenamed(placed.renamed != nullptr);
            if (field.flat) {
                join(variants, demandFlat(context, field, own));
                continue;
            }
            if (isRequired(context, field, own))
                required.push_back(field.key);
            if (Json inner = demandField(context, field, own); !inner.empty())
                properties[field.key] = std::move(inner);
        }
        if (!required.empty())
            result["required"] = std::move(required);
        if (!properties.empty())
            result["properties"] = std::move(properties);
        join(result, variants);
        return result;
    }
    case TypeKind::Optional:
        return demandOptional(context, type, place);
    case TypeKind::Variant:
        return type.tagKey.empty() ? Json::object() : demandTagged(context, type, place);
    default:
        return Json::object();
    }
}

Json demandFlat(const Context& context, const Field& field, const SchemaPlace& place) {
    const Type& type = context.type(field.type);
    Json result = demandTagged(context, type, place.orRenamed(!field.was.empty()).of(context, field));
    if (unsetOf(context, field, place) == nullptr)
        return result;
    result.erase("required");
    for (const Field& member : payloadFields(type))
        result["dependencies"][member.key] = {type.tagKey};
    return result;
}

Json demandOptional(const Context& context, const Type& optional, const SchemaPlace& place) {
    bool element = place.element;
    if (!isSwitched(context.type(optional.element)))
        return Json::object();
    Json inner = demand(context, optional.element, place);
    Json condition = {{"properties", {{"enabled", {{"const", !element}}}}}, {"required", {"enabled"}}};
    Json result = Json::object();
    if (!element)
        result["required"] = {"enabled"};
    if (inner.empty() || place.renamed)
        return result;
    result["if"] = std::move(condition);
    // In an element `enabled` is true where it is absent.
    result[element ? "else" : "then"] = std::move(inner);
    return result;
}

} // namespace stackc::values
