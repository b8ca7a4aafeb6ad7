#pragma once
// `part x = deployment.spec.template | …`: the places in a component's resources that patches can name.

#include "sema/checking.h"

namespace stackc::sema {

/// What patches can name of it, for messages.
std::vector<std::string> partNames(const Checking& in, core::ComponentId component);
/// What the names lead to in a component: a part, a resource, or one of a use inside. `used` counts the names.
std::optional<Part> partOf(Checking& in, core::ComponentId component, const std::vector<ast::Name>& names,
                           size_t& used);
/// The component of the use of that name inside of another.
std::optional<core::ComponentId> usedComponent(const Checking& in, core::ComponentId component,
                                               const std::string& name);
/// A field of a part, as a part; reported if it has none of that name.
std::optional<Part> fieldOfPart(Checking& in, std::optional<Part> part, const ast::Name& name);
/// Resolved when the body is whole.
void partStatement(Checking& in, const ast::PartStmt& node);

} // namespace stackc::sema
