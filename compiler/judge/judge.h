#pragma once
// The judge of what comes out: every resource of a package against its kind, as far as it is known when compiling, and
// the resources among each other. What is late is not known, and so not wrong.

#include "core/program.h"
#include "diag/sink.h"
#include "ir/package.h"
#include "kube/library.h"

#include <memory>

namespace stackc::judge {

/// Judges the packages of one program: the chart's and those of its environments. What was found right in one of them
/// is not looked at again in the others.
class Judge {
public:
    /// The arguments must outlive the judge.
    Judge(const core::Program& program, const kube::Library& library, ir::NodeTable& nodes, diag::Sink& sink);
    ~Judge();
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;

    /// The chart, whose values are not known.
    void chart(const ir::Package& package);
    /// What comes of the values of an environment, or of the defaults (an empty name), in the namespace `ns`.
    void manifests(const ir::Package& package, const std::string& ns, const std::string& environment);
    /// After the last package: what the source allows in vain.
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace stackc::judge
