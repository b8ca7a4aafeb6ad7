#pragma once
// From what users give to the packages of a release: the chart's and those of the charts that it includes.

#include "eval/eval.h"
#include "ir/package.h"
#include "session/compilation.h"
#include "session/inputs.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace stackc::session {

struct Release {
    std::vector<ir::Package>
        packages; ///< the chart's own first; included charts whose condition does not hold have none
    std::vector<Compilation*> charts;           ///< of these, in the same order
    std::vector<eval::Ways> ways;               ///< that each of these went, where they are kept
    std::vector<std::string> missing;           ///< charts from elsewhere that are left out
    std::map<std::size_t, std::string> refused; ///< paths of values, by the numbers of what the sink says of them
    std::string generated; ///< why manifests can't be made: the first secret that only an installation makes
};

/// What is made of what manifests can't hold: it is reported as an error, or told in the release.
enum class Unmade : uint8_t { Refused, Told };

enum class Keep : uint8_t { Packages, WaysToo };

/// What one environment (null: the defaults) makes, all known. What the values break goes to the sink, and, where it is
/// judged, what Kubernetes would refuse.
Release resolve(Compilation& compilation, const core::Environment* environment, const Inputs& inputs,
                bool judged = true, Unmade unmade = Unmade::Refused, Keep keep = Keep::Packages);

/// Why a build writes no manifests of a release that was made so; empty if it does.
std::string unwritten(const Release& release, const Inputs& inputs);

/// The environment; null, and an error in the sink, if there is none of that name.
const core::Environment* environmentNamed(Compilation& compilation, const std::string& name);

/// Where the environment sets the path of values.yaml, or the longest part of it; else its declaration.
core::Span givenAt(const core::Program& program, const core::Environment& environment, const std::string& path);

} // namespace stackc::session
