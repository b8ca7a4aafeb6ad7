#pragma once
// `external x { … }`: somebody else's chart. Of its values only `enabled` has a type, which is there unless another
// value is its condition.

#include "sema/checking.h"

namespace stackc::sema {

/// What an `external` says.
struct External {
    TypeId type;
    core::ExternalChart chart;
    ast::ExprId enabled;
    ast::BlockId values;
    Span enabledSpan;
};

/// What an `external` says, and the field that it adds to the values; nothing after an error.
std::optional<External> externalField(Checking& in, TypeId record, const ast::ExternalDecl& decl,
                                      const ast::Decl& node);
/// The default of that field: the values that the source gives to the chart.
void externalDefault(Checking& in, TypeId record, const External& external);

} // namespace stackc::sema
