#pragma once
// `--depfile`: what a build read, as make and ninja have it.

#include "driver/options.h"
#include "session/recording.h"

#include <string>

namespace stackc::driver {

/// `target: inputs`, with the inputs as targets of their own, so that one that is gone is no error.
std::string depfileText(const std::string& target, const std::set<std::string>& inputs);

/// Writes the file for a build into the options' folder, whose list of files is the target. Returns the exit code.
int writeDepfile(const session::RecordingDisk& disk, const Options& options);

} // namespace stackc::driver
