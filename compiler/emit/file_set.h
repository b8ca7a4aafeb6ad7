#pragma once
// What a backend produces: relative paths with `/`, and bytes. Ordered, so that everything after is deterministic.

#include <map>
#include <string>

namespace stackc::emit {

using FileSet = std::map<std::string, std::string>;

} // namespace stackc::emit
