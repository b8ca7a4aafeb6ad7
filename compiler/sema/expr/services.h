#pragma once
// `services`: what the services of the chart's file are, as a list that is made when all of them are known.

#include "sema/checking.h"

namespace stackc::sema {

/// `services`, in the chart's file.
ExprId servicesRef(Checking& in, Span span);
/// The value of `services`, where something reads it.
void serviceFacts(Checking& in);

} // namespace stackc::sema
