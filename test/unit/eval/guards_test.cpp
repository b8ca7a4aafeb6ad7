#include "eval/guards.h"

#include "builder.h"

#include <gtest/gtest.h>

namespace stackc::eval::test {

class GuardsTest : public ::testing::Test {
protected:
    ir::NodeRef is(uint32_t index) {
        ir::Node node;
        node.kind = ir::NodeKind::TagIs;
        node.index = index;
        node.text = builder.program.types[builder.dispatch].cases[index].key;
        node.args = {subject};
        return nodes.intern(node);
    }
    ir::NodeRef flag(std::string name) {
        return nodes.field(nodes.input(core::Input::Values, builder.values), std::move(name),
                           builder.program.types.boolean());
    }

    Builder builder;
    ir::NodeTable& nodes = builder.nodes;
    Guards guards{builder.program, nodes};
    ir::NodeRef subject = nodes.field(nodes.input(core::Input::Values, builder.values), "dispatch", builder.dispatch);
    ir::NodeRef yes = nodes.boolean(true);
};

TEST_F(GuardsTest, CasesOfAVariantExcludeEachOther) {
    EXPECT_TRUE(guards.excludes(is(0), is(1)));
    EXPECT_TRUE(guards.implies(is(0), guards.negate(is(1))));
    EXPECT_FALSE(guards.implies(guards.negate(is(0)), is(1)));
}

TEST_F(GuardsTest, AVariantIsOneOfItsCases) {
    EXPECT_EQ(guards.simplify(guards.any({is(0), is(1), is(2)}), yes), yes);
    EXPECT_EQ(guards.simplify(is(2), guards.both(guards.negate(is(0)), guards.negate(is(1)))), yes);
}

TEST_F(GuardsTest, MostCasesAreToldByTheMissingOne) {
    EXPECT_EQ(guards.simplify(guards.either(is(0), is(2)), yes), guards.negate(is(1)));
}

TEST_F(GuardsTest, WhatTheContextSaysIsNotRepeated) {
    ir::NodeRef a = flag("a");
    ir::NodeRef b = flag("b");
    EXPECT_EQ(guards.simplify(guards.both(a, b), a), b);
    EXPECT_EQ(guards.simplify(guards.either(a, b), guards.negate(a)), b);
    EXPECT_EQ(guards.simplify(guards.either(guards.both(a, b), guards.both(a, guards.negate(b))), yes), a);
    EXPECT_TRUE(guards.simplify(a, guards.negate(a))->isFalse());
}

TEST_F(GuardsTest, ContradictionsFoldWhenBuilt) {
    ir::NodeRef a = flag("a");
    EXPECT_TRUE(guards.both(a, guards.negate(a))->isFalse());
    EXPECT_TRUE(guards.either(a, guards.negate(a))->isTrue());
    EXPECT_EQ(guards.negate(guards.negate(a)), a);
}

TEST_F(GuardsTest, WhatAllDemandIsSaidOnce) {
    ir::NodeRef a = flag("a");
    ir::NodeRef b = flag("b");
    ir::NodeRef c = flag("c");
    EXPECT_EQ(guards.anyFactored({guards.all({a, b}), guards.all({guards.negate(b), a, c})}),
              guards.both(a, guards.either(b, guards.both(guards.negate(b), c))));
    EXPECT_EQ(guards.anyFactored({guards.both(a, b), guards.both(a, guards.negate(b))}), a);
    EXPECT_EQ(guards.anyFactored({guards.both(a, b), a}), a);
    EXPECT_EQ(guards.anyFactored({a, nodes.boolean(false)}), a);
    EXPECT_EQ(guards.anyFactored({a, yes}), yes);
    EXPECT_TRUE(guards.anyFactored({})->isFalse());
}

TEST_F(GuardsTest, AnElementNeedsItsList) {
    core::TypeTable& types = builder.program.types;
    ir::NodeRef tags =
        nodes.field(nodes.input(core::Input::Values, builder.values), "tags", types.list(types.string()));
    ir::Entry each;
    each.kind = ir::EntryKind::Each;
    each.guard = yes;
    each.loop = nodes.loop(tags, 0, "tag", "");
    ir::NodeRef isIt = nodes.prim(core::Op::Eq, {nodes.element(each.loop, types.string()), nodes.string("a")});
    each.body = {ir::NodeTable::item(isIt, yes)};
    ir::NodeRef some = nodes.prim(core::Op::NonEmpty, {nodes.list({each})});
    ir::NodeRef filled = nodes.prim(core::Op::NonEmpty, {tags});
    EXPECT_TRUE(guards.implies(some, filled));
    EXPECT_FALSE(guards.implies(filled, some));
    EXPECT_TRUE(guards.simplify(guards.any({guards.negate(some), filled, flag("a")}), yes)->isTrue());
    EXPECT_EQ(guards.simplify(guards.both(filled, some), yes), some);
}

TEST_F(GuardsTest, AKeyNeedsItsMap) {
    core::TypeTable& types = builder.program.types;
    ir::NodeRef place = nodes.field(nodes.input(core::Input::Values, builder.values), "labels",
                                    types.map(types.string(), types.string()));
    ir::NodeRef filled = nodes.prim(core::Op::NonEmpty, {place});
    EXPECT_TRUE(guards.excludes(guards.negate(filled), nodes.prim(core::Op::HasKey, {place, nodes.string("a")})));
}

TEST_F(GuardsTest, TestsInOrderExcludeEachOther) {
    ir::NodeRef a = flag("a");
    std::vector<ir::NodeRef> expected{is(0), is(2), guards.all({guards.negate(is(0)), guards.negate(is(2)), a})};
    EXPECT_EQ(guards.exclusive({is(0), is(2), a}), expected);
}

TEST_F(GuardsTest, PartsThatGuardsShareAreShortenedOnce) {
    constexpr uint32_t many = 60;
    ir::NodeRef odd = flag("b0");
    for (uint32_t i = 1; i < many; ++i) {
        ir::NodeRef b = flag("b" + std::to_string(i));
        odd = guards.either(guards.both(odd, guards.negate(b)), guards.both(guards.negate(odd), b));
    }
    uint32_t before = nodes.string("before")->id;
    EXPECT_EQ(guards.simplify(odd, yes), odd);
    EXPECT_LT(nodes.string("after")->id - before, 10 * many);
}

TEST_F(GuardsTest, WhatIsAskedTogetherStandsTogether) {
    constexpr uint32_t many = 100;
    ir::NodeRef text =
        nodes.field(nodes.input(core::Input::Values, builder.values), "text", builder.program.types.string());
    std::vector<ir::NodeRef> optional;
    for (uint32_t i = 0; i < many; ++i)
        optional.push_back(flag("b" + std::to_string(i)));
    EXPECT_FALSE(guards.implies(guards.any(optional), optional[0]));
    std::vector<ir::NodeRef> members;
    for (uint32_t i = 0; i < many; ++i) {
        ir::NodeRef isIt = nodes.prim(core::Op::Eq, {text, nodes.string("E" + std::to_string(i))});
        EXPECT_EQ(guards.simplify(isIt, optional[i]), isIt);
        members.push_back(guards.both(optional[i], isIt));
    }
    ir::NodeRef isMember = guards.any(members);
    EXPECT_EQ(guards.simplify(isMember, yes), isMember);
    EXPECT_TRUE(guards.implies(members[many / 2], isMember));
    EXPECT_TRUE(guards.excludes(guards.negate(isMember), members[many - 1]));
    EXPECT_EQ(guards.simplify(isMember, members[1]), yes);
}

TEST_F(GuardsTest, APartImpliesItsDisjunctionHoweverHardThatIs) {
    std::vector<ir::NodeRef> first;
    std::vector<ir::NodeRef> pairs;
    for (uint32_t i = 0; i < 60; ++i)
        first.push_back(flag("a" + std::to_string(i)));
    EXPECT_FALSE(guards.implies(guards.any(first), first[0]));
    for (uint32_t i = 0; i < first.size(); ++i)
        pairs.push_back(guards.both(first[i], first[(i * 7 + 3) % first.size()]));
    ir::NodeRef any = guards.any(pairs);
    EXPECT_TRUE(guards.implies(pairs[40], any));
    EXPECT_EQ(guards.narrow(any, pairs[40]), pairs[40]);
    EXPECT_TRUE(guards.implies(guards.both(pairs[3], flag("b")), guards.any({first[3], first[4]})));
    EXPECT_FALSE(guards.implies(flag("b"), any));
}

TEST_F(GuardsTest, WhatIsTooHardStaysAsItIs) {
    constexpr uint32_t many = 60;
    std::vector<ir::NodeRef> first;
    std::vector<ir::NodeRef> second;
    for (uint32_t i = 0; i < many; ++i) {
        first.push_back(flag("a" + std::to_string(i)));
        second.push_back(flag("b" + std::to_string(i)));
    }
    EXPECT_FALSE(guards.implies(guards.any(first), guards.any(second)));
    std::vector<ir::NodeRef> pairs;
    for (uint32_t i = 0; i < many; ++i)
        pairs.push_back(guards.both(first[i], second[i]));
    ir::NodeRef pair = guards.any(pairs);
    EXPECT_EQ(guards.simplify(pair, yes), pair);
    EXPECT_FALSE(guards.excludes(pair, first[0]));
}

} // namespace stackc::eval::test
