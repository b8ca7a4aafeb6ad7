#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kube/library.h"

// What the API server asks of objects beyond the types of their fields: what of it holds of an object alone, whatever
// else a program puts into it. The judge goes by the same tables. Source: pkg/apis/*/validation of Kubernetes 1.36.
namespace stackc::kube {

/// One of the fields is there, and no other one.
struct OneOf {
    const char* type;
    std::vector<const char*> fields;
    const char* what;
    bool isEmptyNone = false; ///< is an empty one none?
};
std::span<const OneOf> choices();

/// The two are not there at once.
struct Apart {
    const char* type;
    const char* one;
    const char* other;
    const char* what;        ///< what has only one of them
    bool isEmptyNone = true; ///< is an empty one none?
};
std::span<const Apart> apart();

/// `field`, with the value if there is one here, can't be there where the other field has that value.
struct Barred {
    const char* type;
    const char* field;
    const char* value; ///< empty: any
    const char* other;
    const char* otherValue;
    bool isEmptyNone = true; ///< is an empty one none?
    bool isForValues = true; ///< false: too rare for the schema of a chart
};
std::span<const Barred> barred();

/// `field` is there where the other field has the value; a list has an element. Not for values: a program may add it.
struct Needed {
    const char* type;
    const char* other;
    const char* otherValue;
    const char* field;
};
std::span<const Needed> needed();

/// What one field says bars of another one. Empty: a text, a list or a map without anything in it.
struct Demand {
    enum class When : uint8_t { There, Filled, Is, IsNot }; ///< IsNot: also where it is not given
    enum class Then : uint8_t { Absent, Empty, IsNot };
    std::string_view field;
    When when = When::There;
    std::vector<std::string_view> values; ///< Is, IsNot: of the field
    std::string_view other;
    Then then = Then::Absent;
    std::vector<std::string_view> thenValues; ///< IsNot: of the other one
};

/// What a text or a number is, as a definition of the schema has it.
struct Leaf {
    std::string_view name; ///< of the definition
    std::string_view pattern;
    std::optional<uint32_t> maxLength;
    std::optional<int64_t> min, max; ///< of a number; with none there is no number
};

/// What each text, amount or number of a field is: of itself, of the elements of its list, of the keys or of the values
/// of its map.
struct FieldDemand {
    std::string_view type;
    std::string_view field;
    const Leaf* leaf = nullptr; ///< null: a list has an element
    bool isOfKeys = false;
};

/// What holds of an object of one type, as far as the release has the fields.
struct Demands {
    std::vector<Demand> between;
    std::vector<FieldDemand> fields;
    std::optional<uint32_t> maxFields; ///< of `choice` there is one at most
    std::vector<std::string_view> choice;
};
Demands demandsOf(const Library& library, const Type& object, uint16_t release);

/// What the API server takes a key of a list's elements for where they don't have it; empty where it fills in nothing.
std::string_view defaultOfKey(std::string_view field);

} // namespace stackc::kube
