#include "ir/verify.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <unordered_map>

namespace stackc::ir {

namespace {

using core::Op;
using core::TypeKind;
using Loops = std::set<const Loop*>;

/// How many arguments an operation takes: at least `least`, at most `most`.
struct Arity {
    size_t least, most;
};

Arity arityOf(Op op) {
    switch (op) {
    case Op::And:
    case Op::Or:
        return {2, SIZE_MAX};
    case Op::Concat:
        return {1, SIZE_MAX};
    case Op::Replace:
        return {3, 3};
    case Op::KeptText:
        return {5, 5};
    case Op::Not:
    case Op::ToText:
    case Op::Lower:
    case Op::Upper:
    case Op::UrlHost:
    case Op::Base64:
    case Op::Sha256:
    case Op::Len:
    case Op::NonEmpty:
    case Op::Range:
    case Op::ApiHas:
    case Op::KubeAtLeast:
    case Op::Unique:
    case Op::Amount:
        return {1, 1};
    default:
        return {2, 2};
    }
}

bool givesBool(Op op) {
    switch (op) {
    case Op::And:
    case Op::Or:
    case Op::Not:
    case Op::Eq:
    case Op::Ne:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
    case Op::Contains:
    case Op::HasPrefix:
    case Op::HasSuffix:
    case Op::Matches:
    case Op::NonEmpty:
    case Op::HasKey:
    case Op::Unique:
    case Op::ApiHas:
    case Op::KubeAtLeast:
        return true;
    default:
        return false;
    }
}

bool isConnective(Op op) { return op == Op::And || op == Op::Or || op == Op::Not; }

bool takesCollection(Op op) {
    return op == Op::Len || op == Op::NonEmpty || op == Op::HasKey || op == Op::Join || op == Op::Unique;
}

class Verifier {
public:
    Verifier(const Package& package, Form form) : package_(package), form_(form) {}

    std::vector<Violation> run() {
        for (const Document& document : package_.documents) {
            place_ = document.span;
            Loops bound = scopes(document.scopes);
            require(document.object->kind == NodeKind::Record, "a resource is a record", document.object);
            bool isNamed = !document.kind.empty() && !document.apiVersion.empty();
            require(isNamed || document.object->late, "a resource has a kind", document.object);
            closed(document.object, bound);
        }
        for (const Check& check : package_.checks) {
            place_ = check.span;
            Loops bound = scopes(check.scopes);
            guard(check.condition);
            closed(check.condition, bound);
            closed(check.message, bound);
            if (check.keys != nullptr)
                closed(check.keys, bound);
        }
        place_ = package_.program->chart.span;
        if (package_.notes != nullptr)
            closed(package_.notes, {});
        return std::move(violations_);
    }

private:
    void require(bool holds, std::string_view invariant, NodeRef node) {
        if (holds)
            return;
        std::string shown = node != nullptr ? dump(node) : "nothing";
        if (shown.size() > 400)
            shown = shown.substr(0, 400) + "…";
        violations_.push_back({fmt::format("{}: {}", invariant, shown), place_});
    }

    /// The loops that the scopes bind, each scope checked inside those around it.
    Loops scopes(const std::vector<Scope>& list) {
        Loops bound;
        for (const Scope& scope : list) {
            guard(scope.guard);
            closed(scope.guard, bound);
            if (scope.loop == nullptr)
                continue;
            closed(scope.loop->source, bound);
            require(!bound.contains(scope.loop), "a loop is not inside itself", scope.loop->source);
            bound.insert(scope.loop);
        }
        return bound;
    }

    void guard(NodeRef node) {
        if (node == nullptr)
            require(false, "there is a guard", node);
        else
            require(isBool(node), "a guard is a Bool", node);
    }

    /// No variable of a loop outside of it.
    void closed(NodeRef node, const Loops& bound) {
        if (node == nullptr) {
            require(false, "there is a value", node);
            return;
        }
        const Loops& free = visit(node);
        require(std::includes(bound.begin(), bound.end(), free.begin(), free.end()),
                "a loop's variable stands inside its loop", node);
    }

    /// Checks the node once and gives the loops whose variables are free in it.
    const Loops& visit(NodeRef node) {
        auto found = free_.find(node);
        if (found != free_.end())
            return found->second;
        Loops free;
        if (node->late || node->kind == NodeKind::Record || node->kind == NodeKind::List)
            free = inspect(node);
        return free_.emplace(node, std::move(free)).first->second;
    }

    void join(Loops& into, NodeRef node) {
        const Loops& more = visit(node);
        into.insert(more.begin(), more.end());
    }

    Loops inspect(NodeRef node) {
        Loops free;
        for (NodeRef arg : node->args) {
            if (arg == nullptr)
                require(false, "arguments are there", nullptr);
            else
                join(free, arg);
        }
        if (std::find(node->args.begin(), node->args.end(), nullptr) != node->args.end())
            return free;
        switch (node->kind) {
        case NodeKind::Ref:
            ref(node, free);
            break;
        case NodeKind::Default:
            require(node->args.size() == 2 && node->args[0]->kind == NodeKind::Ref && inElement(node->args[0]),
                    "a default stands for a field of an element", node);
            break;
        case NodeKind::Present:
            place(node, TypeKind::Optional);
            break;
        case NodeKind::TagIs:
        case NodeKind::Tag:
            place(node, TypeKind::Variant);
            break;
        case NodeKind::Prim:
            prim(node);
            break;
        case NodeKind::Choice:
            choice(node);
            break;
        case NodeKind::Record:
        case NodeKind::List:
            require(node->args.empty() || (node->args.size() == 1 && isBool(node->args[0])),
                    "whether a collection has an entry is a Bool", node);
            break;
        case NodeKind::Text:
            require(node->args.size() == 1, "a text is written from one value", node);
            break;
        case NodeKind::Shared:
            require(node->args.size() == 1 && !node->text.empty(), "a named template has a name and a body", node);
            break;
        default:
            break;
        }
        entries(node, free);
        return free;
    }

