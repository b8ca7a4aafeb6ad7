#pragma once
// Operations on constants.

#include "eval/evaluation.h"

#include <string>

namespace stackc::eval {

/// The constant result, or null where an argument is late or the result is not an integer of the language.
NodeRef fold(Evaluation& in, core::Op op, const std::vector<NodeRef>& args);
/// The number that a constant is, or `otherwise`. The only number among integers that is no Int is -0.0.
NodeRef wholeOr(Evaluation& in, NodeRef given, NodeRef otherwise);
/// A text that an operation made. E4032 where it is too long.
NodeRef madeText(Evaluation& in, std::string text);

} // namespace stackc::eval
