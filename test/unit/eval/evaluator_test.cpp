#include "builder.h"

#include <gtest/gtest.h>

namespace stackc::eval::test {

using core::Op;

/// match values.dispatch { memory => {…}, raft(r) => {…}, redis(r) => {…} }
core::ExprId matchDispatch(Builder& b, core::ExprId memory, core::VarId raftVar, core::ExprId raft,
                           core::VarId redisVar, core::ExprId redis) {
    core::MatchExpr match;
    match.subject = b.value("dispatch");
    match.arms = {{{0}, {}, memory, {}}, {{1}, raftVar, raft, {}}, {{2}, redisVar, redis, {}}};
    return b.expr(match, b.program.types.data());
}

TEST(Evaluator, ArmsOfALateMatchMergeIntoGuardedKeys) {
    Builder b;
    core::VarId raft = b.var("r", b.raft);
    core::VarId redis = b.var("s", b.redis);
    core::ExprId memory = b.object({Builder::set("mode", b.string("x"))});
    core::ExprId raftArm =
        b.object({Builder::set("mode", b.string("x")), Builder::set("timeout", b.field(b.use(raft), "timeout"))});
    core::ExprId redisArm =
        b.object({Builder::set("mode", b.string("y")), Builder::set("url", b.field(b.use(redis), "url"))});
    b.resource(matchDispatch(b, memory, raft, raftArm, redis, redisArm));
    EXPECT_EQ(b.late(), "record\n"
                        "  mode: choice\n"
                        "    [(values.dispatch is redis)] - \"y\"\n"
                        "    - \"x\"\n"
                        "  [(values.dispatch is raft)] timeout: values.dispatch.raft.timeout\n"
                        "  [(values.dispatch is redis)] url: values.dispatch.redis.url\n");
    EXPECT_FALSE(b.sink.hasErrors());
}

TEST(Evaluator, TheSameProgramGivesConstantsWhenValuesAreKnown) {
    Builder b;
    core::VarId raft = b.var("r", b.raft);
    core::VarId redis = b.var("s", b.redis);
    core::ExprId empty = b.object({});
    core::ExprId raftArm = b.object({Builder::set("timeout", b.field(b.use(raft), "timeout"))});
    b.resource(matchDispatch(b, empty, raft, raftArm, redis, empty));
    ir::NodeTable& n = b.nodes;
    ir::NodeRef yes = n.boolean(true);
    ir::NodeRef payload = n.record({ir::NodeTable::value(yes, "timeout", n.integer(7))});
    ir::NodeRef values =
        n.record({ir::NodeTable::value(yes, "replicas", n.integer(1)), ir::NodeTable::value(yes, "name", n.none()),
                  ir::NodeTable::value(yes, "metrics", n.none()), ir::NodeTable::value(yes, "tags", n.list({})),
                  ir::NodeTable::value(yes, "dispatch", n.variant(1, "raft", payload))});
    EXPECT_EQ(b.with(values), "record\n  timeout: 7\n");
}

TEST(Evaluator, AnOpenedOptionalGuardsItsKey) {
    Builder b;
    core::VarId metrics = b.var("m", b.metrics);
    core::Entry entry;
    entry.kind = core::EntryKind::IfLet;
    entry.value = b.value("metrics");
    entry.first = metrics;
    entry.body = {Builder::set("port", b.field(b.use(metrics), "port"))};
    b.resource(b.object({entry}));
    EXPECT_EQ(b.late(), "record\n  [present(values.metrics)] port: values.metrics.port\n");
}

TEST(Evaluator, ALoopOverALateListIsAnIteration) {
    Builder b;
    core::VarId tag = b.var("tag", b.program.types.string());
    core::Entry loop;
    loop.kind = core::EntryKind::For;
    loop.value = b.value("tags");
    loop.first = tag;
    loop.body = {Builder::set("", b.use(tag))};
    core::ExprId list = b.expr(core::ListExpr{{loop}}, b.program.types.list(b.program.types.string()));
    core::Entry tags = Builder::set("tags", list);
    tags.omitEmpty = true;
    b.resource(b.object({tags}));
    EXPECT_EQ(b.late(), "record\n  [nonEmpty(values.tags)] tags: list\n    each tag$0 in values.tags\n      - tag$0\n");
}

TEST(Evaluator, TextsFoldAndConcatenate) {
    Builder b;
    core::TypeId string = b.program.types.string();
    core::ExprId count = b.prim(Op::ToText, {b.value("replicas")}, string);
    b.resource(b.object({Builder::set("a", b.prim(Op::Concat, {b.string("n-"), b.string("x"), count}, string)),
                         Builder::set("b", b.prim(Op::ToText, {b.integer(3)}, string))}));
    EXPECT_EQ(b.late(), "record\n  a: concat(\"n-x\", str(values.replicas))\n  b: \"3\"\n");
}

TEST(Evaluator, IntegersMayNotLeaveWhatJsonKeeps) {
    Builder b;
    core::VarId raft = b.var("r", b.raft);
    core::VarId redis = b.var("s", b.redis);
    core::ExprId sum = b.prim(Op::Mul, {b.field(b.use(raft), "timeout"), b.integer(2)}, b.program.types.integer());
    b.resource(matchDispatch(b, b.object({}), raft, b.object({Builder::set("t", sum)}), redis, b.object({})));
    b.late();
    ASSERT_EQ(b.sink.errorCount(), 1U);
    EXPECT_EQ(diag::codeName(b.sink.diagnostics()[0].code), "E4008");
}

TEST(Evaluator, ARangeNeedsAnUpperBound) {
    Builder b;
    core::VarId i = b.var("i", b.program.types.integer());
    core::Entry loop;
    loop.kind = core::EntryKind::For;
    loop.value = b.prim(Op::Range, {b.value("replicas")}, b.program.types.list(b.program.types.integer()));
    loop.first = i;
    loop.body = {Builder::set("", b.use(i))};
    core::ExprId list = b.expr(core::ListExpr{{loop}}, b.program.types.list(b.program.types.integer()));
    b.resource(b.object({Builder::set("all", list)}));
    EXPECT_EQ(b.late(), "record\n  all: list\n    each i$0 in range(values.replicas)\n      - i$0\n");
    EXPECT_FALSE(b.sink.hasErrors());
    b.program.types.edit(b.replicas).maxInt = core::maxInt;
    b.late();
    EXPECT_EQ(b.sink.errorCount(), 1U);
}

TEST(Evaluator, YamlTextsAreWrittenByteForByte) {
    Builder b;
    core::ExprId inner = b.object({Builder::set("url", b.string("a \"b\"\n")), Builder::set("yes", b.integer(1))});
    core::ExprId tree = b.object({Builder::set("server", inner), Builder::set("empty", b.object({}))});
    core::ExprId text = b.expr(core::TextExpr{core::TextFormat::Yaml, tree}, b.program.types.string());
    b.resource(b.object({Builder::set("file", text)}));
    EXPECT_EQ(b.late(), R"(record
  file: "server:\n  url: \"a \\\"b\\\"\\n\"\n  \"yes\": 1\nempty: {}\n"
)");
}

TEST(Evaluator, ChecksThatFailForKnownValuesAreErrors) {
    Builder b;
    core::Statement check;
    check.kind = core::StatementKind::Check;
    check.value = b.prim(Op::Lt, {b.value("replicas"), b.integer(3)}, b.program.types.boolean());
    check.message = b.string("too many");
    b.program.statements.push_back(check);
    ir::Package late = evaluate(b.program, b.nodes, nullptr, b.sink);
    ASSERT_EQ(late.checks.size(), 1U);
    EXPECT_EQ(ir::dump(late.checks[0].condition), "<(values.replicas, 3)\n");
    ir::NodeTable& n = b.nodes;
    ir::NodeRef yes = n.boolean(true);
    b.with(n.record({ir::NodeTable::value(yes, "replicas", n.integer(5))}));
    ASSERT_EQ(b.sink.errorCount(), 1U);
    EXPECT_EQ(b.sink.diagnostics()[0].message, "too many");
}

} // namespace stackc::eval::test
