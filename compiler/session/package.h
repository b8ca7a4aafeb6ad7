#pragma once
// `stackc package`, but for the command line and the disk: the chart as one file.

#include "session/compilation.h"

#include <cstdint>
#include <optional>
#include <string>

namespace stackc::session {

struct Packaged {
    std::string name, version; ///< of the chart
    std::string file;          ///< `shop-0.1.0.tgz`
    std::string bytes;
    std::string digest; ///< SHA-256 of the bytes, in hexadecimal
    std::string chartYaml;
};

/// The chart with all of its dependencies, as `helm package` makes it, which what `.helmignore` names is no part of.
/// The files have the time, in seconds since 1970. Nothing, and errors in the sink, where it can't be made or would
/// lack a chart from elsewhere that is on by default.
std::optional<Packaged> package(Compilation& compilation, int64_t time);

/// What is signed, so that `helm verify` can tell whose package it is.
std::string provenanceOf(const Packaged& packaged);

} // namespace stackc::session
