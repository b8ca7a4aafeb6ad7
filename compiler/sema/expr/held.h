#pragma once
// What a key of an object holds before an entry amends it.

#include "sema/expr/slots.h"

#include <unordered_map>

namespace stackc::sema {

/// Where the keys of an object stand that were set last and by nothing else since; of the first `known` entries.
struct KeyPlaces {
    size_t known = 0;
    std::unordered_map<std::string, size_t> places;
};

/// An object while its entries are being set.
struct ObjectState {
    TypeId type;
    std::vector<core::Entry>& entries;
    ExprId base;                        ///< what comes before the entries
    const ObjectState* outer = nullptr; ///< the object around the branch of an `if`
    KeyPlaces keys = {};
};

/// The entry of a key that surely says what the key holds, or the number of entries.
size_t placeOf(ObjectState& state, const std::string& key);
/// May the object have the key already?
bool mayHold(const Checking& in, const ObjectState& state, const std::string& key);
/// May they set the key? `depth`: how far spreads are followed.
bool maySet(const Checking& in, const std::vector<core::Entry>& entries, const std::string& key, int depth);
bool maySet(const Checking& in, ExprId id, const std::string& key, int depth);
/// An empty list, object or map.
ExprId emptyOf(Checking& in, TypeId type, Span span);
/// What is amended where the key turns out not to be there: nothing, or the defaults. Invalid where these are not
/// whole.
ExprId whereAbsent(Checking& in, const ObjectState& state, const Slot& slot, VarId before, ExprId value, Span span);

} // namespace stackc::sema
