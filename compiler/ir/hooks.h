#pragma once
// What Helm makes of a resource's annotation `helm.sh/hook`.

#include <string>
#include <string_view>
#include <vector>

namespace stackc::ir {

/// What the annotation says: events with commas between them, in letters of either case.
struct Hook {
    std::string unknown;    ///< the first event that there is none of, as it is written: Helm leaves the resource out
    bool isKnown = true;    ///< there is none such
    bool isTest = false;    ///< one of them is `test`, or `test-success`, its old name
    bool isOnlyTest = true; ///< all of them are
};
Hook readHook(std::string_view annotation);

/// All events.
const std::vector<std::string>& hookEvents();

} // namespace stackc::ir
