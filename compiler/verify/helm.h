#pragma once
// The Helms that render the chart.

#include "session/identity.h"
#include "support/result.h"
#include "verify/documents.h"

#include <string>
#include <vector>

namespace stackc::verify {

/// What a release is made of, as Helm is told it.
struct Release {
    session::Identity identity;
    std::vector<std::string> files; ///< of values, each over those before it
    std::string values;             ///< a values file over those; may be empty
};

/// What Helm made of a release.
struct Rendered {
    enum class Kind : unsigned char {
        Taken,
        BySchema, ///< refused: the values don't fit the schema
        ByCheck,  ///< refused by a check of the chart, with its message
        Failed,   ///< a template failed, or what came out can't be read
    };
    Kind kind = Kind::Failed;
    Documents documents;
    std::string message; ///< what Helm says, or, of a check, the check

    bool isRefused() const { return kind == Kind::BySchema || kind == Kind::ByCheck; }
};

struct Helm {
    std::string path;
    std::string version; ///< "v3.6.3"
};

/// The Helm at the path, or in PATH; or why it can't be used.
support::Result<Helm> helmAt(const std::string& path);

/// What `helm template` makes of the chart, a folder or a package, without its tests. Several threads may ask at once.
Rendered render(const Helm& helm, const std::string& chart, const Release& release);

} // namespace stackc::verify
