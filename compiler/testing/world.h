#pragma once
// What expectations are asked of: all that a release is made of.

#include "testing/value.h"

#include <string>
#include <vector>

namespace stackc::testing {

struct World {
    std::vector<Value> resources;
    Value all;     ///< of these, as a list
    Value values;  ///< as values.yaml has them
    Value release; ///< name, namespace, service
    Value chart;   ///< name, version, appVersion
    Value notes;   ///< what Helm says after an installation; Absent where the chart writes none

    /// The resource of a kind, whose name is written in any case, `configMap`; Missing if there is none, and a Fault if
    /// there are several. `ns` may be empty: any namespace.
    Value resource(const std::string& kind, const std::string& name, const std::string& ns) const;
};

/// Are two names of kinds the same but for their case?
bool isSameKind(const std::string& a, const std::string& b);

} // namespace stackc::testing
