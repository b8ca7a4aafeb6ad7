#include "eval/primitives.h"

#include "eval/choose.h"
#include "eval/computed.h"
#include "eval/fold.h"
#include "eval/optionals.h"
#include "eval/places.h"

#include <algorithm>
#include <unordered_set>

namespace stackc::eval {

using core::Op;
using ir::EntryKind;
using ir::NodeKind;

namespace {

NodeRef keyGuard(Evaluation& in, NodeRef map, NodeRef key);
NodeRef testEachArm(Evaluation& in, Op op, std::vector<NodeRef> args, const core::Expr* expr);
NodeRef testArms(Evaluation& in, Op op, std::vector<NodeRef> args, const core::Expr* expr);
NodeRef concat(Evaluation& in, std::vector<NodeRef> parts);
NodeRef ofEachArm(Evaluation& in, Op op, std::vector<NodeRef> args, const core::Expr* expr);

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
    case Op::Matches:
    case Op::HasKey:
        return true;
    default:
        return false;
    }
}

/// Is the cluster's version at least that, as Helm's `semverCompare ">=least-0"` has it? Versions before a release
/// count as the release. Both are "1.29", "v1.29.3" or "1.29.3-gke.100".
bool kubeAtLeast(std::string_view version, std::string_view least) {
    auto cluster = kube::Version::parse(version);
    auto wanted = kube::Version::parse(least);
    if (!cluster || !wanted)
        return false;
    if (wanted->prerelease.empty())
        wanted->prerelease = "0";
    return kube::compare(*cluster, *wanted) >= 0;
}

/// Is every version that the chart is installed on surely at least that?
bool areAllAtLeast(const kube::VersionRange& range, std::string_view least) {
    auto wanted = kube::Version::parse(least);
    if (!wanted || wanted->major != 1 || wanted->patch > 0 || !wanted->prerelease.empty())
        return false;
    for (uint16_t minor = 0; minor < wanted->minor; ++minor)
        if (kube::Releases below{.since = static_cast<uint16_t>(minor + 1)}, one{.since = minor, .until = below.since};
            range.admits({1, minor, 0, ""}) || range.missing(below, one))
            return false;
    return true;
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

/// E4006 to E4008 where the result of an operation may be none of the language.
void checkInterval(Evaluation& in, NodeRef node, const core::Expr& expr) {
    constexpr __int128 largest = core::maxInt;
    core::Span span = expr.span.valid() ? expr.span : in.trace.here();
    if (node->op == Op::Range) {
        Interval count = in.memo.intervals.of(node->args[0]);
        if (count.low < 0 || count.high > limit::range)
            in.report(diag::Code::E4006, span).suggest("give the value a range, such as `Int(0..100)`");
        return;
    }
    if (node->op == Op::Div || node->op == Op::Mod) {
        Interval divisor = in.memo.intervals.of(node->args[1]);
        if (divisor.low <= 0 && divisor.high >= 0) {
            in.report(diag::Code::E4007, span)
                .suggest("give the divisor a range that leaves 0 out, such as `Int(1..)`");
            return;
        }
    }
    Interval result = in.memo.intervals.of(node);
    if (result.low < -largest || result.high > largest)
        in.report(diag::Code::E4008, span).suggest("narrow the ranges of the operands' types");
}

/// `WholeOr` of what is late and no choice, where its type says whether it is a number. Null: the values say it.
/// Nothing is there where an error was told of it.
NodeRef wholeByType(Evaluation& in, NodeRef given, NodeRef otherwise) {
    if (given->isNone())
        return otherwise;
    if (given->kind == NodeKind::Prim)
        return isArithmetic(given->op) || given->op == Op::WholeOr || given->op == Op::Len || given->op == Op::UrlPort
                   ? given
                   : otherwise;
    const core::Type* type = &in.typeOf(given);
    if (type->kind == core::TypeKind::Optional)
        type = &in.typeOf(type->element);
    if (type->kind == core::TypeKind::Int)
        return given;
    return type->kind == core::TypeKind::String ? otherwise : nullptr;
}

} // namespace

