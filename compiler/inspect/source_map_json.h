#pragma once
// A source map as a file: what `stackc build --source-map` writes and `stackc trace --source-map` reads.

#include "inspect/source_map.h"
#include "support/result.h"

#include <string>
#include <string_view>

namespace stackc::inspect {

/// Each list of the map stands in lines of its own, one for each of its things.
std::string writeSourceMap(const SourceMap& map);

/// What `writeSourceMap` wrote; or what is wrong with the text, and where.
support::Result<SourceMap> readSourceMap(std::string_view text);

} // namespace stackc::inspect
