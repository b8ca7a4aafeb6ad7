#pragma once

#include "core/program.h"

#include <functional>

namespace stackc::core {

/// Calls `visit` for each expression that a node holds directly.
void eachChild(const ExprNode& node, const std::function<void(ExprId)>& visit);

} // namespace stackc::core
