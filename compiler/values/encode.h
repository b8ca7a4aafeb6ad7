#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

#include "values/context.h"

namespace stackc::values {

/// E: the constant `value` of the type as JSON in the form of values.yaml, complete on the spine (not inside lists and
/// maps): an off optional record prints `enabled: false` and its preset (or declared) fields, a variant its tag and
/// one map for each case with fields, an unset string-like `""`. Left out: other unset scalars, what has no value (a
/// required field of an inactive case), and inside elements whatever equals its default.
nlohmann::ordered_json encode(const Context& context, core::TypeId type, ir::NodeRef value);

/// The same with what equals its default inside elements of maps as well: what is laid over such an element says it.
/// A case that isn't chosen there is `discarded`: whatever it has is not read.
nlohmann::ordered_json encodeWhole(const Context& context, core::TypeId type, ir::NodeRef value);

/// Of a field of an element that is none while its own default is something: `""`, or, of numbers and truths, its key
/// is left out, which says the same in what stands for a whole default, but for lists and maps in it.
enum class Unset : uint8_t { Written, LeftOut };

/// The same inside a list or map; of a field of a record there, what declares it.
nlohmann::ordered_json encodeElement(const Context& context, core::TypeId type, ir::NodeRef value,
                                     const core::Field* field = nullptr, Unset unset = Unset::Written);

/// A constant node of native or data type (or any Record, List, scalar) as JSON.
nlohmann::ordered_json plainJson(ir::NodeRef value);

} // namespace stackc::values
