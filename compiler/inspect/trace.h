#pragma once
// `stackc trace`, but for the command line: the source behind what Helm or the API server refuses.

#include "inspect/source_map.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::inspect {

/// What a message names, and where the source makes it.
struct Traced {
    std::string what; ///< `Deployment/shop spec.replicas`, `values.replicas`, `a check`
    size_t place = 0; ///< of the map
};

/// In the order of the charts, and of the message; nothing if it names nothing of them.
std::vector<Traced> trace(const SourceMap& map, std::string_view message);

/// Does a check with this message, see SourceMap::Check, say so?
bool says(const std::vector<std::string>& message, std::string_view said);

} // namespace stackc::inspect
