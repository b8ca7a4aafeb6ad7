#pragma once

#include "values/merge.h"

#include <map>
#include <string>
#include <vector>

namespace stackc::session {

/// What users give to a release beside the chart, as they give it to Helm.
struct Inputs {
    struct ValuesFile {
        std::string path, text;
    };

    /// `a.b=c`, of one of Helm's options.
    struct Set {
        values::SetKind kind;
        std::string argument;
    };

    std::vector<ValuesFile> files;               ///< each over those before it
    std::vector<Set> sets;                       ///< over the files, in this order
    std::map<std::string, std::string> setFiles; ///< the texts of the files that `sets` name, by their paths
    std::string release, ns, kubeVersion;        ///< empty: the environment's, or the default
    std::string releaseService = "stackc";       ///< what `release.service` is
    std::vector<std::string> apis;               ///< of the cluster, beside the environment's: `group/version`
    bool skipExternal = false;                   ///< manifests leave out charts from elsewhere

    /// Are there values other than those of the source?
    bool haveValues() const { return !files.empty() || !sets.empty(); }
};

} // namespace stackc::session
