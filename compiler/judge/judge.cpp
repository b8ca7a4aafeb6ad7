#include "judge/judge.h"

#include "diag/suggest.h"
#include "judge/generated.h"
#include "judge/identity.h"
#include "judge/links.h"
#include "judge/shared.h"
#include "judge/walk.h"
#include "kube/custom_kind.h"

namespace stackc::judge {

using diag::Code;

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
        if (!document.kind.empty())
            unknownKind(document);
        NodeRef metadata = view.fields(document.object).get("metadata");
        if (auto type = library.find("k8s.meta.v1.ObjectMeta"); type && metadata != nullptr)
            walk.part(document, "metadata", *type, metadata);
    }

    /// A kind that the library lacks is somebody else's, unless its group is one of Kubernetes' own.
    void unknownKind(const ir::Document& document) {
        if (auto fault = kube::faultOf(document.apiVersion, document.kind)) {
            findings.report(Code::E5047, document, {"kind"}, document.kind, *fault);
            return;
        }
        if (document.kind == "List") // of any group; tools take it apart
            return;
        const kube::Library& own = kube::Library::builtin();
        std::vector<std::string> kinds, versions;
        for (const kube::Kind& kind : own.kinds()) {
            if (!own.type(kind.root).path.starts_with("k8s."))
                continue;
            if (kind.apiVersion == document.apiVersion)
                kinds.emplace_back(kind.kind);
            if (kind.kind == document.kind && kind.group() == kube::groupOf(document.apiVersion))
                versions.emplace_back(kind.apiVersion);
        }
        if (versions.empty() && kinds.empty())
            return;
        findings
            .report(Code::W5038, document, {versions.empty() ? "kind" : "apiVersion"}, document.kind,
                    document.apiVersion, document.kind)
            .suggest(versions.empty() ? diag::didYouMean(diag::suggestName(document.kind, kinds))
                                      : diag::nearestOf(document.apiVersion, versions));
    }

    void all(const ir::Package& package, const std::string& ns, bool isChart) {
        findings.setPackage(package);
        for (const ir::Document& document : package.documents) {
            findings.visit(document);
            resource(document);
            view.forgetMany();
        }
        checkNames(package, ns, view, findings);
        checkShared(package, view, findings);
        view.forget(); // so that what the links keep is all there is
        if (isChart)
            checkGenerated(package, view, findings);
        checkLinks(program, package, isChart, view, findings);
        view.forget();
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

void Judge::chart(const ir::Package& package) { impl_->all(package, {}, true); }

void Judge::manifests(const ir::Package& package, const std::string& ns, const std::string& environment) {
    impl_->findings.setEnvironment(environment);
    impl_->all(package, ns, false);
    impl_->findings.setEnvironment({});
}

void Judge::finish() { impl_->findings.reportUnneeded(); }

} // namespace stackc::judge
