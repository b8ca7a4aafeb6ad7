#include "judge/judge.h"

#include "judge/identity.h"
#include "judge/links.h"
#include "judge/walk.h"

namespace stackc::judge {

struct Judge::Impl {
    Impl(const core::Program& program, const kube::Library& library, ir::NodeTable& nodes, diag::Sink& sink)
        : program(program), library(library), view(program, nodes), findings(program, view, sink),
          walk(library, view, findings) {}

    /// The type of the resource; of a kind that the program declares itself, nothing but its metadata is known.
    void resource(const ir::Document& document) {
        if (auto kind = library.findKind(document.apiVersion, document.kind)) {
            walk.resource(document, kind->root);
            return;
        }
        NodeRef metadata = view.fields(document.object).get("metadata");
        if (auto type = library.find("k8s.meta.v1.ObjectMeta"); type && metadata != nullptr)
            walk.part(document, {"metadata"}, *type, metadata);
    }

    void all(const ir::Package& package, bool isChart) {
        for (const ir::Document& document : package.documents) {
            findings.visit(document);
            resource(document);
        }
        checkNames(program, package, view, findings);
        Links(program, package, isChart, view, findings).check();
    }

    const core::Program& program;
    const kube::Library& library;
    View view;
    Findings findings;
    Walk walk;
};

Judge::Judge(const core::Program& program, const kube::Library& library, ir::NodeTable& nodes, diag::Sink& sink)
    : impl_(std::make_unique<Impl>(program, library, nodes, sink)) {}

Judge::~Judge() = default;

void Judge::chart(const ir::Package& package) { impl_->all(package, true); }

void Judge::manifests(const ir::Package& package, const std::string& environment) {
    impl_->findings.setEnvironment(environment);
    impl_->all(package, false);
    impl_->findings.setEnvironment({});
}

void Judge::finish() { impl_->findings.reportUnneeded(); }

} // namespace stackc::judge
