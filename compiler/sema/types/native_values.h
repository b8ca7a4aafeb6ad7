#pragma once
// Values of one Kubernetes type where another is wanted that has the same fields: a pod template of one's own in a
// custom resource that embeds one. What the value holds is looked at, as far as it is written out.

#include "sema/checking.h"

namespace stackc::sema {

/// Why the value does not fit the type; nothing if it does. `path` leads to it from where the question began.
std::optional<std::string> unfit(Checking& in, ExprId id, kube::TypeId to, const std::string& path);

} // namespace stackc::sema
