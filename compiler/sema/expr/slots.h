#pragma once
// What the keys of objects take.

#include "sema/checking.h"

namespace stackc::sema {

/// What a key of an object, map, contribution or data takes.
struct Slot {
    TypeId type;
    bool optional = false; ///< the key may be left out
    std::string key;
    std::string mergeKey; ///< of the elements of a list, as declared
    bool isEntry = false; ///< one of a map's keys: nobody's field, so it is there with an empty value, too
};

/// What a key of an object, map or contribution takes; reported if there is no such key.
Slot slotOf(Checking& in, TypeId type, const ast::Name& name);
/// A key of a map as the values write it: where the keys are an enum's cases, the key of the case.
std::string caseKey(Checking& in, TypeId id, const ast::Name& name);
/// What a field of a Kubernetes object takes; reported if there is no such field.
Slot nativeSlot(Checking& in, const kube::Type& native, const ast::Name& name);
/// Reports the fields that an object needs and doesn't have, as far as that is known.
void requireFields(Checking& in, TypeId type, const std::vector<core::Entry>& entries, Span span);

} // namespace stackc::sema
