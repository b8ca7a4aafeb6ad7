#pragma once
// Where values.yaml has the fields of a record: what `@flat` means, for all that read and write values.

#include "core/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::core {

/// A field as values.yaml has it.
struct Placed {
    const Field* field;             ///< one with a key, or a flat variant, whose keys stand here
    const Field* outer;             ///< the record's own: `field`, or the flat record that brings it
    const Field* renamed = nullptr; ///< the outermost flat record around it that is marked `@was`
};

/// Is it what stands for a flat field among the keys of a path? It is no key of values.yaml.
bool isFlatKey(std::string_view key);

/// The field that a place of that key is read by, also a flat one; null for none.
const Field* fieldOfKey(const Type& record, std::string_view key);

/// The fields of a record in the order of values.yaml, with those of flat records in their place. The types must
/// outlive the result.
std::vector<Placed> layout(const TypeTable& types, const Type& record);
/// The field of a layout that has that key for itself; null if there is none, or it is one of those of a flat variant.
const Field* keyed(const std::vector<Placed>& layout, std::string_view key);

/// The keys that a placed field has in the map of its record: one, or those of a flat variant.
std::vector<std::string> keysOf(const TypeTable& types, const Field& placed);
/// The keys of a variant with a tag: the tag, and each case that holds something.
std::vector<std::string> keysOfTagged(const Type& variant);
/// All keys that may stand in the map of a record.
std::vector<std::string> keysOfRecord(const TypeTable& types, const Type& record);

} // namespace stackc::core
