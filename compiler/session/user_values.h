#pragma once
// What users give over the chart's defaults.

#include "session/compilation.h"
#include "session/inputs.h"

#include <optional>
#include <string>

namespace stackc::session {

/// The environment's values (null: none), with the files and single values of the inputs merged over them as Helm does.
/// Nothing, and an error in the sink, where one can't be read. Old keys are told.
std::optional<Json> userValues(Compilation& compilation, const core::Environment* environment, const Inputs& inputs);

/// One argument of `--set` and its kin, applied to what was given so far; false, and the reason, on a fault.
bool applySet(Json& user, const Inputs::Set& set, const Inputs& inputs, std::string& error);

/// `--set`
const char* optionOf(values::SetKind kind);

} // namespace stackc::session
