#pragma once
// Charts as they stand in those that include them.

#include "session/compilation.h"

#include <memory>
#include <string>
#include <vector>

namespace stackc::session {

/// A chart of a release, as the outermost chart has it by default.
struct Standing {
    std::string alias;                  ///< empty: the outermost
    std::string release;                ///< by default: what the outermost is called
    std::vector<std::string> switches;  ///< the places in the outermost values that make it part of the release
    std::string place;                  ///< where its values stand in those: "", "cache."
    std::shared_ptr<const Json> values; ///< what it has by default, also where it is off
    bool isOn = true;                   ///< is it part of the release by default?
};

Standing outermost(Compilation& compilation);
/// The part of that number of a chart that stands so.
Standing partOf(const Compilation& compilation, size_t number, const Standing& around);

} // namespace stackc::session
