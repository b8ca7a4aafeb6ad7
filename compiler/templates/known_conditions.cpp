#include "templates/known_conditions.h"

#include "templates/opposites.h"
#include "templates/plain_conditions.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace stackc::templates {

namespace {

/// Forgets what a block may change.
void forget(Truths& facts, const Block& block) {
    std::vector<std::string_view> variables;
    setIn(block, variables);
    if (variables.empty())
        return;
    facts.forget([&](const ExprPtr& fact) {
        return std::ranges::any_of(variables, [&](std::string_view variable) { return mentions(fact, variable); });
    });
}

/// Does what comes behind the body never come?
bool fails(const Body& body) {
    const Action* last = body.empty() ? nullptr : std::get_if<Action>(&body.back().node);
    return last != nullptr && isCallOf(last->expr, "fail");
}

bool declares(const Body& body) {
    return std::ranges::any_of(body, [](const Block& block) {
        const Assign* assign = std::get_if<Assign>(&block.node);
        return assign != nullptr && !assign->again;
    });
}

void drop(Body& body, Truths facts);

/// The facts inside of what walks: where the dot and these variables are others.
Truths inside(const Block& walk, const Truths& around, const std::vector<std::string>& variables) {
    Truths facts = around;
    forget(facts, walk); // by a round before
    facts.forget([&](const ExprPtr& fact) {
        return readsDot(fact) || std::ranges::any_of(variables, [&](const std::string& variable) {
                   return !variable.empty() && mentions(fact, variable);
               });
    });
    return facts;
}

/// Leaves the branches that may be reached. What is surely reached ends them, as their `else`.
void dropBranches(If& node, Truths facts) {
    std::vector<Branch> left;
    for (Branch& branch : node.branches) {
        ExprPtr asked = branch.condition ? plainly(branch.condition, facts) : boolLiteral(true);
        bool isKnown = asked->kind == ExprKind::Bool;
        if (isKnown && !asked->boolean)
            continue;
        Truths within = facts;
        if (branch.condition)
            within.add(branch.condition, true);
        drop(branch.body, std::move(within));
        if (branch.condition)
            facts.add(branch.condition, false);
        branch.condition = isKnown ? nullptr : asked;
        left.push_back(std::move(branch));
        if (isKnown)
            break;
    }
    node.branches = std::move(left);
}

/// Is nothing left of what asks or walks?
bool isNothing(const Block& block) {
    bool asks = std::holds_alternative<If>(block.node) || std::holds_alternative<Range>(block.node) ||
                std::holds_alternative<With>(block.node);
    return asks && std::ranges::all_of(bodiesOf(block), [](const Body* body) { return body->empty(); });
}

/// Puts what is left of a block behind the others.
void append(Body& out, Block block) {
    if (isNothing(block))
        return;
    If* node = std::get_if<If>(&block.node);
    bool isCertain = node != nullptr && !node->branches[0].condition;
    if (!isCertain) {
        out.push_back(std::move(block));
        return;
    }
    Body body = std::move(node->branches[0].body);
    out.insert(out.end(), std::make_move_iterator(body.begin()), std::make_move_iterator(body.end()));
}

void drop(Body& body, Truths facts) {
    Body out;
    for (Block& block : body) {
        if (If* node = std::get_if<If>(&block.node)) {
            bool isPlain =
                std::ranges::none_of(node->branches, [](const Branch& branch) { return declares(branch.body); });
            if (isPlain)
                dropBranches(*node, facts);
            else
                for (Branch& branch : node->branches)
                    drop(branch.body, facts);
        } else if (Range* range = std::get_if<Range>(&block.node)) {
            Truths within = inside(block, facts, {range->key, range->element});
            drop(range->otherwise, facts);
            drop(range->body, std::move(within));
        } else if (With* with = std::get_if<With>(&block.node)) {
            Truths within = inside(block, facts, {});
            drop(with->otherwise, facts);
            drop(with->body, std::move(within));
        } else if (Define* define = std::get_if<Define>(&block.node)) {
            drop(define->body, {});
        } else if (const Suffix* suffix = std::get_if<Suffix>(&block.node)) {
            ExprPtr asked = plainly(suffix->condition, facts);
            if (asked->kind == ExprKind::Bool && !asked->boolean)
                continue;
        }
        forget(facts, block);
        const If* node = std::get_if<If>(&block.node);
        bool failsThere = node != nullptr && node->branches.size() == 1 && node->branches[0].condition &&
                          fails(node->branches[0].body);
        if (failsThere)
            facts.add(node->branches[0].condition, false);
        append(out, std::move(block));
    }
    body = std::move(out);
}

} // namespace

void dropKnown(Body& body) { drop(body, {}); }

} // namespace stackc::templates
