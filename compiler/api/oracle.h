#pragma once
// What two charts make of one set of values.

#include "api/place.h"
#include "session/compilation.h"
#include "verify/trial.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stackc::api {

using verify::Json;

/// Two states of a chart that were compiled without errors, with their parts. They outlive it.
class Oracle {
public:
    Oracle(session::Compilation& former, session::Compilation& fresh);

    session::Compilation& former() { return former_.compilation(); }
    session::Compilation& fresh() { return fresh_.compilation(); }

    verify::Stack& formerStack() { return former_; }
    verify::Stack& freshStack() { return fresh_; }

    /// The version of Kubernetes for which both make something; nothing, where no version is both charts'.
    const std::optional<std::string>& kubeVersion() const { return kubeVersion_; }

    /// Does the former chart take the values, also by its checks?
    bool isTaken(const Json& values);
    /// What is wrong for the new chart at, above or below that place of the values, also under its former name; nothing
    /// if nothing is.
    std::optional<std::string> refusalAt(const Json& values, const Place& place);
    /// What each makes of the values: for one release name, one namespace and one version of Kubernetes.
    verify::Ours formerly(const Json& values, verify::Make make);
    verify::Ours now(const Json& values, verify::Make make);

    /// A release: that of which all is asked, of the former chart's name in the namespace `default`, or another one.
    struct Release {
        std::string name, ns;
    };
    const Release& release() const { return release_; }
    void setRelease(Release release) { release_ = std::move(release); }

private:
    verify::Set setOf(const Json& values);

    verify::Stack former_, fresh_;
    std::optional<std::string> kubeVersion_;
    Release release_;
};

/// A set with fewer values, for which the same holds.
Json smallest(Json values, const std::function<bool(const Json&)>& holds);

} // namespace stackc::api
