#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stackc::kube {

// The library as flat arrays of 32-bit words, made by pack() at build and read in place. A text is an offset into
// `strings`, where it ends with NUL; offset 0 is the empty text. A record is a fixed number of words.
struct Tables {
    const char* strings = "";
    std::span<const uint32_t> types;       // TypeWord
    std::span<const uint32_t> fields;      // FieldWord
    std::span<const uint32_t> constraints; // ConstraintWord; record 0 has none
    std::span<const uint32_t> lists;       // texts of enums and map keys
    std::span<const uint32_t> modules;     // ModuleWord, sorted by name
    std::span<const uint32_t> names;       // NameWord, sorted within a module
    std::span<const uint32_t> kinds;       // KindWord, sorted by apiVersion and kind
    std::span<const uint32_t> kindOfType;  // pairs (type, index into kinds), sorted
};

namespace TypeWord {
enum : size_t {
    ShapeAndFlags, // shape | open << 8
    Path,
    First, // Object: first field; List, Map: element
    Count, // Object: number of fields; List: merge key
    Constraint,
    Doc,
    Size
};
}
namespace FieldWord {
enum : size_t { Name, Type, Flags /* required | since << 8 | until << 16 */, Doc, Size };
}
namespace ConstraintWord {
enum : size_t {
    Pattern,
    Format,
    ListFirst,
    ListCount,
    Flags, // which of the rest are set: 1 min, 2 max, 4 minLength, 8 maxLength, 16 minItems, 32 maxItems;
           // 64 the elements of a list are distinct
    MinLow,
    MinHigh,
    MaxLow,
    MaxHigh, // int64, or the bits of a double for Float
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
    Size
};
}
namespace ModuleWord {
enum : size_t { Name, First, Count, Size };
}
namespace NameWord {
enum : size_t { Name, Type, Size };
}
namespace KindWord {
enum : size_t { ApiVersion, Kind, Type, Flags /* namespaced | since << 8 | until << 16 */, Size };
}

} // namespace stackc::kube
