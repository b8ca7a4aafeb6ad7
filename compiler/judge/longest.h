#pragma once
// How long a text becomes by what the author wrote.

#include "core/program.h"
#include "ir/node.h"

#include <cstddef>

namespace stackc::judge {

/// The bytes of a text where the release's name is as long as Helm admits, and what users choose in the values as
/// short as it may be. What is not understood counts as nothing: the text may be longer.
size_t longest(const core::Program& program, ir::NodeRef text);

} // namespace stackc::judge
