#pragma once
// A side of `stackc diff`: what a stack makes now, or made before.

#include "compare/difference.h"
#include "session/compilation.h"
#include "session/inputs.h"

#include <map>
#include <string>

namespace stackc::session {

/// The manifests of all environments, or of the defaults where there is none, which are `default` then. Texts that only
/// an installation generates and charts from elsewhere are left out. With errors in the sink it is not whole.
compare::State stateOf(Compilation& compilation, const Inputs& inputs);

/// Where each environment is declared, by its line, from 1; those of the defaults are the chart's.
std::map<std::string, size_t> environmentLines(const Compilation& compilation);

/// What a former build left in its output folder, by the folders below `manifests`; or why it can't be read.
support::Result<compare::State> formerState(const std::string& folder);

/// Is it the output folder of a build?
bool isFormerBuild(const std::string& path);

} // namespace stackc::session
