#pragma once
// Indices into the tables of a core::Program. `valid()` is false for a default-made id.

#include "source/span.h"

#include <compare>
#include <cstdint>

namespace stackc::core {

using source::Span;

constexpr uint32_t invalidIndex = 0xffffffff;

struct TypeId {
    uint32_t value = invalidIndex;
    bool valid() const { return value != invalidIndex; }
    auto operator<=>(const TypeId&) const = default;
};
struct ExprId {
    uint32_t value = invalidIndex;
    bool valid() const { return value != invalidIndex; }
    auto operator<=>(const ExprId&) const = default;
};
struct VarId {
    uint32_t value = invalidIndex;
    bool valid() const { return value != invalidIndex; }
    auto operator<=>(const VarId&) const = default;
};
struct LetId {
    uint32_t value = invalidIndex;
    bool valid() const { return value != invalidIndex; }
    auto operator<=>(const LetId&) const = default;
};
struct FnId {
    uint32_t value = invalidIndex;
    bool valid() const { return value != invalidIndex; }
    auto operator<=>(const FnId&) const = default;
};
struct ComponentId {
    uint32_t value = invalidIndex;
    bool valid() const { return value != invalidIndex; }
    auto operator<=>(const ComponentId&) const = default;
};

} // namespace stackc::core
