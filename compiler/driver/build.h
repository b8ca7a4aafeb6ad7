#pragma once
// `stackc build` and `stackc check`: from a checked program to files.

#include "driver/compilation.h"
#include "driver/options.h"
#include "emit/file_set.h"

namespace stackc::driver {

/// The chart's files below charts/<chart>/ . Nothing, and errors in the sink, where something can't be printed.
emit::FileSet buildChart(Compilation& compilation);

/// The environment; null, and an error in the sink, if there is none of that name.
const core::Environment* environmentNamed(Compilation& compilation, const std::string& name);

/// Evaluates the chart and every environment for what can be wrong with them.
void checkAll(Compilation& compilation, const Options& options);

/// Checks the charts that this one includes, each once and as a program of its own; their diagnostics go to its sink.
void checkIncludes(Compilation& compilation);

/// Everything that the options ask for. Prints what it made; diagnostics are left in the sink. Returns the exit code.
int build(Compilation& compilation, const Options& options);

} // namespace stackc::driver
