#pragma once
// What a chart from elsewhere gives: the `outputs` of an `external`, under its condition.

#include "sema/checking.h"

namespace stackc::sema {

/// The keys that lead to a Bool of the values that is always there: Helm takes a missing value, a string and what is no
/// path for true.
std::optional<std::vector<std::string>> requiredBool(Checking& in, const std::vector<ast::Name>& path);
/// What the name of an external stands for: its outputs, none where the chart is off.
ExprId externalOutputs(Checking& in, const ast::ExternalDecl& decl);

} // namespace stackc::sema
