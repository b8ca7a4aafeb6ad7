#pragma once
// `--source-map`: what `stackc build` writes beside a chart, and `stackc trace` reads.

#include "driver/options.h"
#include "inspect/source_map.h"
#include "session/compilation.h"

#include <optional>
#include <string>

namespace stackc::driver {

/// Why the options' source map can't stand where it shall: it would be part of what is built, or is another file that
/// the build reads or writes. Nothing, if it can.
std::optional<std::string> misplacedSourceMap(const Options& options, const session::Compilation& compilation);

/// Writes the map of the compilation to the options' file. Paths that begin at the root of the machine are told from
/// the source's folder on. Returns the exit code.
int writeSourceMap(const Options& options, const session::Compilation& compilation, inspect::SourceMap map);

/// `stackc trace` without the source. Returns the exit code.
int traceByMap(const Options& options);

} // namespace stackc::driver
