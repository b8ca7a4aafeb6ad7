#pragma once
// What a component says of its outputs.

#include "eval/evaluation.h"

namespace stackc::eval {

/// A rule behind a field of the outputs of a component is asked where the field is read. E4001 where no values make it
/// true, else a check of the chart where they may not.
void askOutput(Evaluation& in, NodeRef outputs, const core::FieldAccess& access, const core::Expr& expr);

} // namespace stackc::eval