NodeRef primitive(Evaluation& in, Op op, std::vector<NodeRef> args, const core::Expr* expr) {
    switch (op) {
    case Op::And:
        return in.guards.all(args);
    case Op::Or:
        return in.guards.any(args);
    case Op::Not:
        return in.guards.negate(args[0]);
    case Op::Ne:
        return in.guards.negate(primitive(in, Op::Eq, std::move(args), expr));
    case Op::Concat:
        return concat(in, std::move(args));
    case Op::NonEmpty:
        return nonEmpty(in, args[0]);
    case Op::Len:
        return length(in, args[0]);
    case Op::Join:
    case Op::Unique:
        args[0] = walkable(in, args[0]);
        if (args[0] == nullptr)
            return in.unsupported(*expr, "a list of these elements");
        if (op == Op::Unique && (hasOneAtMost(args[0]) || areConstantsApart(args[0])))
            return in.yes();
        break;
    case Op::ToText:
        if (args[0]->kind == NodeKind::Choice && args[0]->late)
            break;
        if (args[0]->kind == NodeKind::Ref && core::isText(in.typeOf(args[0])) &&
            in.typeOf(args[0]).kind != core::TypeKind::IntOrPercent &&
            in.typeOf(args[0]).domain != core::Domain::Quantity)
            return args[0];
        break;
    case Op::HasKey:
        if (NodeRef guard = keyGuard(in, args[0], args[1]))
            return guard;
        if (isPlace(args[0]) && args[1]->kind == NodeKind::String &&
            !in.program.types.mayHaveKey(args[0]->type, args[1]->text))
            return in.no();
        break;
    case Op::WholeOr:
        args[0] = unshared(args[0]);
        if (args[0]->kind == NodeKind::Int || args[0]->kind == NodeKind::Float || args[0]->kind == NodeKind::String)
            return wholeOr(in, args[0], args[1]);
        if (args[0]->kind == NodeKind::Choice)
            return ofEachArm(in, op, std::move(args), expr);
        if (NodeRef known = wholeByType(in, args[0], args[1]))
            return known;
        break;
    case Op::Amount:
        args[0] = unshared(args[0]);
        if (args[0]->kind == NodeKind::Choice)
            return ofEachArm(in, op, std::move(args), expr);
        break;
    case Op::KeptText:
        if (in.known == nullptr)
            return in.nodes.prim(op, std::move(args));
        if (expr != nullptr)
            in.report(diag::Code::E5042, expr->span, args[2]->text, args[1]->text)
                .suggest(
                    "give the text where the values have it, or name a Secret that exists: `existing { secret = … }`");
        return in.nodes.string("");
    case Op::ApiHas:
        if (in.known != nullptr)
            return in.nodes.boolean(std::find(in.known->apis.begin(), in.known->apis.end(), args[0]->text) !=
                                    in.known->apis.end());
        return in.nodes.prim(op, std::move(args));
    case Op::KubeAtLeast:
        if (in.known != nullptr)
            return in.nodes.boolean(kubeAtLeast(in.known->kubeVersion, args[0]->text));
        if (areAllAtLeast(in.program.chart.kubeRange, args[0]->text))
            return in.nodes.boolean(true);
        return in.nodes.prim(op, std::move(args));
    default:
        break;
    }
    if (NodeRef folded = fold(in, op, args))
        return folded;
    if (isTest(op))
        if (NodeRef guard = testEachArm(in, op, args, expr))
            return guard;
    if (op == Op::Eq)
        return compare(in, op, args[0], args[1]);
    NodeRef node = in.nodes.prim(op, std::move(args));
    auto isNone = [](NodeRef arg) { return arg->isNone(); }; // of which an error was told
    if (expr != nullptr && (isArithmetic(op) || op == Op::Range) &&
        std::none_of(node->args.begin(), node->args.end(), isNone))
        checkInterval(in, node, *expr);
    return node;
}

