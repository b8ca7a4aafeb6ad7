#pragma once
// The releases of Kubernetes that the chart admits, against what the source uses.

#include "sema/checking.h"

namespace stackc::sema {

/// Reports a field or kind that one of the admitted releases does not have.
void checkRelease(Checking& in, const kube::Field& field, Span span);
void checkRelease(Checking& in, const kube::Kind& kind, Span span);
/// A cluster's version that the chart would refuse.
void checkVersion(Checking& in, const std::string& version, Span span);
/// Takes into account what a condition says of the cluster's version, where it holds or where it does not.
void narrow(Checking& in, ExprId condition, bool holds);

} // namespace stackc::sema
