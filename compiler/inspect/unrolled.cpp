#include "inspect/unrolled.h"

#include "eval/evaluator.h"
#include "eval/primitives.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace stackc::inspect {

using core::Op;
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
            return place(node);
        case NodeKind::Default:
            return orElse(node, this->node(node->args[0]), this->node(node->args[1]));
        case NodeKind::Present:
            return present(node, this->node(node->args[0]));
        case NodeKind::TagIs:
            return tagIs(node, this->node(node->args[0]));
        case NodeKind::Tag:
            return tag(node, this->node(node->args[0]));
        case NodeKind::Prim:
            return prim(node);
        case NodeKind::Choice:
            return choice(node);
        case NodeKind::Record:
        case NodeKind::List: {
            Node copy = *node;
            copy.entries = entries(node->entries);
            if (copy.entries == node->entries)
                return node;
            copy.args.clear(); // what it says of its entries is of others now
            return nodes_.intern(std::move(copy));
        }
        default:
            return withArgs(node);
        }
    }

    /// The node with another first argument.
    NodeRef with(NodeRef node, NodeRef arg) {
        if (arg == node->args[0])
            return node;
        Node copy = *node;
        copy.args[0] = arg;
        return nodes_.intern(std::move(copy));
    }

    NodeRef withArgs(NodeRef node) {
        Node copy = *node;
        for (NodeRef& arg : copy.args)
            arg = this->node(arg);
        return copy.args == node->args ? node : nodes_.intern(std::move(copy));
    }

    // ---- places

    NodeRef place(NodeRef ref) {
        if (ref->base == RefBase::Field || ref->base == RefBase::First) {
            NodeRef around = node(ref->args[0]);
            return ref->base == RefBase::Field ? field(ref, around) : with(ref, around);
        }
        auto found = ref->base == RefBase::Input ? bound_.end() : bound_.find(ref->loop);
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

    /// What `ref` reads of what stands around it now.
    NodeRef field(NodeRef ref, NodeRef around) {
        NodeRef held = unshared(around);
        switch (held->kind) {
        case NodeKind::Ref:
        case NodeKind::Default:
            return isText(held) ? nodes_.none() : with(ref, around);
        case NodeKind::Record:
            return under(held, ref->text);
        case NodeKind::Variant:
            return held->text == ref->text && !held->args.empty() ? held->args[0] : nodes_.none();
        case NodeKind::Choice:
            return ofArms(held, [&](NodeRef arm) { return field(ref, arm); });
        default:
            return nodes_.none();
        }
    }

    /// What a record has under a key, where it has it.
    NodeRef under(NodeRef record, const std::string& key) {
        std::vector<Entry> arms;
        for (const Entry& entry : record->entries)
            if (const std::string* fixed = ir::fixedKey(entry); fixed != nullptr && *fixed == key)
                arms.push_back(ir::NodeTable::item(entry.guard, entry.value));
        arms.push_back(ir::NodeTable::item(nodes_.boolean(true), nodes_.none()));
        return chosen(std::move(arms));
    }

    NodeRef orElse(NodeRef node, NodeRef held, NodeRef otherwise) {
        NodeRef known = unshared(held);
        if (known->isNone())
            return otherwise;
        if (known->kind == NodeKind::Choice)
            return ofArms(known, [&](NodeRef arm) { return orElse(node, arm, otherwise); });
        if (known->kind != NodeKind::Ref)
            return held;
        Node copy = *node;
        copy.args = {held, otherwise};
        return copy.args == node->args ? node : nodes_.intern(std::move(copy));
    }

    NodeRef tag(NodeRef node, NodeRef held) {
        NodeRef known = unshared(held);
        if (known->kind == NodeKind::Choice)
            return ofArms(known, [&](NodeRef arm) { return tag(node, arm); });
        return known->kind == NodeKind::Variant ? nodes_.string(known->text) : with(node, held);
    }

    /// Is it a place at which a text stands, and no map?
    bool isText(NodeRef ref) const {
        const core::Type& type = program_.types[ref->type];
        return type.kind != TypeKind::Variant && core::isStringLike(type);
    }

    NodeRef present(NodeRef node, NodeRef held) {
        NodeRef known = unshared(held);
        if (known->isNone())
            return nodes_.boolean(false);
        if (known->kind == NodeKind::Choice)
            return anyArm(known, [&](NodeRef arm) { return present(node, arm); });
        bool isPlace = known->kind == NodeKind::Ref || known->kind == NodeKind::Default;
        return isPlace && program_.types[known->type].kind == TypeKind::Optional ? with(node, held)
                                                                                 : nodes_.boolean(true);
    }

    NodeRef tagIs(NodeRef node, NodeRef held) {
        NodeRef known = unshared(held);
        const core::Type& type = program_.types[unshared(node->args[0])->type];
        if (type.kind != TypeKind::Variant || node->index >= type.cases.size())
            return with(node, held);
        const core::Case& wanted = type.cases[node->index];
        switch (known->kind) {
        case NodeKind::Variant:
            return nodes_.boolean(known->text == wanted.key);
        case NodeKind::Record: // a variant as values have it
            return nodes_.boolean(ir::findEntry(known, wanted.key) != nullptr);
        case NodeKind::Choice:
            return anyArm(known, [&](NodeRef arm) { return tagIs(node, arm); });
        case NodeKind::Ref:
        case NodeKind::Default:
            return isText(known) ? nodes_.boolean(wanted.fromText) : with(node, held);
        default:
            return nodes_.boolean(!known->isNone() && wanted.fromText);
        }
    }

    template <typename Of> NodeRef ofArms(NodeRef choice, const Of& of) {
        std::vector<Entry> arms;
        for (const Entry& arm : choice->entries)
            arms.push_back(ir::NodeTable::item(arm.guard, of(arm.value)));
        return chosen(std::move(arms));
    }

    /// A truth of each arm, where the choice is that one.
    template <typename Of> NodeRef anyArm(NodeRef choice, const Of& of) {
        NodeRef rest = nodes_.boolean(true), found = nodes_.boolean(false);
        for (const Entry& arm : choice->entries) {
            found = guards_.either(found, guards_.both(guards_.both(rest, arm.guard), of(arm.value)));
            rest = guards_.both(rest, guards_.negate(arm.guard));
        }
        return found;
    }

    // ---- operations

    NodeRef prim(NodeRef node) {
        std::vector<NodeRef> args;
        for (NodeRef arg : node->args)
            args.push_back(this->node(arg));
        if (args == node->args)
            return node;
        switch (node->op) {
        case Op::And:
            return guards_.all(args);
        case Op::Or:
            return guards_.any(args);
        case Op::Not:
            return guards_.negate(args[0]);
        case Op::NonEmpty:
            return nonEmpty(args[0]);
        case Op::Eq:
        case Op::Ne:
            return equals(node, args[0], args[1]);
        default:
            return computed(node, std::move(args));
        }
    }

    /// As the evaluator has it. What it doesn't compute stays the operation that it is.
    NodeRef computed(NodeRef node, std::vector<NodeRef> args) {
        for (NodeRef& arg : args)
            arg = node->op == Op::WholeOr ? arg : read(arg);
        // What isn't there is read nowhere, and of a list all elements have to be known.
        auto isUnknown = [&](NodeRef arg) { return arg->isNone() && node->op != Op::WholeOr; };
        bool isOfList = node->op == Op::Join || node->op == Op::Unique;
        if (std::none_of(args.begin(), args.end(), isUnknown) && (!isOfList || isWhole(args[0])))
            return eval::primitive(in_, node->op, std::move(args), nullptr);
        Node copy = *node;
        copy.args = std::move(args);
        return nodes_.intern(std::move(copy));
    }

    /// What is read is there: of what may be nothing, the rest.
    NodeRef read(NodeRef node) {
        NodeRef known = unshared(node);
        auto isNothing = [](const Entry& arm) { return arm.value->isNone(); };
        if (known->kind != NodeKind::Choice || std::none_of(known->entries.begin(), known->entries.end(), isNothing))
            return node;
        std::vector<Entry> arms = known->entries;
        std::erase_if(arms, isNothing);
        if (!arms.empty())
            arms.back().guard = nodes_.boolean(true);
        return chosen(std::move(arms));
    }

    /// Is it a list of constants?
    static bool isWhole(NodeRef node) {
        auto isPlain = [](const Entry& item) { return item.kind == EntryKind::Value && item.value->isConst(); };
        return node->kind == NodeKind::List && node->isConst() &&
               std::all_of(node->entries.begin(), node->entries.end(), isPlain);
    }

    NodeRef equals(NodeRef node, NodeRef a, NodeRef b) {
        if (a->isConst() && b->isConst())
            return nodes_.boolean((a == b) == (node->op == Op::Eq));
        if (unshared(a)->kind == NodeKind::Choice && b->isConst())
            return anyArm(unshared(a), [&](NodeRef arm) { return equals(node, arm, b); });
        Node copy = *node;
        copy.args = {a, b};
        return nodes_.intern(std::move(copy));
    }

    NodeRef nonEmpty(NodeRef held) {
        NodeRef known = unshared(held);
        if (known->kind != NodeKind::Record && known->kind != NodeKind::List)
            return nodes_.prim(Op::NonEmpty, {held});
        std::vector<NodeRef> some;
        Node rest;
        rest.kind = known->kind;
        for (const Entry& entry : known->entries) {
            if (entry.kind == EntryKind::Value)
                some.push_back(entry.guard);
            else
                rest.entries.push_back(entry);
        }
        if (!rest.entries.empty())
            some.push_back(nodes_.prim(Op::NonEmpty, {nodes_.intern(std::move(rest))}));
        return guards_.any(some);
    }

    NodeRef choice(NodeRef node) {
        std::vector<Entry> arms;
        for (const Entry& arm : node->entries)
            arms.push_back(ir::NodeTable::item(condition(arm.guard), this->node(arm.value)));
        return chosen(std::move(arms));
    }

    NodeRef chosen(std::vector<Entry> arms) {
        std::erase_if(arms, [](const Entry& arm) { return arm.guard->isFalse(); });
        auto last = std::find_if(arms.begin(), arms.end(), [](const Entry& arm) { return arm.guard->isTrue(); });
        if (last != arms.end())
            arms.erase(std::next(last), arms.end());
        if (arms.empty())
            return nodes_.none();
        if (arms.front().guard->isTrue())
            return arms.front().value;
        Node made;
        made.kind = NodeKind::Choice;
        made.entries = std::move(arms);
        return nodes_.intern(std::move(made));
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
        return chosen(std::move(arms));
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