namespace {

/// What comes of each arm of the Choice that is the first argument.
NodeRef ofEachArm(Evaluation& in, Op op, std::vector<NodeRef> args, const core::Expr* expr) {
    const std::vector<Entry>& arms = args[0]->entries;
    auto ofArm = [&](const Entry& arm) {
        args[0] = arm.value;
        return primitive(in, op, args, expr);
    };
    NodeRef result = ofArm(arms.back());
    for (size_t i = arms.size() - 1; i-- > 0;)
        result = choose(in, arms[i].guard, ofArm(arms[i]), result);
    return result;
}

/// When a map that is put together here has a key; null where only the chart can tell.
NodeRef keyGuard(Evaluation& in, NodeRef map, NodeRef key) {
    map = unshared(map);
    if (map->kind != NodeKind::Record)
        return nullptr;
    NodeRef found = in.no();
    for (const Entry& entry : map->entries) {
        if (entry.kind == EntryKind::Each)
            return nullptr;
        NodeRef here = in.no();
        if (entry.kind == EntryKind::Spread)
            here = primitive(in, Op::HasKey, {entry.value, key}, nullptr);
        else if (entry.keyNode != nullptr)
            here = primitive(in, Op::Eq, {entry.keyNode, key}, nullptr);
        else
            here = in.nodes.boolean(entry.key == key->text);
        found = in.guards.either(found, in.guards.both(entry.guard, here));
    }
    return found;
}

/// The test of a Choice as a guard over its arms, where that decides at least one of them; else null.
NodeRef testEachArm(Evaluation& in, Op op, std::vector<NodeRef> args, const core::Expr* expr) {
    auto isChoice = [](NodeRef arg) { return unshared(arg)->kind == NodeKind::Choice; };
    if (std::none_of(args.begin(), args.end(), isChoice))
        return nullptr;
    // Arms share what they hold: each test of each of them is made once.
    auto key = std::pair{op, args};
    if (auto known = in.memo.armTests.find(key); known != in.memo.armTests.end())
        return known->second;
    NodeRef result = testArms(in, op, std::move(args), expr);
    in.memo.armTests.emplace(std::move(key), result);
    return result;
}

NodeRef testArms(Evaluation& in, Op op, std::vector<NodeRef> args, const core::Expr* expr) {
    for (size_t i = 0; i < args.size(); ++i) {
        NodeRef arg = unshared(args[i]);
        if (arg->kind != NodeKind::Choice)
            continue;
        std::vector<NodeRef> guards;
        bool decides = false;
        for (const Entry& arm : alternatives(in, arg)) {
            args[i] = arm.value;
            NodeRef answer = primitive(in, op, args, expr);
            decides = decides || answer->isConst();
            guards.push_back(in.guards.both(arm.guard, answer));
        }
        return decides ? in.guards.any(guards) : nullptr;
    }
    return nullptr;
}

/// May a choice be that text? What is late in it may be any.
bool mayBe(NodeRef node, NodeRef text, std::unordered_set<NodeRef>& seen) {
    node = unshared(node);
    if (!seen.insert(node).second)
        return false;
    if (node->kind != NodeKind::Choice)
        return node == text || node->late;
    return std::any_of(node->entries.begin(), node->entries.end(),
                       [&](const Entry& arm) { return mayBe(arm.value, text, seen); });
}

/// The test of a large text with a name for one of those that it may be. It asks the named template: written out, each
/// of a chain of such texts would repeat the one before. Null where that is no matter.
NodeRef testNamed(Evaluation& in, NodeRef text, NodeRef constant) {
    bool isLarge = text->kind == NodeKind::Shared && text->args[0]->kind == NodeKind::Choice &&
                   text->args[0]->parts > limit::openedTexts;
    if (!isLarge || constant->kind != NodeKind::String)
        return nullptr;
    std::unordered_set<NodeRef> seen;
    return mayBe(text, constant, seen) ? in.nodes.prim(Op::Eq, {text, constant}) : in.no();
}

} // namespace

NodeRef compare(Evaluation& in, Op op, NodeRef a, NodeRef b) {
    if (a == b)
        return in.yes();
    if (a->isConst() && !b->isConst())
        std::swap(a, b);
    if (a->isConst() && b->isConst())
        return in.no();
    if (NodeRef guard = testNamed(in, a, b))
        return guard;
    if (NodeRef guard = testEachArm(in, op, {a, b}, nullptr))
        return guard;
    if (a->kind == NodeKind::Tag && b->kind == NodeKind::String) {
        NodeRef variant = a->args[0];
        const core::Type& type = in.typeOf(variant);
        for (uint32_t i = 0; i < type.cases.size(); ++i)
            if (type.cases[i].key == b->text)
                return caseIs(in, variant, variant->type, i);
        return in.no();
    }
    if (b->kind == NodeKind::Bool)
        return b->boolean ? a : in.guards.negate(a);
    return in.nodes.prim(Op::Eq, {a, b});
}

namespace {

/// One flat concatenation: nested ones opened, neighbouring constants joined, among which may be whole numbers.
NodeRef concat(Evaluation& in, std::vector<NodeRef> parts) {
    std::vector<NodeRef> flat;
    std::string fixed;
    size_t length = 0;
    auto flush = [&] {
        if (!fixed.empty())
            flat.push_back(madeText(in, std::move(fixed)));
        fixed.clear();
    };
    auto addText = [&](const std::string& text) {
        length += text.size();
        if (length <= limit::textBytes)
            fixed += text;
    };
    auto add = [&](NodeRef part) {
        if (part->kind == NodeKind::String)
            return addText(part->text);
        if (part->kind == NodeKind::Int)
            return addText(std::to_string(part->integer));
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
        return in.stop(diag::Code::E4032, limit::textBytes);
    flush();
    if (flat.empty())
        return in.nodes.string("");
    bool plain = flat.size() == 1 && (flat[0]->kind == NodeKind::String || flat[0]->kind == NodeKind::Ref ||
                                      flat[0]->kind == NodeKind::Shared || flat[0]->kind == NodeKind::Prim);
    if (plain)
        return flat[0];
    return in.nodes.prim(Op::Concat, std::move(flat));
}

} // namespace

} // namespace stackc::eval
