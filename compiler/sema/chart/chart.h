#pragma once
// `chart x { … }`

#include "sema/checking.h"

namespace stackc::sema {

/// `chart x { … }`: what stands in Chart.yaml, and what the chart says of the library's values.
void chartDeclaration(Checking& in, const ast::ChartDecl& decl, const ast::Decl& node);

} // namespace stackc::sema
