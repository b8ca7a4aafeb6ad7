#pragma once
// `part x = deployment.spec.template | …`: the places in a component's resources that patches can name.

#include "sema/checking.h"

namespace stackc::sema {

/// What patches can name of it, for messages.
std::vector<std::string> partNames(const Checking& in, core::ComponentId component);
/// What the names lead to in a component: a part, a resource, or one of a use inside. `used` counts the names.
std::optional<Part> partOf(Checking& in, core::ComponentId component, const std::vector<ast::Name>& names,
                           size_t& used);
/// Resolved when the body is whole.
void partStatement(Checking& in, const ast::PartStmt& node);

} // namespace stackc::sema
