#pragma once
// Which release is made, and for which cluster.

#include "core/program.h"
#include "session/inputs.h"

#include <string>
#include <vector>

namespace stackc::session {

/// As Helm is told it.
struct Identity {
    std::string name, ns, kubeVersion;
    std::vector<std::string> apis; ///< the environment's, and those of the inputs
};

/// What the inputs say, else the environment (null: none), else what the chart and Helm have by default.
Identity identityOf(const core::ChartInfo& chart, const core::Environment* environment, const Inputs& inputs);

} // namespace stackc::session
