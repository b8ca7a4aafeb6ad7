#pragma once
// What a service is made of: its own attributes, those of the backends that it uses, and the defaults.

#include "sema/checking.h"

namespace stackc::sema {

/// The service that has the attributes `own`, a contribution, with what the backends in its `uses` contribute. `name`
/// is where a required attribute that nothing sets is missed; `span` is where the service is written.
ExprId mergedAttributes(Checking& in, ExprId own, Span name, Span span);

} // namespace stackc::sema
