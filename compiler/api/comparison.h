#pragma once
// The comparison of the types of two charts' values, key by key, from the top on. Inside of the stage; see types.h for
// what it gives.

#include "api/place.h"
#include "api/types.h"
#include "core/layout.h"
#include "core/renamed.h"

#include <string>
#include <utility>
#include <vector>

namespace stackc::api {

using core::Field;
using core::Placed;
using core::Type;
using core::TypeId;
using core::TypeKind;

/// Each of the functions compares what stands at a place in the former chart with what does in the new one; what
/// differs is kept.
class Comparison {
public:
    /// What is referred to must outlive it.
    Comparison(const Side& former, const Side& fresh, Samples& samples);

    /// All that differs. To be called once.
    std::vector<Finding> run();

private:
    // ---- what is found (types.cpp)

    Change change(What what, Verdict verdict, const Place& place) const;
    /// What is so whatever the values.
    void certain(What what, Verdict verdict, const Place& place, std::string before = "", std::string after = "");
    /// What breaks some values: which of `tries`, is still to be seen.
    void mayBreak(What what, const Place& place, std::vector<verify::Value> tries, std::string before = "",
                  std::string after = "");
    /// What breaks values that don't have it.
    void mayLack(const Place& place);
    /// Not all values of the former type are ones of the new one.
    void narrowed(TypeId fromId, TypeId toId, const Place& place);
    void widened(const Place& place, std::string before, std::string after);

    // ---- records (compared_records.cpp)

    void record(TypeId fromId, TypeId toId, const Place& place);
    /// A variant whose keys stand in the map of its record.
    void flat(TypeId record, const Field& field, const std::vector<Placed>& to, const Place& place);
    /// What the key of a flat variant may hold.
    std::vector<verify::Value> keysOfFlat(const Field& field, const std::string& key);
    void flatAdded(const Field& field, const std::vector<Placed>& from, const Place& place);
    /// A field that both charts have there.
    void both(const Field& from, const Field& to, const Place& place);
    void compareDefaults(const Field& from, const Field& to, const Place& place);
    /// A field that the former chart doesn't have there; it may be there under an old name.
    void added(const Field& field, const Place& place);
    void tellAdded(const Field& field, const Place& place);
    /// What has to be given at and below a key that the former chart has not.
    void lacking(const Field& field, const Place& place);

    // ---- old names (compared_names.cpp)

    /// A key that the new chart doesn't have there; it may read it under its old name.
    void gone(const Field& field, const Place& place);
    /// Does the new chart read keys of a map that is gone under their old names?
    bool isReadBelow(const Place& place) const;
    /// What the former chart read under old names.
    void oldNames();
    /// What is given under the old name is another value now.
    void moved(const core::RenamedField& old, const Place& place, const Place& was, const core::KeyPath& to);
    /// Was what stands there now a value of the former chart, under the name that it had?
    bool isOfFormer(const core::KeyPath& keys) const;
    bool hasFormer(const core::KeyPath& keys) const;
    bool hasFresh(const core::KeyPath& keys) const;

    // ---- types of any kind (compared_types.cpp)

    void value(TypeId fromId, TypeId toId, const Place& place);
    /// Of scalars, of types of different kinds, and of what takes anything.
    void leaf(TypeId fromId, TypeId toId, const Place& place);
    void optionals(TypeId fromId, TypeId toId, const Place& place);
    /// What is given there is off now, unless it says `enabled`, or the default does.
    void switchedNow(const Place& place);
    void maps(const Type& from, const Type& to, const Place& place);
    /// A key of the former type, which the new one takes if such a one is found.
    std::string keyOfBoth(TypeId from, const Type& to);
    void natives(TypeId fromId, TypeId toId, const Place& place);

    // ---- variants (compared_variants.cpp)

    void variants(TypeId fromId, TypeId toId, const Place& place);
    /// Those that have a key for the case; `record` is that whose keys a flat one has.
    void tagged(TypeId fromId, TypeId toId, const Place& place, TypeId record);
    void lostCase(const core::Case& item, const Place& tag, Place inner);
    /// What a case holds is like a field of that key.
    void payloads(const Type& from, const Type& to, const std::string& key, const Place& place);
    /// Those that are maps with the case as their only key, or texts.
    void untagged(TypeId fromId, TypeId toId, const Place& place);
    /// The case of the default, which Helm would lay another one over.
    std::vector<std::string> othersThan(const std::string& key, const Place& place) const;

    const Side& former_;
    const Side& fresh_;
    Samples& samples_;
    const std::vector<core::RenamedField> renamed_; ///< of the new chart
    std::vector<Finding> found_;
    std::vector<std::pair<const Field*, Place>> underOldName_; ///< new keys of fields with an old name
};

} // namespace stackc::api
