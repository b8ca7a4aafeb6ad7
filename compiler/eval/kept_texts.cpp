#include "eval/kept_texts.h"

#include "ir/locate.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace stackc::eval {

using ir::NodeRef;

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
            return isKeeper(certain(node->args[1])) ? nullptr : node->args[1];
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

    /// A name that is one of several: whether the guard of the last is spelled out says nothing, as one of them holds.
    bool isKeeper(NodeRef name) const {
        bool areChoices = keeper_ != nullptr && keeper_->kind == ir::NodeKind::Choice && name->kind == keeper_->kind &&
                          name->entries.size() == keeper_->entries.size();
        if (!areChoices)
            return name == keeper_;
        auto last = name->entries.end() - 1;
        return std::equal(name->entries.begin(), last, keeper_->entries.begin()) &&
               last->value == keeper_->entries.back().value;
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

} // namespace

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
            sink.report(diag::Code::E5041, ir::locate(*package.program, document, {}, ""),
                        stray->kind == ir::NodeKind::String ? stray->text : document.name);
    }
}

} // namespace stackc::eval
