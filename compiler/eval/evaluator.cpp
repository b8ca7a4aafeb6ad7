#include "eval/evaluator.h"

#include "diag/fault.h"
#include "kube/version_range.h"

#include <algorithm>
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

/// Looks for generated texts that are not of the document's Secret.
class StrayTexts {
public:
    /// `keeper`: the Secret's name; null: the document is none. It is there where `context` holds.
    StrayTexts(Guards& guards, NodeRef keeper, NodeRef context)
        : guards_(guards), context_(context), keeper_(keeper != nullptr ? certain(keeper) : nullptr) {}

    /// The name of the Secret that a generated text of the node belongs to, if it is another one; else null.
    NodeRef in(NodeRef node) {
        if (!node->late || !seen_.insert(node).second)
            return nullptr;
        if (node->kind == ir::NodeKind::Prim && node->op == core::Op::KeptText)
            return certain(node->args[1]) == keeper_ ? nullptr : node->args[1];
        for (NodeRef arg : node->args)
            if (NodeRef stray = in(arg))
                return stray;
        return in(node->entries);
    }

private:
    NodeRef in(const std::vector<ir::Entry>& entries) {
        for (const ir::Entry& entry : entries) {
            if (NodeRef stray = entry.value != nullptr ? in(entry.value) : nullptr)
                return stray;
            if (NodeRef stray = in(entry.body))
                return stray;
        }
        return nullptr;
    }

    /// What the node is where the context holds. A template's text is evaluated for any context.
    NodeRef certain(NodeRef node) {
        while (node->kind == ir::NodeKind::Choice) {
            auto arm = std::ranges::find_if_not(node->entries, [this](const ir::Entry& entry) {
                return guards_.implies(context_, guards_.negate(entry.guard));
            });
            bool isCertain =
                arm != node->entries.end() && (arm + 1 == node->entries.end() || guards_.implies(context_, arm->guard));
            if (!isCertain)
                break;
            node = arm->value;
        }
        return node;
    }

    Guards& guards_;
    NodeRef context_;
    NodeRef keeper_;
    std::unordered_set<NodeRef> seen_;
};

/// Each generated text is one text only if the Secret that keeps it is all that reads it.
void checkKeptTexts(const ir::Package& package, Guards& guards, diag::Sink& sink) {
    for (const ir::Document& document : package.documents) {
        NodeRef metadata = document.object->kind == ir::NodeKind::Record ? document.object : nullptr;
        for (const char* key : {"metadata", "name"}) {
            const ir::Entry* entry = metadata != nullptr ? ir::findEntry(metadata, key) : nullptr;
            metadata = entry != nullptr ? entry->value : nullptr;
        }
        std::vector<NodeRef> context;
        for (const ir::Scope& scope : document.scopes)
            context.push_back(scope.guard);
        StrayTexts texts(guards, document.kind == "Secret" ? metadata : nullptr, guards.all(context));
        if (NodeRef stray = texts.in(document.object))
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
    checkKeptTexts(package_, guards_, sink_);
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
