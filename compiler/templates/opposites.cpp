#include "templates/opposites.h"

#include "templates/plain_conditions.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace stackc::templates {

namespace {

/// What `with` or `range` walks, and what stands there where that is nothing; null: the block is neither.
struct Walk {
    ExprPtr source;
    Body* otherwise = nullptr;
};

Walk walkOf(Block& block) {
    if (With* with = std::get_if<With>(&block.node))
        return {with->source, &with->otherwise};
    if (Range* range = std::get_if<Range>(&block.node))
        return {range->source, &range->otherwise};
    return {};
}

/// An `if` without an `else`.
If* soleIf(Block& block) {
    If* node = std::get_if<If>(&block.node);
    return node != nullptr && node->branches.size() == 1 ? node : nullptr;
}

bool isOpposite(const ExprPtr& a, const ExprPtr& b) {
    return areOpposite(a, b) || isSame(oppositeOf(a), b) || isSame(a, oppositeOf(b));
}

bool isEmpty(const Body* body) { return body != nullptr && body->empty(); }

/// Do two blocks ask the same in the same order, so that each branch may go on with the other's?
bool isAlike(const If& before, const If& next) {
    auto isSameCondition = [](const Branch& a, const Branch& b) {
        return a.condition && b.condition ? isSame(a.condition, b.condition) : !a.condition && !b.condition;
    };
    auto setsNone = [](const Branch& branch) { // what it sets would be there for the other's
        return std::none_of(branch.body.begin(), branch.body.end(),
                            [](const Block& block) { return std::holds_alternative<Assign>(block.node); });
    };
    return before.indent == next.indent &&
           std::equal(before.branches.begin(), before.branches.end(), next.branches.begin(), next.branches.end(),
                      isSameCondition) &&
           std::all_of(before.branches.begin(), before.branches.end(), setsNone);
}

/// Has `before` taken in `next`, which asks the same?
bool joinAlike(Block& before, Block& next) {
    If* first = std::get_if<If>(&before.node);
    If* second = std::get_if<If>(&next.node);
    if (first == nullptr || second == nullptr || !isAlike(*first, *second))
        return false;
    for (const Branch& branch : first->branches)
        if (branch.condition && changes(before, branch.condition))
            return false;
    for (size_t i = 0; i < first->branches.size(); ++i)
        std::ranges::move(second->branches[i].body, std::back_inserter(first->branches[i].body));
    return true;
}

/// Has `before` taken `next` in? Only one of them prints anything, so that they may change places.
bool join(Block& before, Block& next) {
    If* first = soleIf(before);
    If* second = soleIf(next);
    Walk walked = walkOf(before);
    Walk walking = walkOf(next);
    if (second != nullptr && isEmpty(walked.otherwise)) {
        const ExprPtr& condition = second->branches[0].condition;
        if (!isCallOf(condition, "not") || !isSame(condition->args[0], walked.source) || changes(before, condition))
            return false;
        *walked.otherwise = std::move(second->branches[0].body);
        return true;
    }
    if (first == nullptr || changes(before, first->branches[0].condition))
        return false;
    const ExprPtr& condition = first->branches[0].condition;
    if (isEmpty(walking.otherwise) && isCallOf(condition, "not") && isSame(condition->args[0], walking.source)) {
        *walking.otherwise = std::move(first->branches[0].body);
        before = std::move(next);
        return true;
    }
    if (second == nullptr || !isOpposite(condition, second->branches[0].condition))
        return false;
    first->branches.push_back({nullptr, std::move(second->branches[0].body)});
    return true;
}

/// What stands where none of the branches behind the first is.
Body restOf(If& node) {
    Body rest;
    if (node.branches.size() == 2 && !node.branches[1].condition)
        return std::move(node.branches[1].body);
    if (node.branches.size() > 1) {
        If others{.indent = node.indent, .branches = {}};
        others.branches.assign(std::make_move_iterator(node.branches.begin() + 1),
                               std::make_move_iterator(node.branches.end()));
        rest.push_back({std::move(others)});
    }
    return rest;
}

bool isEmptyMap(const ExprPtr& e) { return isCallOf(e, "dict") && e->args.empty(); }

/// Is the expression empty, and none that fails, where the map lacks the key?
bool isNothingWithout(const ExprPtr& e, const ExprPtr& map, const std::string& key) {
    auto isNothing = [&](const ExprPtr& part) { return isNothingWithout(part, map, key); };
    if (e->kind == ExprKind::Field) {
        bool isThere = e->text == key && isSame(e->args[0], map);
        return e->safe && !e->guarded && (isThere || isNothing(e->args[0]));
    }
    if (e->kind == ExprKind::Pipe)
        return e->text == "default" && isEmptyMap(e->args[0]) && isNothing(e->args[1]);
    if (isCallOf(e, "omit"))
        return e->args[0]->kind == ExprKind::Pipe && isNothing(e->args[0]);
    return isCallOf(e, "ternary") && isNothing(e->args[0]) && isNothing(e->args[1]);
}

/// Does what is walked say by itself that the condition, that a map has a key, doesn't hold?
bool saysItself(const ExprPtr& condition, const ExprPtr& walked) {
    if (!isCallOf(condition, "hasKey") || condition->args[1]->kind != ExprKind::String)
        return false;
    const ExprPtr& map = condition->args[0];
    bool mayBeNil = map->kind == ExprKind::Pipe && map->text == "default" && isEmptyMap(map->args[0]);
    return isNothingWithout(walked, mayBeNil ? map->args[1] : map, condition->args[1]->text);
}

/// Is the condition that one of the maps has a key which, laid over one another, are walked?
bool isAnyMergedFilled(const ExprPtr& condition, const ExprPtr& walked) {
    if (!isCallOf(condition, "or") || !isCallOf(walked, "mergeOverwrite") || !isEmptyMap(walked->args[0]))
        return false;
    return std::equal(condition->args.begin(), condition->args.end(), walked->args.begin() + 1, walked->args.end(),
                      [](const ExprPtr& one, const ExprPtr& merged) {
                          bool mayBeNil = merged->kind == ExprKind::Pipe && merged->text == "default" &&
                                          isEmptyMap(merged->args[0]);
                          return isSame(one, mayBeNil ? merged->args[1] : merged);
                      });
}

/// `if or X Y` around a key and the `with` of both, laid over one another, below it.
bool askOnceBelowKey(Block& block) {
    If* node = std::get_if<If>(&block.node);
    if (node == nullptr || node->branches.size() != 1 || node->branches[0].body.size() != 2)
        return false;
    Body& body = node->branches[0].body;
    const Line* key = std::get_if<Line>(&body[0].node);
    With* with = std::get_if<With>(&body[1].node);
    bool isStatic =
        key != nullptr && std::ranges::none_of(key->parts, [](const Part& part) { return part.action != nullptr; });
    if (!isStatic || with == nullptr || !with->otherwise.empty() ||
        !isAnyMergedFilled(node->branches[0].condition, with->source))
        return false;
    With kept = std::move(*with);
    kept.indent = node->indent;
    kept.body.insert(kept.body.begin(), std::move(body[0]));
    block = {std::move(kept)};
    return true;
}

/// A branch for either of two conditions that begins by asking for one of them is two branches.
void askEach(If& node) {
    for (size_t i = 0; i < node.branches.size(); ++i) {
        ExprPtr either = node.branches[i].condition;
        Body& body = node.branches[i].body;
        If* inner = body.size() == 1 ? std::get_if<If>(&body[0].node) : nullptr;
        bool isSplit = either && isCallOf(either, "or") && either->args.size() == 2 && inner != nullptr &&
                       inner->branches.size() == 2 && !inner->branches[1].condition;
        bool isFirst = isSplit && isSame(inner->branches[0].condition, either->args[0]);
        if (!isFirst && !(isSplit && isOpposite(inner->branches[0].condition, either->args[0])))
            continue;
        Branch other{either->args[1], std::move(inner->branches[isFirst ? 1 : 0].body)};
        Branch one{either->args[0], std::move(inner->branches[isFirst ? 0 : 1].body)};
        node.branches[i] = std::move(one);
        node.branches.insert(node.branches.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(other));
    }
}

/// Of two branches that of what holds comes first, not that of what doesn't.
void positiveFirst(Block& block) {
    If* node = std::get_if<If>(&block.node);
    if (node == nullptr || node->branches.size() != 2 || node->branches[1].condition ||
        !isCallOf(node->branches[0].condition, "not"))
        return;
    node->branches[0].condition = negate(node->branches[0].condition);
    std::swap(node->branches[0].body, node->branches[1].body);
}

/// `if X` around `with X`.
void askOnce(Block& block) {
    if (askOnceBelowKey(block))
        return;
    If* node = std::get_if<If>(&block.node);
    if (node == nullptr || node->branches[0].body.size() != 1)
        return;
    Block& only = node->branches[0].body[0];
    Walk walk = walkOf(only);
    const ExprPtr& condition = node->branches[0].condition;
    bool isAlone = node->branches.size() == 1 && isEmpty(walk.otherwise);
    if (!walk.source || !(isSame(walk.source, condition) || (isAlone && saysItself(condition, walk.source))))
        return;
    Block kept = std::move(only);
    *walkOf(kept).otherwise = restOf(*node);
    block = std::move(kept);
}

} // namespace

void setIn(const Block& block, std::vector<std::string_view>& variables) {
    if (const Assign* assign = std::get_if<Assign>(&block.node)) {
        const ExprPtr* filled = isCallOf(assign->expr, "set") ? assign->expr->args.data() : nullptr; // a dict
        variables.push_back(assign->name);
        if (filled != nullptr && (*filled)->kind == ExprKind::Variable)
            variables.push_back((*filled)->text);
        return;
    }
    for (const Body* body : bodiesOf(block))
        for (const Block& inner : *body)
            setIn(inner, variables);
}

bool changes(const Block& block, const ExprPtr& e) {
    std::vector<std::string_view> variables;
    setIn(block, variables);
    return std::ranges::any_of(variables, [&e](std::string_view variable) { return mentions(e, variable); });
}

void joinOpposites(Body& body) {
    Body out;
    for (Block& block : body) {
        for (Body* inner : bodiesOf(block))
            joinOpposites(*inner);
        positiveFirst(block);
        askOnce(block);
        if (If* node = std::get_if<If>(&block.node))
            askEach(*node);
        if (out.empty() || !(joinAlike(out.back(), block) || join(out.back(), block)))
            out.push_back(std::move(block));
    }
    body = std::move(out);
}

} // namespace stackc::templates
