#pragma once
// What follows its opposite is the other's `else`; what asks the same is one; what holds comes before what doesn't.

#include "templates/tree.h"

#include <string_view>
#include <vector>

namespace stackc::templates {

/// `with` or `range` over X, and `if not X` beside it, are one block with an `else`; so are two `if`s. `if X` around
/// nothing but `with X` or `range` over it is that alone, and so is `if hasKey m "k"` around nothing but a walk over
/// what is in `m.k`.
/// Neighbours that ask the same are one block.
void joinOpposites(Body& body);
/// Adds the variables that the block sets, and those of dicts that it fills.
void setIn(const Block& block, std::vector<std::string_view>& variables);
/// Does the block set a variable that the expression reads?
bool changes(const Block& block, const ExprPtr& e);

} // namespace stackc::templates
