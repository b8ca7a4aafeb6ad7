#include "templates/known_conditions.h"

#include "templates/opposites.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace stackc::templates {

namespace {

/// Conditions that hold where a body is.
using Facts = std::vector<ExprPtr>;

/// What follows from a condition, its parts that hold by themselves included.
void add(Facts& facts, const ExprPtr& condition) {
    if (isCallOf(condition, "and"))
        for (const ExprPtr& part : condition->args)
            add(facts, part);
    if (isCallOf(condition, "not") && isCallOf(condition->args[0], "or"))
        for (const ExprPtr& part : condition->args[0]->args)
            add(facts, negate(part));
    facts.push_back(condition);
}

/// Whether the condition holds, where that is known.
std::optional<bool> known(const Facts& facts, const ExprPtr& condition) {
    const ExprPtr opposite = negate(condition);
    for (const ExprPtr& fact : facts) {
        if (isSame(fact, condition))
            return true;
        if (isSame(fact, opposite) || isSame(negate(fact), condition))
            return false;
    }
    return std::nullopt;
}

/// Forgets what a block may change.
void forget(Facts& facts, const Block& block) {
    std::erase_if(facts, [&](const ExprPtr& fact) { return changes(block, fact); });
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

void drop(Body& body, Facts facts);

/// The facts inside of what walks: where the dot and these variables are others.
Facts inside(const Block& walk, const Facts& around, const std::vector<std::string>& variables) {
    Facts facts = around;
    forget(facts, walk); // by a round before
    std::erase_if(facts, [&](const ExprPtr& fact) {
        return readsDot(fact) || std::ranges::any_of(variables, [&](const std::string& variable) {
                   return !variable.empty() && mentions(fact, variable);
               });
    });
    return facts;
}

/// Leaves the branches that may be reached. What is surely reached ends them, as their `else`.
void dropBranches(If& node, Facts facts) {
    std::vector<Branch> left;
    for (Branch& branch : node.branches) {
        std::optional<bool> holds = branch.condition ? known(facts, branch.condition) : true;
        if (holds == false)
            continue;
        Facts within = facts;
        if (branch.condition)
            add(within, branch.condition);
        drop(branch.body, std::move(within));
        if (holds == true)
            branch.condition = nullptr;
        left.push_back(std::move(branch));
        if (holds == true)
            break;
        add(facts, negate(left.back().condition));
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

void drop(Body& body, Facts facts) {
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
            Facts within = inside(block, facts, {range->key, range->element});
            drop(range->otherwise, facts);
            drop(range->body, std::move(within));
        } else if (With* with = std::get_if<With>(&block.node)) {
            Facts within = inside(block, facts, {});
            drop(with->otherwise, facts);
            drop(with->body, std::move(within));
        } else if (Define* define = std::get_if<Define>(&block.node)) {
            drop(define->body, {});
        } else if (const Suffix* suffix = std::get_if<Suffix>(&block.node)) {
            std::optional<bool> holds = known(facts, suffix->condition);
            if (holds == false)
                continue;
        }
        forget(facts, block);
        const If* node = std::get_if<If>(&block.node);
        bool failsThere = node != nullptr && node->branches.size() == 1 && node->branches[0].condition &&
                          fails(node->branches[0].body);
        if (failsThere)
            add(facts, negate(node->branches[0].condition));
        append(out, std::move(block));
    }
    body = std::move(out);
}

} // namespace

void dropKnown(Body& body) { drop(body, {}); }

} // namespace stackc::templates
