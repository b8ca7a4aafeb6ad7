#pragma once
// The lowering speaks in trees of templates.

#include "templates/tree.h"

namespace stackc::emit::helm {

using namespace templates;

} // namespace stackc::emit::helm
