#pragma once
// `stackc trace`, but for the command line: the source behind what Helm or the API server refuses.

#include "session/compilation.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::session {

/// What a message names, and where the source makes it.
struct Traced {
    std::string what; ///< `Deployment/shop spec.replicas`, `values.replicas`, `a check`
    source::Span at;
};

/// In the order of the message; nothing if it names nothing of the chart. With errors in the sink it says nothing.
std::vector<Traced> trace(Compilation& compilation, std::string_view message);

} // namespace stackc::session
