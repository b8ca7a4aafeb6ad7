#pragma once
// `include path as "alias" when cond`: a chart of the package as a subchart. Of its file only the type of its values is
// taken here; the rest is checked when the chart is compiled by itself.

#include "sema/checking.h"

namespace stackc::sema {

/// The type of the values of an `include`, for which a field is added to the chart's; nothing after an error.
std::optional<TypeId> includeField(Checking& in, TypeId record, const ast::IncludeDecl& decl, const ast::Decl& node);
/// The default of that field: the values that the source gives to the chart.
void includeDefault(Checking& in, TypeId record, const ast::IncludeDecl& decl);

} // namespace stackc::sema
