#pragma once
// `stackc check`: what a build would say, without making anything.

#include "session/compilation.h"
#include "session/crds.h"
#include "session/inputs.h"

#include <functional>

namespace stackc::session {

/// Evaluates the chart and every environment for what can be wrong with them.
void checkAll(Compilation& compilation);

/// Checks the charts that this one includes, each once and as a program of its own; their diagnostics go to its sink.
void checkIncludes(Compilation& compilation);

/// False, and errors in the sink, where nothing can come of the program, whatever is asked for: a chart that it
/// includes or its defaults are wrong.
bool isSound(Compilation& compilation);

/// What a chart is installed with, after it was made: each environment, the defaults, and what no release of them has.
void checkReleases(Compilation& compilation, const ReleaseCrds& crds, const Inputs& inputs);

/// Runs `made`, which evaluates an environment or, if null, the defaults, and leaves out what it says that was said of
/// the chart before.
void tellOnce(Compilation& compilation, const core::Environment* environment, const std::function<void()>& made);

/// Each environment by itself, whatever is wrong with the chart and with others.
void checkEachEnvironment(Compilation& compilation, const ReleaseCrds& crds, const Inputs& inputs);

/// The defaults as the values of a release, which the chart's checks take, and without environments Kubernetes too.
/// Nothing is asked where they lack something, or after an error.
void checkInstalledAlone(Compilation& compilation, const ReleaseCrds& crds);

} // namespace stackc::session
