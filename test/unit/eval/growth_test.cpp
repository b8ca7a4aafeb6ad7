// What grows with a program grows with its size: counted in nodes, which do not depend on the machine.
#include "builder.h"

#include <gtest/gtest.h>

namespace stackc::eval::test {

/// A chart with a value `e` of an enum of that many cases and as many truths.
class GrowthTest : public ::testing::Test {
protected:
    /// How many nodes are made by evaluating a resource whose only entry has that value.
    template <typename MakeValue> static size_t nodes(uint32_t size, const MakeValue& makeValue) {
        Builder b;
        core::Type type;
        type.kind = core::TypeKind::Enum;
        for (uint32_t i = 0; i < size; ++i)
            type.cases.push_back({"c" + std::to_string(i), "c" + std::to_string(i), {}, "", {}});
        std::vector<std::pair<std::string, core::TypeId>> fields{{"e", b.program.types.add(type)}};
        for (uint32_t i = 0; i < size; ++i)
            fields.emplace_back("b" + std::to_string(i), b.program.types.boolean());
        b.values = b.record(fields);
        b.program.valuesType = b.values;
        b.resource(b.object({Builder::set("key", makeValue(b, size))}));
        b.late();
        EXPECT_FALSE(b.sink.hasErrors());
        return b.nodes.string("counts the nodes before it")->id;
    }

    template <typename MakeValue> static void growsNoFasterThan(size_t factor, const MakeValue& makeValue) {
        size_t once = nodes(50, makeValue);
        EXPECT_LE(nodes(100, makeValue), once * factor);
        EXPECT_LE(once, 50U * 40U);
    }
};

TEST_F(GrowthTest, AMatchMakesNodesForItsArms) {
    growsNoFasterThan(2, [](Builder& b, uint32_t size) {
        core::MatchExpr match;
        match.subject = b.value("e");
        for (uint32_t i = 0; i < size; ++i)
            match.arms.push_back({{i}, {}, b.string("x" + std::to_string(i)), {}});
        return b.expr(match, b.program.types.string());
    });
}

TEST_F(GrowthTest, AMatchOfRecordsMakesNodesForItsKeys) {
    growsNoFasterThan(2, [](Builder& b, uint32_t size) {
        core::MatchExpr match;
        match.subject = b.value("e");
        for (uint32_t i = 0; i < size; ++i) {
            core::ExprId text = b.string("x" + std::to_string(i));
            match.arms.push_back({{i}, {}, b.object({Builder::set("shared", text)}), {}});
        }
        return b.expr(match, b.program.types.data());
    });
}

TEST_F(GrowthTest, IfInIfMakesNodesForItsConditions) {
    growsNoFasterThan(3, [](Builder& b, uint32_t size) {
        core::ExprId value = b.string("z");
        for (uint32_t i = 0; i < size; ++i)
            value = b.expr(core::IfExpr{b.value("b" + std::to_string(i)), value, b.string("x" + std::to_string(i))},
                           b.program.types.string());
        return value;
    });
}

TEST_F(GrowthTest, WhatIsNamedTwiceIsMadeOnce) {
    growsNoFasterThan(2, [](Builder& b, uint32_t size) {
        core::ExprId value = b.expr(core::IfExpr{b.value("b0"), b.string("y"), b.string("z")}, b.program.types.string());
        for (uint32_t i = 0; i < size; ++i) {
            core::Let let;
            let.name = "l" + std::to_string(i);
            let.type = b.program.types.string();
            let.value = value;
            b.program.lets.push_back(let);
            auto use = [&] {
                return b.expr(core::LetRef{{static_cast<uint32_t>(b.program.lets.size() - 1)}}, let.type);
            };
            core::ExprId test = b.prim(core::Op::Eq, {use(), b.string("a" + std::to_string(i))}, b.program.types.boolean());
            core::ExprId other = b.prim(core::Op::Concat, {b.string("q"), use()}, let.type);
            value = b.expr(core::IfExpr{test, use(), other}, let.type);
        }
        return value;
    });
}

} // namespace stackc::eval::test
