#pragma once
// Two objects of one kind, field by field.

#include "compare/difference.h"

#include <nlohmann/json_fwd.hpp>

namespace stackc::compare {

/// The fields that differ, in the order of the first object and then of the second. Elements of lists are the same
/// where their merge keys are, which the kind says; of other lists those at the same place, and lists of plain values
/// are one field. `secrets` are those of all kinds.
std::vector<FieldChange> changedFields(const nlohmann::ordered_json& before, const nlohmann::ordered_json& after,
                                       const kube::Library& library, const SecretFields& secrets);

} // namespace stackc::compare