    void ref(NodeRef node, Loops& free) {
        if (node->base == RefBase::Field)
            require(node->args.size() == 1 &&
                        (node->args[0]->kind == NodeKind::Ref || node->args[0]->kind == NodeKind::Default),
                    "a field is one of a place", node);
        else if (node->base == RefBase::First)
            require(node->args.size() == 1, "a first element is one of a list", node);
        else
            require(node->args.empty(), "a root has no parent", node);
        bool variable = node->base == RefBase::Element || node->base == RefBase::Key;
        require(variable == (node->loop != nullptr), "a loop's variable has a loop", node);
        if (!variable || node->loop == nullptr)
            return;
        free.insert(node->loop);
        join(free, node->loop->source);
    }

    /// The only argument is a late place of that kind of type.
    void place(NodeRef node, TypeKind kind) {
        bool one = node->args.size() == 1 &&
                   (node->args[0]->kind == NodeKind::Ref || node->args[0]->kind == NodeKind::Default);
        require(one && node->args[0]->type.valid() && typeOf(node->args[0]).kind == kind,
                "a test of a place is one of its type", node);
    }

    void prim(NodeRef node) {
        Arity arity = arityOf(node->op);
        if (node->args.size() < arity.least || node->args.size() > arity.most) {
            require(false, "an operation has its number of arguments", node);
            return;
        }
        for (NodeRef arg : node->args) {
            if (isConnective(node->op))
                require(isBool(arg) && arg->late, "a connective joins late Bools", node);
            if (arg == node->args[0] && takesCollection(node->op))
                require(!isScalarConstant(arg), "a collection is looked into", node);
            else if (!isConnective(node->op) && node->op != Op::Eq)
                require(arg->kind != NodeKind::Record && arg->kind != NodeKind::List && !arg->isNone(),
                        "an operation takes scalars", node);
        }
        require(node->op != Op::Not || node->args[0]->kind != NodeKind::Prim || node->args[0]->op != Op::Not,
                "a negation is not negated", node);
        require(node->op != Op::Ne, "an inequality is a negated equality", node);
    }

    static bool isScalarConstant(NodeRef node) {
        return node->kind == NodeKind::Bool || node->kind == NodeKind::Int || node->kind == NodeKind::Float;
    }

    void choice(NodeRef node) {
        require(node->entries.size() > 1, "a choice has alternatives", node);
        for (const Entry& arm : node->entries)
            require(arm.kind == EntryKind::Value && arm.keyNode == nullptr, "an alternative is a value", node);
    }

    /// Where a value is printed, the last of its alternatives is what is left. Sources of loops and operands of guards
    /// keep theirs as they were made: every guard tells its own.
    void finished(NodeRef value) {
        if (value != nullptr && value->kind == NodeKind::Choice && !value->entries.empty())
            require(value->entries.back().guard->isTrue(), "the last alternative needs no guard", value);
    }

    void entries(NodeRef node, Loops& free) {
        std::set<std::string_view> keys;
        for (const Entry& item : node->entries) {
            entry(item, node, free);
            if (form_ == Form::Normal && node->kind == NodeKind::Record)
                finished(item.value);
            bool fixed = item.kind == EntryKind::Value && item.keyNode == nullptr;
            if (node->kind == NodeKind::Record && fixed)
                require(keys.insert(item.key).second, fmt::format("the key `{}` is there once", item.key), node);
        }
    }

    void entry(const Entry& item, NodeRef node, Loops& free) {
        guard(item.guard);
        if (item.guard != nullptr) {
            join(free, item.guard);
            if (form_ == Form::Normal)
                require(!item.guard->isFalse(), "what can't be is left out", node);
        }
        if (item.kind != EntryKind::Each) {
            require(item.value != nullptr && item.loop == nullptr && item.body.empty(), "an entry has a value",
                    nullptr);
            if (item.value != nullptr)
                join(free, item.value);
            if (item.keyNode != nullptr)
                join(free, item.keyNode);
            return;
        }
        require(item.value == nullptr && item.loop != nullptr, "an iteration has a loop", nullptr);
        if (item.loop == nullptr)
            return;
        join(free, item.loop->source);
        require(form_ != Form::Normal || !item.body.empty(), "an iteration makes something", node);
        Loops inner;
        for (const Entry& more : item.body)
            entry(more, node, inner);
        inner.erase(item.loop);
        free.insert(inner.begin(), inner.end());
    }

    bool isBool(NodeRef node) const {
        switch (node->kind) {
        case NodeKind::Bool:
        case NodeKind::Present:
        case NodeKind::TagIs:
            return true;
        case NodeKind::Prim:
            return givesBool(node->op);
        case NodeKind::Ref:
        case NodeKind::Default:
            return typeOf(node).kind == TypeKind::Bool || typeOf(node).kind == TypeKind::Native;
        case NodeKind::Shared:
            return isBool(node->args[0]);
        case NodeKind::Choice:
            return std::all_of(node->entries.begin(), node->entries.end(),
                               [this](const Entry& arm) { return arm.value != nullptr && isBool(arm.value); });
        default:
            return false;
        }
    }

    const core::Type& typeOf(NodeRef ref) const { return package_.program->types[ref->type]; }

    const Package& package_;
    Form form_;
    core::Span place_;
    std::unordered_map<NodeRef, Loops> free_;
    std::vector<Violation> violations_;
};

} // namespace

std::vector<Violation> verify(const Package& package, Form form) { return Verifier(package, form).run(); }

} // namespace stackc::ir
