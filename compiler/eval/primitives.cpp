#include "eval/evaluator.h"
#include "eval/limits.h"

#include <algorithm>

namespace stackc::eval {

using core::Op;
using ir::EntryKind;
using ir::NodeKind;

namespace {

bool isArithmetic(Op op) {
    return op == Op::Add || op == Op::Sub || op == Op::Mul || op == Op::Div || op == Op::Mod || op == Op::Min ||
           op == Op::Max;
}

/// Tests, whose answer for a Choice is best told as a guard.
bool isTest(Op op) {
    switch (op) {
    case Op::Eq:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
    case Op::Contains:
    case Op::HasPrefix:
    case Op::HasSuffix:
    case Op::HasKey:
        return true;
    default:
        return false;
    }
}

bool hasOneAtMost(NodeRef list) {
    return list->kind == NodeKind::List &&
           (list->entries.empty() || (list->entries.size() == 1 && list->entries[0].kind == EntryKind::Value));
}

/// Are they different whichever are there?
bool areConstantsApart(NodeRef list) {
    std::set<NodeRef> seen;
    return list->kind == NodeKind::List &&
           std::all_of(list->entries.begin(), list->entries.end(), [&](const Entry& item) {
               return item.kind == EntryKind::Value && !item.value->late && seen.insert(item.value).second;
           });
}

} // namespace

NodeRef Evaluator::primitive(Op op, std::vector<NodeRef> args, const core::Expr* expr) {
    switch (op) {
    case Op::And:
        return guards_.all(args);
    case Op::Or:
        return guards_.any(args);
    case Op::Not:
        return guards_.negate(args[0]);
    case Op::Ne:
        return guards_.negate(primitive(Op::Eq, std::move(args), expr));
    case Op::Concat:
        return concat(std::move(args));
    case Op::NonEmpty:
        return nonEmpty(args[0]);
    case Op::Len:
        return length(args[0]);
    case Op::Join:
    case Op::Unique:
        args[0] = walkable(args[0]);
        if (args[0] == nullptr)
            return unsupported(*expr, "a list of these elements");
        if (op == Op::Unique && (hasOneAtMost(args[0]) || areConstantsApart(args[0])))
            return yes();
        break;
    case Op::ToText:
        if (args[0]->kind == NodeKind::Choice && args[0]->late)
            break;
        if (args[0]->kind == NodeKind::Ref && core::isText(typeOf(args[0])) &&
            typeOf(args[0]).kind != core::TypeKind::IntOrPercent && typeOf(args[0]).domain != core::Domain::Quantity)
            return args[0];
        break;
    case Op::HasKey:
        if (NodeRef guard = keyGuard(args[0], args[1]))
            return guard;
        if (isPlace(args[0]) && args[1]->kind == NodeKind::String &&
            !program_.types.mayHaveKey(args[0]->type, args[1]->text))
            return no();
        break;
    case Op::WholeOr:
        args[0] = unshare(args[0]);
        if (args[0]->kind == NodeKind::Int || args[0]->kind == NodeKind::Float || args[0]->kind == NodeKind::String)
            return wholeOr(args[0], args[1]);
        if (args[0]->kind == NodeKind::Choice) {
            const std::vector<Entry>& arms = args[0]->entries;
            NodeRef result = primitive(op, {arms.back().value, args[1]}, expr);
            for (size_t i = arms.size() - 1; i-- > 0;)
                result = choose(arms[i].guard, primitive(op, {arms[i].value, args[1]}, expr), result);
            return result;
        }
        break;
    case Op::KeptText:
        if (known_ == nullptr)
            return nodes_.prim(op, std::move(args));
        if (expr != nullptr)
            report(diag::Code::E5042, expr->span, args[2]->text, args[1]->text)
                .suggest(
                    "give the text where the values have it, or name a Secret that exists: `existing { secret = … }`");
        return nodes_.string("");
    case Op::ApiHas:
        if (known_ != nullptr)
            return nodes_.boolean(std::find(known_->apis.begin(), known_->apis.end(), args[0]->text) !=
                                  known_->apis.end());
        return nodes_.prim(op, std::move(args));
    case Op::KubeAtLeast:
        if (known_ != nullptr)
            return nodes_.boolean(kubeAtLeast(known_->kubeVersion, args[0]->text));
        return nodes_.prim(op, std::move(args));
    default:
        break;
    }
    if (NodeRef folded = fold(op, args))
        return folded;
    if (isTest(op))
        if (NodeRef guard = testEachArm(op, args, expr))
            return guard;
    if (op == Op::Eq)
        return compare(op, args[0], args[1]);
    NodeRef node = nodes_.prim(op, std::move(args));
    if (expr != nullptr && (isArithmetic(op) || op == Op::Range))
        checkInterval(node, *expr);
    return node;
}

/// When a map that is put together here has a key; null where only the chart can tell.
NodeRef Evaluator::keyGuard(NodeRef map, NodeRef key) {
    map = unshare(map);
    if (map->kind != NodeKind::Record)
        return nullptr;
    NodeRef found = no();
    for (const Entry& entry : map->entries) {
        if (entry.kind == EntryKind::Each)
            return nullptr;
        NodeRef here = no();
        if (entry.kind == EntryKind::Spread)
            here = primitive(Op::HasKey, {entry.value, key}, nullptr);
        else if (entry.keyNode != nullptr)
            here = primitive(Op::Eq, {entry.keyNode, key}, nullptr);
        else
            here = nodes_.boolean(entry.key == key->text);
        found = guards_.either(found, guards_.both(entry.guard, here));
    }
    return found;
}

/// The test of a Choice as a guard over its arms, where that decides at least one of them; else null.
NodeRef Evaluator::testEachArm(Op op, std::vector<NodeRef> args, const core::Expr* expr) {
    auto isChoice = [](NodeRef arg) { return unshare(arg)->kind == NodeKind::Choice; };
    if (std::none_of(args.begin(), args.end(), isChoice))
        return nullptr;
    // Arms share what they hold: each test of each of them is made once.
    auto key = std::pair{op, args};
    if (auto known = armTests_.find(key); known != armTests_.end())
        return known->second;
    NodeRef result = testArms(op, std::move(args), expr);
    armTests_.emplace(std::move(key), result);
    return result;
}

NodeRef Evaluator::testArms(Op op, std::vector<NodeRef> args, const core::Expr* expr) {
    for (size_t i = 0; i < args.size(); ++i) {
        NodeRef arg = unshare(args[i]);
        if (arg->kind != NodeKind::Choice)
            continue;
        std::vector<NodeRef> guards;
        bool decides = false;
        for (const Entry& arm : alternatives(arg)) {
            args[i] = arm.value;
            NodeRef answer = primitive(op, args, expr);
            decides = decides || answer->isConst();
            guards.push_back(guards_.both(arm.guard, answer));
        }
        return decides ? guards_.any(guards) : nullptr;
    }
    return nullptr;
}

/// Equality, with the constant on the right; of a tag and a constant, a test of the variant.
NodeRef Evaluator::compare(Op op, NodeRef a, NodeRef b) {
    if (a == b)
        return yes();
    if (a->isConst() && !b->isConst())
        std::swap(a, b);
    if (a->isConst() && b->isConst())
        return no();
    if (NodeRef guard = testEachArm(op, {a, b}, nullptr))
        return guard;
    if (a->kind == NodeKind::Tag && b->kind == NodeKind::String) {
        NodeRef variant = a->args[0];
        const core::Type& type = typeOf(variant);
        for (uint32_t i = 0; i < type.cases.size(); ++i)
            if (type.cases[i].key == b->text)
                return caseIs(variant, variant->type, i);
        return no();
    }
    if (b->kind == NodeKind::Bool)
        return b->boolean ? a : guards_.negate(a);
    return nodes_.prim(Op::Eq, {a, b});
}

/// One flat concatenation: nested ones opened, neighbouring constants joined.
NodeRef Evaluator::concat(std::vector<NodeRef> parts) {
    std::vector<NodeRef> flat;
    std::string fixed;
    size_t length = 0;
    auto flush = [&] {
        if (!fixed.empty())
            flat.push_back(madeText(std::move(fixed)));
        fixed.clear();
    };
    auto add = [&](NodeRef part) {
        if (part->kind == NodeKind::String) {
            length += part->text.size();
            if (length <= limit::textBytes)
                fixed += part->text;
            return;
        }
        flush();
        flat.push_back(part);
    };
    for (NodeRef part : parts) {
        if (part->kind == NodeKind::Prim && part->op == Op::Concat)
            for (NodeRef inner : part->args)
                add(inner);
        else
            add(part);
    }
    if (length > limit::textBytes)
        return stop(diag::Code::E4032, limit::textBytes);
    flush();
    if (flat.empty())
        return nodes_.string("");
    bool plain = flat.size() == 1 && (flat[0]->kind == NodeKind::String || flat[0]->kind == NodeKind::Ref ||
                                      flat[0]->kind == NodeKind::Shared || flat[0]->kind == NodeKind::Prim);
    if (plain)
        return flat[0];
    return nodes_.prim(Op::Concat, std::move(flat));
}

} // namespace stackc::eval
