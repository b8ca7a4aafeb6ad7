#pragma once
// What a chart's version has to be after a change.

#include <cstdint>
#include <string>
#include <string_view>

namespace stackc::api {

/// A step from one semantic version to a later one.
enum class Step : uint8_t { None, Patch, Minor, Major };

struct Due {
    std::string former, fresh; ///< the charts' versions
    Step change = Step::None;  ///< what the change is
    Step step = Step::None;    ///< what is due for it: while the former version is 0.y.z, minor for what breaks
    std::string least;         ///< the lowest version that does it; the former one where nothing is due
    bool isMet = true;         ///< does the new version?
};

/// Both are semantic versions. What is behind a prerelease may differ from it as it likes: any later version does.
Due dueFor(const std::string& former, const std::string& fresh, Step change);

/// "major", "minor", "patch", "none".
std::string_view nameOf(Step step);

} // namespace stackc::api
