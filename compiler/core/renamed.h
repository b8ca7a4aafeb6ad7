#pragma once
// Fields of the values that had another key before: what `@was` means, for all that read values.

#include "core/types.h"

#include <string>
#include <vector>

namespace stackc::core {

using KeyPath = std::vector<std::string>;

/// A field marked `@was`, at one place of the values.
struct RenamedField {
    const Field* field;
    KeyPath from; ///< where its value stood
    KeyPath to;   ///< where it stands; of a flat field the map that its keys stand in
    size_t root;  ///< how many steps of `from` lead to the chart whose key it was: 0, or those to an included one
    size_t sure;  ///< how many steps of `to` lead to maps that are always there: not into the case of a variant
};

/// All of them in the order of the values, an outer one before those inside of it. `record` is the type of a chart's
/// values. Elements of lists and maps, and variants without `by`, have none. The types must outlive the result.
std::vector<RenamedField> renamedFields(const TypeTable& types, const Type& record);

/// How many steps of an old path lead into records that the values have now; the first `root` lead to an included
/// chart. `found` is what the step after these leads to, where that is a value of another type or the path's last, else
/// null.
size_t stepsInto(const TypeTable& types, const Type& record, const KeyPath& path, size_t root, const Field*& found);

} // namespace stackc::core
