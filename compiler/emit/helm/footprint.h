#pragma once
// What a chart and those in it make in a cluster, as far as their users have to know of it before they install and
// after.

#include "ir/package.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stackc::emit::helm {

/// A custom resource definition in `crds/`.
struct CustomResource {
    std::string group, kind, name; ///< name of the definition, `widgets.example.org`
    std::vector<std::string> versions;
};

struct Footprint {
    std::set<std::pair<std::string, std::string>> custom; ///< kind and apiVersion of what no cluster knows by itself
    std::vector<CustomResource> defined;                  ///< by the files in `crds/`
    bool hasClaims = false;                               ///< of StatefulSets, which Helm leaves behind
    bool hasKept = false;                                 ///< `helm.sh/resource-policy`
    bool hasHooks = false;                                ///< other than tests

    /// Adds what the chart of the package makes, with the definitions that it brings along.
    void add(const ir::Package& package, const std::vector<CustomResource>& definitions);
    /// Custom resources that no chart here defines, as Markdown: "`Kind` (`group/version`)".
    std::vector<std::string> foreign() const;
};

} // namespace stackc::emit::helm
