#pragma once
// `stackc build` and `stackc check`: from a checked program to files.

#include "driver/compilation.h"
#include "driver/options.h"
#include "emit/file_set.h"

namespace stackc::driver {

/// The chart's files below charts/<chart>/ . Nothing, and errors in the sink, where something can't be printed.
emit::FileSet buildChart(Compilation& compilation);

/// Reports what the source uses and what has no lowering yet; such a program can't be evaluated. False: there is
/// nothing.
bool reportNotLowered(Compilation& compilation, diag::Code code);

/// The environment; null, and an error in the sink, if there is none of that name.
const core::Environment* environmentNamed(Compilation& compilation, const std::string& name);

/// Evaluates the chart and every environment for what can be wrong with them.
/// `notLowered` is the code for what can't be evaluated yet, E6001 or W6001.
void checkAll(Compilation& compilation, const Options& options, diag::Code notLowered);

/// Checks the charts that this one includes, each once and as a program of its own; their diagnostics go to its sink.
void checkIncludes(Compilation& compilation, diag::Code notLowered);

/// Everything that the options ask for. Prints what it made; diagnostics are left in the sink. Returns the exit code.
int build(Compilation& compilation, const Options& options);

} // namespace stackc::driver
