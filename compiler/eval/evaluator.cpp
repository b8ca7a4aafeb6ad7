#include "eval/evaluator.h"

#include "diag/fault.h"
#include "kube/version_range.h"

#include <unordered_set>

namespace stackc::eval {

/// As Helm's `semverCompare ">=least-0"`: versions before a release count as the release.
bool kubeAtLeast(std::string_view version, std::string_view least) {
    auto cluster = kube::Version::parse(version);
    auto wanted = kube::Version::parse(least);
    if (!cluster || !wanted)
        return false;
    if (wanted->prerelease.empty())
        wanted->prerelease = "0";
    return kube::compare(*cluster, *wanted) >= 0;
}

namespace {

/// The Secret that a generated text of the node belongs to, if it isn't `keeper`; else null. Both are names.
NodeRef strayText(NodeRef node, NodeRef keeper, std::unordered_set<NodeRef>& seen);

NodeRef strayText(const std::vector<ir::Entry>& entries, NodeRef keeper, std::unordered_set<NodeRef>& seen) {
    for (const ir::Entry& entry : entries) {
        if (NodeRef stray = entry.value != nullptr ? strayText(entry.value, keeper, seen) : nullptr)
            return stray;
        if (NodeRef stray = strayText(entry.body, keeper, seen))
            return stray;
    }
    return nullptr;
}

NodeRef strayText(NodeRef node, NodeRef keeper, std::unordered_set<NodeRef>& seen) {
    if (!node->late || !seen.insert(node).second)
        return nullptr;
    if (node->kind == ir::NodeKind::Prim && node->op == core::Op::KeptText)
        return node->args[1] == keeper ? nullptr : node->args[1];
    for (NodeRef arg : node->args)
        if (NodeRef stray = strayText(arg, keeper, seen))
            return stray;
    return strayText(node->entries, keeper, seen);
}

/// Each generated text is one text only if the Secret that keeps it is all that reads it.
void checkKeptTexts(const ir::Package& package, diag::Sink& sink) {
    for (const ir::Document& document : package.documents) {
        NodeRef metadata = document.object->kind == ir::NodeKind::Record ? document.object : nullptr;
        for (const char* key : {"metadata", "name"}) {
            const ir::Entry* entry = metadata != nullptr ? ir::findEntry(metadata, key) : nullptr;
            metadata = entry != nullptr ? entry->value : nullptr;
        }
        std::unordered_set<NodeRef> seen;
        NodeRef keeper = document.kind == "Secret" ? metadata : nullptr;
        if (NodeRef stray = strayText(document.object, keeper, seen))
            sink.report(diag::Code::E5041, document.span,
                        stray->kind == ir::NodeKind::String ? stray->text : document.name);
    }
}

} // namespace

Evaluator::Evaluator(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink)
    : program_(program), nodes_(nodes), known_(known), sink_(sink), guards_(program, nodes),
      vars_(program.vars.size(), nullptr), lets_(program.lets.size(), nullptr), context_(nodes.boolean(true)) {}

ir::Package Evaluator::run() {
    package_.program = &program_;
    checkValues();
    // A violated rule of the values makes what follows from them meaningless.
    if (known_ != nullptr && sink_.hasErrors())
        return std::move(package_);
    run(program_.statements);
    if (program_.chart.notes.valid())
        package_.notes = evaluate(program_.chart.notes);
    checkKeptTexts(package_, sink_);
    verify(ir::Form::Evaluated);
    normalize(package_, nodes_, guards_);
    verify(ir::Form::Normal);
    return std::move(package_);
}

/// In builds with assertions: what broke an invariant is our fault, whatever the program says.
void Evaluator::verify([[maybe_unused]] ir::Form form) const {
#ifndef NDEBUG
    if (sink_.hasErrors())
        return;
    std::vector<ir::Violation> violations = ir::verify(package_, form);
    if (!violations.empty())
        throw diag::Fault(violations[0].what, violations[0].span);
#endif
}

ir::Package evaluate(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink) {
    return Evaluator(program, nodes, known, sink).run();
}

ir::NodeRef evaluateConstant(const core::Program& program, ir::NodeTable& nodes, core::ExprId expr, diag::Sink& sink) {
    ir::NodeRef node = Evaluator(program, nodes, nullptr, sink).evaluate(expr);
    if (node->isConst())
        return node;
    sink.report(diag::Code::E4002, program[expr].span);
    return nodes.none();
}

} // namespace stackc::eval
