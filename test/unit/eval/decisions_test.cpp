#include "builder.h"

#include <gtest/gtest.h>

namespace stackc::eval::test {

using core::Op;

/// The ways of the program: of the chart, or with values.
Ways waysOf(Builder& b, ir::NodeRef values = nullptr) {
    Known known;
    known.values = values;
    known.releaseName = known.releaseNamespace = "demo";
    known.kubeVersion = "v1.29.0";
    Ways ways;
    evaluate(b.program, b.nodes, values != nullptr ? &known : nullptr, b.sink, &ways);
    return ways;
}

ir::NodeRef valuesOf(Builder& b, std::vector<ir::NodeRef> tags, ir::NodeRef name, uint32_t dispatch,
                     int64_t replicas = 3) {
    ir::NodeTable& n = b.nodes;
    std::vector<ir::Entry> items;
    for (ir::NodeRef tag : tags)
        items.push_back(ir::NodeTable::item(n.boolean(true), tag));
    ir::NodeRef payload = dispatch == 0 ? nullptr : n.record({});
    auto field = [&n](const char* key, ir::NodeRef value) { return ir::NodeTable::value(n.boolean(true), key, value); };
    return n.record({field("replicas", n.integer(replicas)), field("name", name), field("metrics", n.none()),
                     field("tags", n.list(std::move(items))),
                     field("dispatch", n.variant(dispatch, dispatch == 0 ? "memory" : "raft", payload))});
}

Ways conditionsOf(Ways ways) {
    std::erase_if(ways, [](const Way& way) { return way.fork != Fork::Condition; });
    return ways;
}

/// if values.replicas > 1 { "many" } else { "one" }
core::ExprId manyOrOne(Builder& b) {
    core::ExprId isMany = b.prim(Op::Gt, {b.value("replicas"), b.integer(1)}, b.program.types.boolean());
    return b.expr(core::IfExpr{isMany, b.string("many"), b.string("one")}, b.program.types.string());
}

core::ExprId conditionOf(const Builder& b, core::ExprId choice) {
    return std::get<core::IfExpr>(b.program[choice].node).condition;
}

TEST(Decisions, OfAConditionAReleaseGoesOneOfTheWaysOfTheChart) {
    Builder b;
    core::ExprId choice = manyOrOne(b);
    core::ExprId condition = conditionOf(b, choice);
    b.resource(b.object({Builder::set("how", choice)}));
    EXPECT_EQ(conditionsOf(waysOf(b)),
              (Ways{{Fork::Condition, condition, 0, {}}, {Fork::Condition, condition, 1, {}}}));
    EXPECT_EQ(conditionsOf(waysOf(b, valuesOf(b, {}, b.nodes.none(), 0))), (Ways{{Fork::Condition, condition, 1, {}}}));
}

/// A bound that is one off shows beside it alone.
TEST(Decisions, ANumberIsBelowAtOrAboveItsBound) {
    Builder b;
    core::ExprId choice = manyOrOne(b);
    core::ExprId number = std::get<core::PrimExpr>(b.program[conditionOf(b, choice)].node).args[0];
    b.resource(b.object({Builder::set("how", choice)}));
    auto way = [&](uint32_t arm) { return Way{Fork::Bound, number, arm, {}}; };
    const Ways ways = waysOf(b);
    for (uint32_t arm : {0, 1, 2})
        EXPECT_TRUE(ways.contains(way(arm))) << arm;
    auto isAt = [&](uint32_t arm, int64_t replicas) {
        return waysOf(b, valuesOf(b, {}, b.nodes.none(), 0, replicas)).contains(way(arm));
    };
    EXPECT_TRUE(isAt(0, 0) && isAt(1, 1) && isAt(2, 2));
    EXPECT_FALSE(isAt(2, 3) || isAt(1, 3));
}

TEST(Decisions, WhatIsConstantIsNoBranch) {
    Builder b;
    core::ExprId yes = b.prim(Op::Gt, {b.integer(2), b.integer(1)}, b.program.types.boolean());
    b.resource(b.object(
        {Builder::set("how", b.expr(core::IfExpr{yes, b.string("a"), b.string("b")}, b.program.types.string()))}));
    EXPECT_EQ(waysOf(b), Ways());
}

TEST(Decisions, CasesOptionalsAndElementsAreWays) {
    Builder b;
    core::MatchExpr match;
    match.subject = b.value("dispatch");
    match.arms = {{{0}, {}, b.string("m"), {}}, {{}, {}, b.string("other"), {}}};
    core::Entry tags;
    tags.kind = core::EntryKind::For;
    tags.value = b.value("tags");
    tags.first = b.var("tag", b.program.types.string());
    tags.body = {Builder::set("", b.use(tags.first))};
    core::ExprId list = b.expr(core::ListExpr{{tags}}, b.program.types.list(b.program.types.string()));
    core::ExprId name = b.value("name");
    b.resource(
        b.object({Builder::set("dispatch", b.expr(match, b.program.types.string())), Builder::set("tags", list),
                  Builder::set("name", b.expr(core::Coalesce{name, b.string("none")}, b.program.types.string()))}));
    auto way = [](Fork fork, core::ExprId subject, uint32_t arm) { return Way{fork, subject, arm, {}}; };
    EXPECT_EQ(waysOf(b),
              (Ways{way(Fork::Optional, name, 0), way(Fork::Optional, name, 1), way(Fork::Case, match.subject, 0),
                    way(Fork::Case, match.subject, otherCase), way(Fork::Collection, tags.value, 0),
                    way(Fork::Collection, tags.value, 1), way(Fork::Collection, tags.value, several)}));
    ir::NodeRef tag = b.nodes.string("a");
    EXPECT_EQ(waysOf(b, valuesOf(b, {tag, tag, tag}, b.nodes.string("n"), 1)),
              (Ways{way(Fork::Optional, name, 1), way(Fork::Case, match.subject, otherCase),
                    way(Fork::Collection, tags.value, several)}));
    EXPECT_EQ(
        waysOf(b, valuesOf(b, {tag}, b.nodes.none(), 0)),
        (Ways{way(Fork::Optional, name, 0), way(Fork::Case, match.subject, 0), way(Fork::Collection, tags.value, 1)}));
}

/// What is kept of a call is kept with its ways: each caller of the library's function went them.
TEST(Decisions, EachCallerOfALibrarysFunctionWentItsWays) {
    Builder b;
    source::FileId library(7), authors(8);
    b.program.library = {library};
    core::ExprId choice = manyOrOne(b);
    core::ExprId condition = conditionOf(b, choice);
    b.program.exprs[condition.value].span = {library, 3, 5};
    core::Function how;
    how.name = "how";
    how.body = choice;
    b.program.functions.push_back(how);
    std::vector<core::Entry> calls;
    std::vector<core::Span> callers{{authors, 10, 12}, {authors, 20, 22}};
    for (core::Span caller : callers) {
        core::ExprId call = b.expr(core::CallExpr{{0}, {}}, b.program.types.string());
        b.program.exprs[call.value].span = caller;
        calls.push_back(Builder::set("at" + std::to_string(caller.begin), call));
    }
    b.resource(b.object(calls));
    ir::NodeRef values = valuesOf(b, {}, b.nodes.none(), 0);
    EXPECT_EQ(conditionsOf(waysOf(b)).size(), 4);
    EXPECT_EQ(conditionsOf(waysOf(b, values)),
              (Ways{{Fork::Condition, condition, 1, callers[0]}, {Fork::Condition, condition, 1, callers[1]}}));
}

} // namespace stackc::eval::test
