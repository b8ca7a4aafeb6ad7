#pragma once
// The schema of objects of Kubernetes under keys that they had before, which are laid over what stands under the new
// one.

#include <nlohmann/json_fwd.hpp>

#include "core/renamed.h"

namespace stackc::values {

/// What of an object is given by itself.
enum class Given : uint8_t {
    Whole, ///< all that is required
    Part,  ///< what is required may stand in what it is laid over
};

/// The schema with null for the keys that may be taken away, at any depth but in lists. Adds the definitions it needs.
nlohmann::ordered_json withNulls(nlohmann::ordered_json schema, Given given, nlohmann::ordered_json& definitions);
/// Appends to `demands`, which are on the whole values: what an object at `from` must have, it has itself or where it
/// is laid over, at `to`. `schema` is that of the object.
void demandLaid(const nlohmann::ordered_json& schema, const nlohmann::ordered_json& definitions,
                const core::KeyPath& from, const core::KeyPath& to, nlohmann::ordered_json& demands);

} // namespace stackc::values
