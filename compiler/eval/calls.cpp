#include "eval/calls.h"

#include "eval/data.h"
#include "eval/evaluator.h"
#include "eval/keys.h"
#include "eval/normalize.h"

#include <algorithm>

namespace stackc::eval {

using ir::NodeKind;

namespace {

bool hasLoopVariable(NodeRef node) { return !node->around.empty(); }

bool isStructure(NodeRef node) { return node->kind == NodeKind::Record || node->kind == NodeKind::List; }

} // namespace

NodeRef Calls::value(const core::CallExpr& call, const core::Expr& expr) {
    const core::Function& function = in_.program[call.fn];
    std::vector<NodeRef> args;
    for (size_t i = 0; i < call.args.size(); ++i)
        args.push_back(in_.services.isLeftOut(function.params[i], function.body)
                           ? in_.nodes.none()
                           : in_.templates.named(in_.evaluate(call.args[i]), in_.program[function.params[i]].name));
    bool isClosed = std::none_of(args.begin(), args.end(), hasLoopVariable);
    return function.templateName.empty() || !isClosed ? inPlace(call, args) : instance(call, args, expr);
}

NodeRef Calls::bodyOf(const core::CallExpr& call, const std::vector<NodeRef>& args) {
    const core::Function& function = in_.program[call.fn];
    for (size_t i = 0; i < args.size(); ++i)
        in_.vars[function.params[i].value] = args[i];
    NodeRef result = nullptr;
    {
        const Trace::InCall inCall(in_.trace, call);
        result = in_.evaluate(function.body);
    }
    return function.templateName.empty() ? in_.templates.named(result, function.name, limit::unsharedCall) : result;
}

Calls::Key Calls::keyOf(const core::CallExpr& call, const std::vector<NodeRef>& args) const {
    Key key{call.fn.value, in_.place.depth(), in_.place.context(), {}, args};
    for (const Place::Round& round : in_.place.rounds())
        std::get<3>(key).emplace_back(round.context, round.loop);
    return key;
}

/// A call whose value depends on where it is.
NodeRef Calls::inPlace(const core::CallExpr& call, const std::vector<NodeRef>& args) {
    Key key = keyOf(call, args);
    if (auto known = known_.find(key); known != known_.end()) {
        in_.decisions.repeat(known->second.ways, in_.trace.author());
        in_.addChecks(known->second.checks);
        return known->second.value;
    }
    Key anywhere = key;
    std::get<2>(anywhere) = nullptr;
    if (auto known = shared_.find(anywhere);
        known != shared_.end() && in_.guards.implies(in_.place.context(), known->second.first)) {
        in_.decisions.repeat(known->second.second.ways, in_.trace.author());
        return known->second.second.value;
    }
    Standalone made = apart(in_, [&] { return bodyOf(call, args); });
    in_.decisions.repeat(made.ways, in_.trace.author());
    in_.addChecks(made.checks);
    NodeRef value = made.value;
    if (value->kind == NodeKind::Shared && made.checks.empty())
        shared_[std::move(anywhere)] = {in_.place.context(), made};
    known_.emplace(std::move(key), std::move(made));
    return value;
}

/// An instance of a named template. It stands for itself wherever it is included, so nothing around the call may shape
/// it.
NodeRef Calls::instance(const core::CallExpr& call, const std::vector<NodeRef>& args, const core::Expr& expr) {
    Standalone& instance = instances_[{call.fn.value, args}];
    if (instance.value == nullptr) {
        Standalone body = byItself(in_, [&] {
            NodeRef made = bodyOf(call, args);
            return normalize(isStructure(made) ? dataOf(in_, made, DataUse::Resource, expr) : made, in_.nodes,
                             in_.guards);
        });
        instance.value = templateOf(call, args, body);
        instance.checks = std::move(body.checks);
        instance.ways = std::move(body.ways);
    }
    repeatStandalone(in_, instance);
    return instance.value;
}

/// Of instances with one body, and no checks that may differ, the first is enough; a map or list of the library is one
/// whatever the function's name.
NodeRef Calls::templateOf(const core::CallExpr& call, const std::vector<NodeRef>& args, const Standalone& body) {
    if (!body.value->late || hasLoopVariable(body.value))
        return body.value;
    const core::Function& function = in_.program[call.fn];
    bool isOfLibrary = in_.program.library.contains(function.span.file);
    NodeRef& alike = bodies_[{isOfLibrary && isStructure(body.value) ? UINT32_MAX : call.fn.value, body.value}];
    if (body.checks.empty() && alike != nullptr)
        return alike;
    ir::Node shared;
    shared.kind = NodeKind::Shared;
    shared.index = call.fn.value + 1;
    shared.text = in_.templates.nameFor(function.templateName, args);
    shared.args = {body.value};
    NodeRef made = in_.nodes.intern(std::move(shared));
    if (body.checks.empty())
        alike = made;
    return made;
}

} // namespace stackc::eval
