#pragma once
// One set of values on both sides.

#include "eval/eval.h"
#include "ir/package.h"
#include "session/compilation.h"
#include "verify/helm.h"

#include <string>
#include <vector>

namespace stackc::verify {

/// What a release is made with.
struct Set {
    std::string label;                              ///< "the defaults", "covering 3", "random 7"
    const core::Environment* environment = nullptr; ///< over the defaults
    Value values;                                   ///< over those
    std::string release, ns, kubeVersion;           ///< empty: the environment's, or the default
    std::vector<std::string> apis;                  ///< beside the environment's
};

/// What the manifests of a set are.
struct Ours {
    enum class Kind : unsigned char {
        Taken,
        Refused, ///< by the types or a check
        Unmade,  ///< a chart from elsewhere is part of it
    };
    Kind kind = Kind::Unmade;
    Documents documents;
    std::string why;               ///< it is refused, all messages, or unmade
    std::vector<core::Span> rules; ///< that refuse it, where they are written; types have none
    bool isGenerated = false;      ///< texts that only an installation makes are empty
    std::vector<ir::Package> packages;
    std::vector<session::Compilation*> charts; ///< of these packages
    std::vector<eval::Ways> ways;              ///< that each of them went
};

/// What is wanted of a set: the way that it goes, or the resources as well.
enum class Make : unsigned char { Ways, Documents };

/// Our side. The compilation has no errors, and outlives it.
class Stack {
public:
    explicit Stack(session::Compilation& compilation) : compilation_(compilation) {}

    session::Compilation& compilation() { return compilation_; }
    Ours evaluate(const Set& set, Make make = Make::Documents);
    /// The same for Helm. The values of the environment are the chart's own file, below `folder`, where there is one.
    Release releaseFor(const Set& set, const std::string& folder);

private:
    session::Compilation& compilation_;
};

/// What two sides that should agree made of a set.
struct Verdict {
    enum class Kind : unsigned char { Equal, Refused, Wrong };
    Kind kind = Kind::Equal;
    std::string what;   ///< is wrong, in one line
    std::string detail; ///< what one of the sides said of it; may be empty
    std::vector<Difference> differences;
};

/// Ours is not `Unmade`.
Verdict verdictOn(const Ours& ours, const Rendered& theirs);

} // namespace stackc::verify
