#pragma once
// Places of values in the form of values.yaml, whose elements go by their numbers or by what their merge key says.

#include "session/compilation.h"

#include <string>
#include <vector>

namespace stackc::session {

/// Where something stands in values, and what: of `tls`, `a` as `tls[0]`. What follows a step that leads nowhere is
/// left out.
struct ValuePlace {
    std::vector<std::string> steps; ///< keys, and `[0]` of elements
    const Json* value = nullptr;    ///< null: nothing stands there
    bool isCut = false;             ///< an element on the way is not there: it is the list
    std::string path() const;
};

/// Follows steps, as core::Assignment and core::splitPath have them.
ValuePlace placeIn(const core::Program& program, const Json& values, const std::vector<std::string>& steps);

/// The same steps with elements by their merge key where they have one, as these values have them.
std::vector<std::string> stepsByKey(const core::Program& program, const Json& values,
                                    const std::vector<std::string>& steps);

} // namespace stackc::session
