#pragma once
// `stackc build`, but for the command line and the disk.

#include "emit/file_set.h"
#include "session/compilation.h"
#include "session/inputs.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stackc::session {

enum class Target : uint8_t { All, Helm, Manifests };

struct Request {
    Target target = Target::All;
    std::vector<std::string> environments; ///< to make manifests of; none: all of them, or the defaults
    Inputs inputs;

    /// Is the chart asked for, and the manifests of each environment?
    bool isEachAsked() const { return target == Target::All && environments.empty(); }
};

/// What a build makes, below its folder.
struct Built {
    emit::FileSet files;
    /// Why there are no manifests of something: ": why", or " of `prod`, as why"; empty if there are.
    std::string missing;
};

/// Everything that is asked for. With errors in the sink the files are not whole.
Built build(Compilation& compilation, const Request& request);

/// The manifests of the first environment asked for, or of the defaults, as one stream; empty with errors in the sink.
std::string buildStream(Compilation& compilation, const Request& request);

} // namespace stackc::session
