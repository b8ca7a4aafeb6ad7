#pragma once

#include "core/program.h"

#include <functional>

namespace stackc::sema {

/// Calls `visit` for each expression that a node holds directly.
void eachChild(const core::ExprNode& node, const std::function<void(core::ExprId)>& visit);

} // namespace stackc::sema
