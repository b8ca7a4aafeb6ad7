#include "templates/condition_variables.h"

#include "templates/opposites.h"
#include "templates/plain_conditions.h"
#include "templates/printer.h"
#include "templates/walk.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace stackc::templates {

namespace {

constexpr size_t shortest = 20; ///< what is shorter reads better than a variable

std::string upperFirst(std::string name) {
    if (name[0] >= 'a' && name[0] <= 'z')
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

bool isMade(const ExprPtr& e) { return e->kind == ExprKind::Call || e->kind == ExprKind::Pipe; }

bool isComparison(const ExprPtr& e) {
    return (isCallOf(e, "ge") || isCallOf(e, "gt") || isCallOf(e, "le") || isCallOf(e, "lt")) && isMade(e->args[1]);
}

/// Is something compared with what is long to say?
bool isLongEquality(const ExprPtr& e) {
    constexpr size_t longText = 40;
    return (isCallOf(e, "eq") || isCallOf(e, "ne")) && isMade(e->args[1]) && printExpr(e->args[1]).size() > longText;
}

const ExprPtr& innermost(const ExprPtr& pipe) {
    return pipe->kind == ExprKind::Pipe ? innermost(pipe->args.back()) : pipe;
}

/// Is it a place of the values below their first keys, or one below what the template is given?
bool isDeepPlace(const ExprPtr& e) {
    if (e->kind != ExprKind::Field || !isIdentifier(e->text))
        return false;
    const ExprPtr& holder = e->args[0];
    if (isValuesPlace(e))
        return isValuesPlace(holder) && holder->text != "Values";
    const Expr* at = holder.get();
    while (at->kind == ExprKind::Field && at->args[0]->kind == ExprKind::Field)
        at = at->args[0].get();
    return at->kind == ExprKind::Field && at->args[0]->kind == ExprKind::Box;
}

/// The key that the ternary gives or doesn't, as a name; empty: it gives something else.
std::string keyOf(const ExprPtr& ternary) {
    const ExprPtr& one = ternary->args[0];
    const ExprPtr& other = ternary->args[1];
    bool isKey =
        one->kind == ExprKind::String && other->kind == ExprKind::String && (one->text.empty() != other->text.empty());
    std::string key = isKey ? one->text + other->text : std::string();
    key.erase(0, key.rfind('/') + 1);
    bool isWord = std::ranges::all_of(key, [](unsigned char c) { return std::isalnum(c) != 0; });
    return isWord && isIdentifier(key) ? key : std::string();
}

} // namespace

std::vector<ExprPtr> conjunctsOf(const ExprPtr& e) {
    bool isNoneOf = isCallOf(e, "not") && isCallOf(e->args[0], "or");
    if (!isNoneOf && !isCallOf(e, "and"))
        return {e};
    std::vector<ExprPtr> out;
    for (const ExprPtr& arg : isNoneOf ? e->args[0]->args : e->args)
        for (ExprPtr& part : conjunctsOf(isNoneOf ? negate(arg) : arg))
            out.push_back(std::move(part));
    return out;
}

/// The places of the values, and what is included, with how often they stand there.
void ConditionVariables::add(const ExprPtr& e, std::string name, std::vector<Repeated>& out) {
    auto same = std::ranges::find_if(out, [&](const Repeated& one) { return isSame(one.expr, e); });
    if (same != out.end())
        ++same->times;
    else
        out.push_back({e, std::move(name)});
}

void ConditionVariables::count(const ExprPtr& e, std::vector<Repeated>& out) {
    bool isInclude = e->kind == ExprKind::Pipe && isCallOf(innermost(e), "include");
    bool isPlace = isDeepPlace(e);
    if ((isPlace || isInclude) && printExpr(e).size() >= shortest)
        return add(e, isPlace ? e->text : "all", out);
    for (const ExprPtr& arg : e->args)
        count(arg, out);
}

/// Numbers that a ternary chooses, called like the last of them.
void ConditionVariables::countChosen(const ExprPtr& e, std::vector<Repeated>& out) {
    const ExprPtr* last = isCallOf(e, "ternary") && isCallOf(e->args[1], "int64") ? e->args[1]->args.data() : nullptr;
    if (last == nullptr || (*last)->kind != ExprKind::Field || !isIdentifier((*last)->text)) {
        for (const ExprPtr& arg : e->args)
            countChosen(arg, out);
        return;
    }
    add(e, (*last)->text, out);
}

bool ConditionVariables::nameRepeated(If& node, void (*counting)(const ExprPtr&, std::vector<Repeated>&), Body& out) {
    std::vector<Repeated> repeated, further;
    counting(node.branches[0].condition, repeated);
    for (auto branch = node.branches.begin() + 1; branch != node.branches.end(); ++branch)
        if (branch->condition)
            counting(branch->condition, further);
    for (Repeated& one : repeated)
        for (const Repeated& again : further)
            one.times += isSame(one.expr, again.expr) ? again.times : 0;
    bool isHelped = false;
    for (const Repeated& one : repeated)
        if (one.times > 1) {
            name(one, node, out);
            isHelped = true;
        }
    return isHelped;
}

void ConditionVariables::placesBefore(If& node, const IsLong& isLong, Body& out) {
    auto isLongOne = [&](const Branch& branch) { return branch.condition && isLong(branch.condition); };
    if (std::ranges::none_of(node.branches, isLongOne))
        return;
    bool isHelped = nameRepeated(node, countChosen, out);
    isHelped |= nameRepeated(node, count, out);
    // The record of several places, where none stands there twice.
    std::vector<Repeated> places, holders;
    if (!isHelped)
        count(node.branches[0].condition, places);
    for (const Repeated& one : places)
        if (one.expr->kind == ExprKind::Field)
            count(one.expr->args[0], holders);
    auto most = std::ranges::max_element(holders, {}, &Repeated::times);
    if (most != holders.end() && most->times > 1)
        name(*most, node, out);
    const ExprPtr first = node.branches[0].condition;
    for (const ExprPtr& part : isLong(first) ? conjunctsOf(first) : std::vector<ExprPtr>{})
        if (isComparison(part))
            name({part->args[1], "limit"}, node, out);
        else if (isLongEquality(part))
            name({part->args[1], "wanted"}, node, out);
}

/// Two places of one key are told apart by the keys above.
void ConditionVariables::name(const Repeated& one, If& node, Body& out) {
    std::string name = freeName(one.name);
    auto before = [&]() -> const Assign* {
        auto named = std::ranges::find(visible_, name, &Assign::name);
        return named != visible_.end() ? &*named : nullptr;
    };
    for (ExprPtr at = one.expr; before() != nullptr && !isSame(before()->expr, one.expr); name = freeName(name)) {
        at = at->kind == ExprKind::Field ? at->args[0] : at;
        bool hasKey = at->kind == ExprKind::Field && isIdentifier(at->text);
        name = hasKey ? at->text + upperFirst(name) : name + '_';
    }
    for (Branch& branch : node.branches)
        if (branch.condition)
            branch.condition = replaced(branch.condition, one.expr, variable(name));
    if (before() == nullptr) {
        visible_.push_back({.indent = node.indent, .name = name, .expr = one.expr});
        out.push_back({visible_.back()});
    }
}

ExprPtr ConditionVariables::named(const ExprPtr& e, int indent, std::span<Block> rest, const IsLong& isLong,
                                  Body& out) {
    constexpr size_t longTest = 40;
    const std::string key = isCallOf(e, "ternary") ? keyOf(e) : std::string();
    if (key.empty() || printExpr(e->args[2]).size() < longTest) {
        Expr copy = *e;
        for (ExprPtr& arg : copy.args)
            arg = named(arg, indent, rest, isLong, out);
        return std::make_shared<const Expr>(std::move(copy));
    }
    bool isDenied = isCallOf(e->args[2], "not");
    ExprPtr test = plainly(isDenied ? e->args[2]->args[0] : e->args[2], {});
    const ExprPtr opposite = oppositeOf(test);
    std::vector<ExprPtr*> same;
    for (Block& block : rest) {
        if (changes(block, test))
            break;
        If* node = std::get_if<If>(&block.node);
        ExprPtr* asked = node != nullptr ? &node->branches[0].condition : nullptr;
        if (asked != nullptr && same.empty() && isSame(*asked, opposite)) {
            isDenied = !isDenied;
            test = opposite;
        }
        if (asked != nullptr && isSame(*asked, test))
            same.push_back(asked);
    }
    If pseudo{.indent = indent, .branches = {}};
    pseudo.branches.push_back({test, {}});
    placesBefore(pseudo, isLong, out);
    std::string name = freeName(key);
    while (std::ranges::find(visible_, name, &Assign::name) != visible_.end())
        name = freeName(name + '_');
    visible_.push_back({.indent = indent, .name = name, .expr = pseudo.branches[0].condition});
    out.push_back({visible_.back()});
    for (ExprPtr* asked : same)
        *asked = variable(name);
    const ExprPtr& one = e->args[isDenied ? 0 : 1];
    const ExprPtr& other = e->args[isDenied ? 1 : 0];
    return call("ternary", {one, other, call("not", {variable(name)})});
}

void ConditionVariables::testsBefore(With& node, std::span<Block> rest, const IsLong& isLong, Body& out) {
    if (isLong(node.source))
        node.source = named(node.source, node.indent, rest, isLong, out);
}

std::string ConditionVariables::newName(std::string name) {
    while (taken_.contains(name) || std::ranges::find(visible_, name, &Assign::name) != visible_.end())
        name += '_';
    visible_.push_back({.indent = 0, .name = name, .expr = variable(name)});
    return name;
}

std::string ConditionVariables::freeName(std::string name) const {
    while (taken_.contains(name))
        name += '_';
    return name;
}

} // namespace stackc::templates
