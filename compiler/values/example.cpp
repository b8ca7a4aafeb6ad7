#include "values/example.h"

#include <nlohmann/json.hpp>

#include "core/layout.h"
#include "values/constraints.h"
#include "values/encode.h"
#include "values/members.h"

namespace stackc::values {

using core::Field;
using core::Type;
using core::TypeKind;
using Json = nlohmann::ordered_json;

const Type* elementsOf(const Context& context, const Type& collection) {
    if (collection.kind != TypeKind::List && collection.kind != TypeKind::Map)
        return nullptr;
    const Type& element = context.type(collection.element);
    return isSwitched(element) && !element.open ? &element : nullptr;
}

namespace {

void add(const Context& context, const Field& field, Json& object) {
    const Type& type = context.type(field.type);
    Json value;
    if (hasDefault(context, field))
        value = encode(context, field.type, defaultOf(context, field));
    else if (isSwitched(type))
        value = exampleOf(context, type);
    else if (core::isText(type))
        value = "";
    else if (type.kind == TypeKind::List)
        value = Json::array();
    else if (type.kind == TypeKind::Map)
        value = Json::object();
    if (field.flat)
        for (auto& [key, inner] : value.items())
            append(object, key, inner);
    else if (!value.is_null())
        append(object, field.key, std::move(value));
}

} // namespace

Json exampleOf(const Context& context, const Type& element) {
    Json object = Json::object();
    if (element.kind == TypeKind::Variant) {
        append(object, element.tagKey, element.cases.front().key);
        for (const Field& member : payloadFields(element))
            add(context, member, object);
        return object;
    }
    for (const Field& field : element.fields)
        add(context, field, object);
    return object;
}

} // namespace stackc::values
