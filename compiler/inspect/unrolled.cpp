#include "inspect/unrolled.h"

#include "eval/evaluator.h"
#include "inspect/with_args.h"
#include "ir/choice.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace stackc::inspect {

using core::TypeKind;
using ir::Entry;
using ir::EntryKind;
using ir::Loop;
using ir::Node;
using ir::NodeKind;
using ir::NodeRef;
using ir::RefBase;
using ir::unshared;

namespace {

/// What the variables of a loop stand for; null: for themselves.
struct Bound {
    NodeRef element = nullptr, key = nullptr;
    const Loop* loop = nullptr; ///< or those of another loop
};

/// Makes trees anew with their loops written out. In the body of a loop that is written out its variables are what they
/// stand for in each round, and what is read of them, or asked, is what is known by that (with_args.h).
class Unroller {
public:
    Unroller(const core::Program& program, ir::NodeTable& nodes)
        : program_(program), nodes_(nodes), in_(program, nodes, nullptr, unheard_), guards_(in_.guards) {}

    NodeRef node(NodeRef node) {
        if (node == nullptr || node->isConst())
            return node;
        bool isFree = std::none_of(node->around.begin(), node->around.end(),
                                   [this](const Loop* loop) { return bound_.contains(loop); });
        auto [place, fresh] = (isFree ? made_ : madeHere_).try_emplace(node, node);
        if (!fresh)
            return place->second;
        NodeRef result = made(node);
        return (isFree ? made_ : madeHere_)[node] = result;
    }

    /// A condition, as short as it can be said of what is known now.
    NodeRef condition(NodeRef guard) {
        NodeRef known = node(guard);
        return known == guard ? guard : guards_.simplify(known, nodes_.boolean(true));
    }

private:
    NodeRef made(NodeRef node) {
        switch (node->kind) {
        case NodeKind::Ref:
            return node->loop != nullptr ? variable(node) : withKnownArgs(node);
        case NodeKind::Choice:
            return choice(node);
        case NodeKind::Record:
        case NodeKind::List:
            return collection(node);
        default:
            return withKnownArgs(node);
        }
    }

    NodeRef withKnownArgs(NodeRef node) {
        std::vector<NodeRef> args;
        for (NodeRef arg : node->args)
            args.push_back(this->node(arg));
        return withArgs(in_, node, std::move(args));
    }

    NodeRef variable(NodeRef ref) {
        auto found = bound_.find(ref->loop);
        if (found == bound_.end())
            return ref;
        const Bound& bound = found->second;
        NodeRef stands = ref->base == RefBase::Key ? bound.key : bound.element;
        if (stands != nullptr)
            return stands;
        Node copy = *ref;
        copy.loop = bound.loop != nullptr ? bound.loop : ref->loop;
        return nodes_.intern(std::move(copy));
    }

    NodeRef choice(NodeRef node) {
        std::vector<Entry> arms;
        for (const Entry& arm : node->entries)
            arms.push_back(ir::NodeTable::item(condition(arm.guard), this->node(arm.value)));
        return ir::choiceInOrder(nodes_, std::move(arms));
    }

    NodeRef collection(NodeRef node) {
        Node copy = *node;
        copy.entries = entries(node->entries);
        if (copy.entries == node->entries)
            return node;
        copy.args.clear(); // what it says of its entries is of others now
        return nodes_.intern(std::move(copy));
    }

    // ---- entries

    std::vector<Entry> entries(const std::vector<Entry>& entries) {
        std::vector<Entry> all;
        for (const Entry& entry : entries)
            add(entry, condition(entry.guard), all);
        return all;
    }

    void add(const Entry& entry, NodeRef guard, std::vector<Entry>& all) {
        if (guard->isFalse())
            return;
        if (entry.kind == EntryKind::Each)
            return each(entry, guard, all);
        Entry made = entry;
        made.guard = guard;
        made.keyNode = node(entry.keyNode);
        NodeRef known = node(entry.value);
        made.value = known == entry.value ? known : where(guard, known);
        all.push_back(std::move(made));
    }

    /// What a choice is where a guard holds.
    NodeRef where(NodeRef guard, NodeRef node) {
        NodeRef known = unshared(node);
        if (guard->isTrue() || known->kind != NodeKind::Choice)
            return node;
        std::vector<Entry> arms;
        for (const Entry& arm : known->entries)
            arms.push_back(ir::NodeTable::item(guards_.simplify(arm.guard, guard), arm.value));
        return ir::choiceInOrder(nodes_, std::move(arms));
    }

