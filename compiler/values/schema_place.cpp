#include "values/schema_place.h"

#include "values/constraints.h"

namespace stackc::values {

using core::Field;
using core::Type;

SchemaPlace SchemaPlace::of(const Context& context, const Field& field) const {
    return {element, strict, element ? heldByPreset(presetOf(context, field, preset)) : nullptr, renamed};
}

ir::NodeRef unsetOf(const Context& context, const Field& field, const SchemaPlace& place) {
    return place.element ? absentOf(context, field, place.preset) : nullptr;
}

bool isRequired(const Context& context, const Field& field, const SchemaPlace& place) {
    return place.element ? unsetOf(context, field, place) == nullptr : isRequiredOnSpine(context, field);
}

SchemaPlace placeIn(const Context& context, const Type& type, const core::Placed& placed, const SchemaPlace& place) {
    if (!place.element || placed.outer == placed.field)
        return place;
    for (const Field& field : type.fields)
        if (&field == placed.outer && field.flat) {
            SchemaPlace inner = place.of(context, field);
            const Type& held = context.type(field.type);
            for (const core::Placed& deeper : core::layout(context.program.types, held))
                if (deeper.field == placed.field)
                    return placeIn(context, held, deeper, inner);
            return inner;
        }
    return place;
}

namespace {

bool isLeft(const Context& context, const Field& field) { return !field.was.empty() && !hasDefault(context, field); }

} // namespace

bool isLeft(const Context& context, const core::Placed& placed) {
    return isLeft(context, *placed.field) || (placed.renamed != nullptr && isLeft(context, *placed.renamed));
}

} // namespace stackc::values
