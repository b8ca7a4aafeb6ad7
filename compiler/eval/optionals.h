#pragma once
// Optionals and variants taken apart.

#include "eval/evaluation.h"

namespace stackc::eval {

/// Does the optional hold something?
NodeRef present(Evaluation& in, NodeRef optional);
/// What the optional holds, where it holds something.
NodeRef payload(Evaluation& in, NodeRef optional);
/// Is a variant or enum that case?
NodeRef caseIs(Evaluation& in, NodeRef subject, core::TypeId type, uint32_t index);
/// What the case holds, where the variant is that case.
NodeRef casePayload(Evaluation& in, NodeRef subject, core::TypeId type, uint32_t index);
/// The key of the case that a variant or enum is.
NodeRef tagOf(Evaluation& in, NodeRef subject);
/// Does the list, map or object have an element under any values that reach this place?
NodeRef nonEmpty(Evaluation& in, NodeRef node);

} // namespace stackc::eval