    void each(const Entry& entry, NodeRef guard, std::vector<Entry>& all) {
        NodeRef source = node(entry.loop->source), known = unshared(source);
        bool isKnownInPart = known->kind == NodeKind::Record || known->kind == NodeKind::List;
        if (isKnownInPart)
            return ofParts(entry, known->entries, known->kind == NodeKind::Record, guard, all);
        round(entry, source, guard, all);
    }

    /// The loop over a source that is late as a whole.
    void round(const Entry& entry, NodeRef source, NodeRef guard, std::vector<Entry>& all) {
        Entry made = entry;
        made.guard = guard;
        if (source != entry.loop->source)
            made.loop = nodes_.loop(source, entry.loop->depth, entry.loop->elementName, entry.loop->keyName);
        // Of what the source holds the loop itself may know no more than that it is of the type that it needs.
        core::TypeId element = elementOf(source);
        Bound bound{element.valid() && source != entry.loop->source ? nodes_.element(made.loop, element) : nullptr,
                    nullptr, made.loop};
        const Binding binding(*this, entry.loop, bound);
        made.body = entries(entry.body);
        if (!made.body.empty())
            all.push_back(std::move(made));
    }

    core::TypeId elementOf(NodeRef source) const {
        source = unshared(source);
        if (source->kind != NodeKind::Ref)
            return {};
        const core::Type& type = program_.types[source->type];
        return type.kind == TypeKind::Map || type.kind == TypeKind::List ? type.element : core::TypeId();
    }

    /// The body for each entry of the source.
    void ofParts(const Entry& entry, const std::vector<Entry>& parts, bool isMap, NodeRef guard,
                 std::vector<Entry>& all) {
        for (const Entry& part : parts) {
            NodeRef inner = guards_.both(guard, part.guard);
            if (inner->isFalse())
                continue;
            if (part.kind == EntryKind::Each) {
                Entry made = part;
                made.guard = inner;
                made.body.clear();
                ofParts(entry, part.body, isMap, nodes_.boolean(true), made.body);
                if (!made.body.empty())
                    all.push_back(std::move(made));
            } else if (part.kind == EntryKind::Spread) {
                round(entry, part.value, inner, all);
            } else {
                NodeRef key = !isMap ? nullptr : part.keyNode != nullptr ? part.keyNode : nodes_.string(part.key);
                const Binding binding(*this, entry.loop, {part.value, key, nullptr});
                for (const Entry& one : entry.body)
                    add(one, guards_.both(inner, condition(one.guard)), all);
            }
        }
    }

    /// What a loop's variables stand for, for its lifetime.
    class Binding {
    public:
        Binding(Unroller& in, const Loop* loop, Bound bound)
            : in_(in), loop_(loop), made_(std::exchange(in.madeHere_, {})) {
            auto [place, fresh] = in_.bound_.try_emplace(loop, bound);
            if (!fresh)
                saved_ = std::exchange(place->second, bound);
        }
        ~Binding() {
            in_.madeHere_ = std::move(made_);
            if (saved_)
                in_.bound_[loop_] = *saved_;
            else
                in_.bound_.erase(loop_);
        }
        Binding(const Binding&) = delete;
        Binding& operator=(const Binding&) = delete;

    private:
        Unroller& in_;
        const Loop* loop_;
        std::unordered_map<NodeRef, NodeRef> made_; ///< around
        std::optional<Bound> saved_;
    };

    const core::Program& program_;
    ir::NodeTable& nodes_;
    diag::Sink unheard_; ///< what is wrong with a program is said where it is checked
    eval::Evaluator in_;
    eval::Guards& guards_;
    std::map<const Loop*, Bound> bound_;
    std::unordered_map<NodeRef, NodeRef> made_;     ///< of nodes that read no variable of a loop around
    std::unordered_map<NodeRef, NodeRef> madeHere_; ///< of others, as long as these stand for the same
};

} // namespace

ir::Package unrolled(ir::NodeTable& nodes, ir::Package package) {
    Unroller unroller(*package.program, nodes);
    for (ir::Document& document : package.documents) {
        document.object = unroller.node(document.object);
        for (ir::Scope& scope : document.scopes)
            scope.guard = unroller.condition(scope.guard);
    }
    return package;
}

} // namespace stackc::inspect
