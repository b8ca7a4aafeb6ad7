#include "eval/demands.h"

#include <vector>

namespace stackc::eval {

using core::Op;
using core::TypeKind;
using ir::Entry;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;

namespace {

bool isField(NodeRef node) { return node->kind == NodeKind::Ref && node->base == ir::RefBase::Field; }

class Demands {
public:
    Demands(const core::Program& program, ir::NodeTable& nodes) : program_(program), nodes_(nodes) {}

    NodeRef ofNonEmpty(NodeRef collection) {
        if (collection->kind == NodeKind::List)
            return anyOf(collection->entries);
        return holderOf(collection);
    }

    /// That the object or map has entries whose field is asked for.
    NodeRef holderOf(NodeRef place) {
        if (!isField(place) || place->args[0]->kind != NodeKind::Ref)
            return nullptr;
        NodeRef holder = place->args[0];
        TypeKind kind = holder->type.valid() ? program_.types[holder->type].kind : TypeKind::Error;
        bool isOpen = kind == TypeKind::Native || kind == TypeKind::Data || kind == TypeKind::Map;
        return isOpen ? nonEmpty(holder) : nullptr;
    }

    NodeRef nonEmpty(NodeRef place) { return nodes_.prim(Op::NonEmpty, {place}); }

private:
    /// Of entries of which one must be there.
    NodeRef anyOf(const std::vector<Entry>& entries) {
        std::vector<NodeRef> each;
        for (const Entry& entry : entries) {
            each.push_back(ofEntry(entry));
            if (each.back() == nullptr)
                return nullptr;
        }
        if (each.empty())
            return nullptr;
        return each.size() == 1 ? each[0] : nodes_.prim(Op::Or, std::move(each));
    }

    NodeRef ofEntry(const Entry& entry) {
        NodeRef source = entry.kind == EntryKind::Each     ? entry.loop->source
                         : entry.kind == EntryKind::Spread ? entry.value
                                                           : nullptr;
        bool isPlace = source != nullptr && (source->kind == NodeKind::Ref || source->kind == NodeKind::Default);
        NodeRef filled = isPlace ? nonEmpty(source) : nullptr;
        if (entry.guard->isTrue())
            return filled;
        return filled != nullptr ? nodes_.prim(Op::And, {entry.guard, filled}) : entry.guard;
    }

    const core::Program& program_;
    ir::NodeTable& nodes_;
};

} // namespace

NodeRef demandOf(const core::Program& program, ir::NodeTable& nodes, NodeRef test) {
    Demands demands(program, nodes);
    if (test->kind == NodeKind::Present)
        return demands.holderOf(test->args[0]);
    bool isPrim = test->kind == NodeKind::Prim;
    if (isPrim && test->op == Op::NonEmpty)
        return demands.ofNonEmpty(test->args[0]);
    if (isPrim && test->op == Op::HasKey && test->args[0]->kind == NodeKind::Ref)
        return demands.nonEmpty(test->args[0]);
    return nullptr;
}

} // namespace stackc::eval
