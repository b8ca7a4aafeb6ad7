#pragma once
// Names as far as they are known.

#include "ir/node.h"
#include "judge/legal.h"

#include <string>

namespace stackc::judge {

/// A text with `unknown` in place of each part that is not known: `…-config`.
std::string written(ir::NodeRef text, std::string_view unknown = "…");
/// A text with a letter in place of each part that is not known: no DNS name has these parts unless it is one. Empty
/// where it would be long, as how long late names get is told by W5036.
std::string exampleOf(ir::NodeRef name);
/// What is wrong with a name, one made of DNS labels, whatever the parts are that are not known of it. Nothing where it
/// may be legal, and of other late texts.
Illegal faultOf(ir::NodeRef name, Illegal (*legal)(std::string_view));

} // namespace stackc::judge
