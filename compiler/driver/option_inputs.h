#pragma once
// The options for what a release is made of beside the source, which Helm calls the same.

#include "driver/options.h"

namespace CLI {
class App;
}

namespace stackc::driver {

/// Values, the release's name and namespace, and what the cluster is: for the commands that render one.
void addInputs(CLI::App& command, Options& options);

} // namespace stackc::driver
