#pragma once
// Where a type stands in the values, and what that means for its fields.

#include "core/layout.h"
#include "values/context.h"

namespace stackc::values {

struct SchemaPlace {
    bool element = false;         ///< in a list or map
    bool strict = true;           ///< else in a record that is off or a case that is not chosen, or what may be one:
                                  ///< types only; what is demanded where it is active stands in demand()
    ir::NodeRef preset = nullptr; ///< what a default says of the fields here, in elements
    bool renamed = false;         ///< at or below what an old key may give

    /// Where the fields of that field stand, or what the case so called holds.
    SchemaPlace of(const Context& context, const core::Field& field) const;
    SchemaPlace relaxed() const { return {element, false, preset, renamed}; }
    /// Below a key that may be given by its old name, too, or here.
    SchemaPlace orRenamed(bool isRenamed) const { return {element, strict, preset, renamed || isRenamed}; }
};

/// Where the fields of a list's or map's elements stand.
inline SchemaPlace elementPlace(bool isRenamed) { return {true, true, nullptr, isRenamed}; }

/// What the field of an element has where its key is absent; null on the spine, and where it is required.
ir::NodeRef unsetOf(const Context& context, const core::Field& field, const SchemaPlace& place);
bool isRequired(const Context& context, const core::Field& field, const SchemaPlace& place);
/// Where the fields stand among which `placed` is, in a record of `type`: its own, or those of a flat one in it.
SchemaPlace placeIn(const Context& context, const core::Type& type, const core::Placed& placed,
                    const SchemaPlace& place);
/// Is what the field must have under conditions left to the templates, as old keys may give it?
bool isLeft(const Context& context, const core::Placed& placed);

} // namespace stackc::values
