#include "graph/words.h"

#include "core/layout.h"
#include "text/utf8.h"
#include "values/constraints.h"

#include <fmt/format.h>

namespace stackc::graph {

using core::Op;
using ir::NodeKind;
using ir::NodeRef;
using ir::RefBase;
using ir::unshared;

namespace {

/// The name of a template without its package's; of a `let` or parameter, what the source calls it.
std::string sharedName(NodeRef shared) {
    constexpr std::string_view lets = "lets.";
    return shared->text.starts_with(lets) ? shared->text.substr(lets.size()) : shared->text;
}

std::string inputText(core::Input input, const Manner& manner) {
    switch (input) {
    case core::Input::Values:
        return manner.values;
    case core::Input::ReleaseName:
        return "release.name";
    case core::Input::ReleaseNamespace:
        return "release.namespace";
    case core::Input::ReleaseService:
        return "release.service";
    case core::Input::ChartName:
    case core::Input::ChartDeclaredName:
        return "chart.name";
    case core::Input::ChartVersion:
        return "chart.version";
    case core::Input::ChartAppVersion:
        return "chart.appVersion";
    case core::Input::KubeVersion:
        return "kubeVersion";
    }
    return "";
}

/// What a late text is made of, without braces; empty where it has no short name.
std::string sourceText(NodeRef node, const Manner& manner) {
    switch (node->kind) {
    case NodeKind::Shared:
        return sharedName(node);
    case NodeKind::Ref:
        return placeText(node, manner);
    case NodeKind::Default:
        return placeText(node->args[0], manner);
    case NodeKind::Tag:
        return placeText(node->args[0], manner);
    case NodeKind::Prim: {
        if (node->op == Op::Concat)
            return nameText(node, manner);
        std::string inner = node->args.empty() ? std::string() : sourceText(node->args[0], manner);
        bool isSame = node->op == Op::Cut || node->op == Op::ToText || node->op == Op::Lower;
        return isSame || inner.empty() ? inner : fmt::format("{}({})", core::opName(node->op), inner);
    }
    case NodeKind::Choice: {
        std::string text;
        for (const ir::Entry& arm : node->entries) {
            std::string one = arm.value->kind == NodeKind::String ? arm.value->text : sourceText(arm.value, manner);
            if (one.empty())
                return "";
            text += (text.empty() ? "" : " or ") + one;
        }
        return text;
    }
    default:
        return "";
    }
}

class Conditions {
public:
    Conditions(const core::Program& program, const Manner& manner) : program_(program), manner_(manner) {}

    std::string text(NodeRef node, bool isPart = false) const {
        switch (node->kind) {
        case NodeKind::Prim:
            return operation(node, isPart);
        case NodeKind::TagIs:
            return fmt::format("{} is {}", place(node->args[0]), node->text);
        case NodeKind::Shared: // however large, and whatever it is made of
            return sharedName(node);
        case NodeKind::Present:
            return place(node->args[0]) + (manner_.isSource ? " != none" : isSwitch(node) ? ".enabled" : " is set");
        default:
            return operand(node);
        }
    }

private:
    std::string place(NodeRef ref) const { return placeText(ref, manner_); }

    bool isSwitch(NodeRef present) const {
        const core::Type& type = program_.types[present->args[0]->type];
        return type.kind == core::TypeKind::Optional && values::isSwitched(program_.types[type.element]);
    }

    std::string negated(NodeRef node) const {
        if (node->kind == NodeKind::TagIs && manner_.isSource)
            return fmt::format("not ({} is {})", place(node->args[0]), node->text);
        if (node->kind == NodeKind::TagIs)
            return fmt::format("{} is not {}", place(node->args[0]), node->text);
        if (node->kind == NodeKind::Present && (manner_.isSource || !isSwitch(node)))
            return place(node->args[0]) + (manner_.isSource ? " == none" : " is not set");
        if (node->kind == NodeKind::Prim && node->op == Op::Eq)
            return fmt::format("{} != {}", operand(node->args[0]), operand(node->args[1]));
        return "not " + text(node, true);
    }

    std::string operation(NodeRef node, bool isPart) const {
        switch (node->op) {
        case Op::And:
        case Op::Or: {
            std::string joined;
            for (NodeRef arg : node->args)
                joined += (joined.empty() ? "" : node->op == Op::And ? " and " : " or ") + text(arg, true);
            return isPart ? "(" + joined + ")" : joined;
        }
        case Op::Not:
            return negated(node->args[0]);
        case Op::Eq:
        case Op::Ne:
        case Op::Lt:
        case Op::Le:
        case Op::Gt:
        case Op::Ge:
            return fmt::format("{} {} {}", operand(node->args[0]), core::opName(node->op), operand(node->args[1]));
        case Op::NonEmpty:
            return manner_.isSource ? fmt::format("nonEmpty({})", operand(node->args[0]))
                                    : operand(node->args[0]) + " is not empty";
        default:
            return operand(node);
        }
    }

    std::string operand(NodeRef node) const {
        switch (node->kind) {
        case NodeKind::Shared:
            return sharedName(node);
        case NodeKind::Bool:
            return node->boolean ? "true" : "false";
        case NodeKind::Int:
            return std::to_string(node->integer);
        case NodeKind::Float:
            return node->text;
        case NodeKind::String:
            return "\"" + node->text + "\"";
        case NodeKind::Prim: {
            std::string args;
            for (NodeRef arg : node->args)
                args += (args.empty() ? "" : ", ") + operand(arg);
            return fmt::format("{}({})", core::opName(node->op), args);
        }
        default: {
            std::string text = sourceText(node, manner_);
            return text.empty() ? "…" : text;
        }
        }
    }

    const core::Program& program_;
    const Manner& manner_;
};

constexpr size_t longestCondition = 160;

} // namespace

std::string placeText(NodeRef ref, const Manner& manner) {
    ref = unshared(ref);
    if (ref->kind == NodeKind::Default)
        return placeText(ref->args[0], manner);
    if (ref->kind != NodeKind::Ref)
        return "…";
    switch (ref->base) {
    case RefBase::Input:
        return inputText(ref->input, manner);
    case RefBase::Element:
        return ref->loop->elementName;
    case RefBase::Key:
        return ref->loop->keyName.empty() ? "key of " + ref->loop->elementName : ref->loop->keyName;
    case RefBase::First:
        return "first of " + placeText(ref->args[0], manner);
    case RefBase::Field: {
        return placeText(ref->args[0], manner) + (core::isFlatKey(ref->text) ? "" : "." + ref->text);
    }
    }
    return "";
}

std::string nameText(NodeRef node, const Manner& manner) {
    // What has a template for each component says more by what it is made of.
    if (node->kind == NodeKind::Shared && sharedName(node).find('.') != std::string::npos)
        return nameText(node->args[0], manner);
    if (node->kind == NodeKind::String)
        return node->text;
    if (node->kind == NodeKind::Int)
        return std::to_string(node->integer);
    if (node->kind == NodeKind::Prim && node->op == Op::Concat) {
        std::string text;
        for (NodeRef part : node->args)
            text += nameText(part, manner);
        return text;
    }
    if (node->kind == NodeKind::Prim && node->op == Op::Cut)
        return nameText(node->args[0], manner);
    std::string source = sourceText(node, manner);
    return "{" + (source.empty() ? "…" : source) + "}";
}

std::string conditionText(const core::Program& program, NodeRef guard, const Manner& manner) {
    if (guard->isTrue())
        return "";
    std::string text = Conditions(program, manner).text(guard);
    return manner.isSource ? text : text::shortened(text, longestCondition);
}

} // namespace stackc::graph
