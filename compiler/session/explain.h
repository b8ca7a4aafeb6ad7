#pragma once
// `stackc explain SRC PATH`, but for the command line: where a value comes from and goes to, and what a field is made
// of.

#include "inspect/explained.h"
#include "session/compilation.h"
#include "session/inputs.h"

#include <optional>
#include <string>

namespace stackc::session {

/// A value of an environment (null: of the defaults) with the inputs over it. Nothing where the values have no such
/// place: `hint` then says which was meant, or is empty. With errors in the sink it says nothing.
std::optional<inspect::ExplainedValue> explainValue(Compilation& compilation, const core::Environment* environment,
                                                    const Inputs& inputs, const std::string& path, std::string& hint);

/// The fields that a query such as `Deployment/shop.spec.replicas` means; nothing where none is meant, and why.
std::optional<inspect::ExplainedFields> explainFields(Compilation& compilation, const core::Environment* environment,
                                                      const Inputs& inputs, const std::string& query,
                                                      inspect::NoField& missed);

} // namespace stackc::session
