#include "core/verify.h"

#include <gtest/gtest.h>

namespace stackc::core::test {

/// Programs of one expression that isn't what its type says.
class VerifyTest : public ::testing::Test {
protected:
    ExprId make(TypeId type, ExprNode node) {
        program.exprs.push_back({{}, type, std::move(node)});
        return ExprId{static_cast<uint32_t>(program.exprs.size() - 1)};
    }
    ExprId variable(TypeId type) {
        program.vars.push_back({"v", type});
        return make(type, VarRef{VarId{static_cast<uint32_t>(program.vars.size() - 1)}});
    }
    ExprId literal(Literal::Kind kind, TypeId type) {
        Literal made;
        made.kind = kind;
        return make(type, std::move(made));
    }
    std::string first() {
        std::vector<Violation> found = verify(program);
        return found.empty() ? "" : found[0].what;
    }

    Program program;
    TypeTable& types = program.types;
    TypeId string = types.string();
    TypeId integer = types.integer();
    TypeId quantity = types.domain(Domain::Quantity);
};

TEST_F(VerifyTest, WhatAnOptionalHoldsIsOfTheTypeOfTheWhole) {
    make(string, Coalesce{variable(types.optional(string)), variable(string)});
    make(types.optional(string), Coalesce{variable(types.optional(string)), variable(types.optional(string))});
    EXPECT_EQ(first(), "");
    make(string, Coalesce{variable(types.optional(integer)), variable(string)});
    EXPECT_EQ(first(), "the left side of `??` of `String` gives `Int`");
}

TEST_F(VerifyTest, AQuantityMayBeANumberAndIsNoText) {
    make(string, PrimExpr{Op::ToText, {variable(quantity)}});
    make(quantity, IfExpr{variable(types.boolean()), variable(quantity), variable(string)});
    make(string, PrimExpr{Op::Concat, {literal(Literal::Kind::String, quantity)}});
    EXPECT_EQ(first(), "");
    make(string, PrimExpr{Op::Replace, {variable(quantity), variable(string), variable(string)}});
    EXPECT_EQ(first(), "replace gives `Quantity`");
}

TEST_F(VerifyTest, BranchesAreOfTheTypeOfTheWhole) {
    make(string, IfExpr{variable(types.boolean()), variable(string), variable(integer)});
    EXPECT_EQ(first(), "`else` of `String` gives `Int`");
}

TEST_F(VerifyTest, ConditionsAreTruths) {
    make(string, IfExpr{variable(string), variable(string), variable(string)});
    EXPECT_EQ(first(), "a condition gives `String`");
}

TEST_F(VerifyTest, ElementsAndFieldsAreOfTheirTypes) {
    Type record;
    record.kind = TypeKind::Record;
    record.name = "Point";
    record.fields.resize(1);
    record.fields[0].name = record.fields[0].key = "x";
    record.fields[0].type = integer;
    Entry entry;
    entry.key = "x";
    entry.value = variable(integer);
    TypeId point = types.add(record);
    make(point, RecordExpr{{}, {entry}});
    EXPECT_EQ(first(), "");
    entry.value = variable(types.optional(integer));
    make(point, RecordExpr{{}, {entry}});
    EXPECT_EQ(first(), "an entry of `Int` gives `Int?`");
}

TEST_F(VerifyTest, WhatIsCalledTakesItsArguments) {
    ExprId parameter = variable(integer);
    program.functions.push_back({"f", {VarId{0}}, string, variable(string), "", "", {}});
    make(string, CallExpr{FnId{0}, {parameter}});
    EXPECT_EQ(first(), "");
    make(string, CallExpr{FnId{0}, {variable(string)}});
    EXPECT_EQ(first(), "an argument of `Int` gives `String`");
}

TEST_F(VerifyTest, OptionalsAndCasesHoldWhatTheyMay) {
    Type variant;
    variant.kind = TypeKind::Variant;
    variant.name = "Choice";
    variant.cases = {{"a", "a", string, "", {}}};
    TypeId choice = types.add(variant);
    make(types.optional(string), OptionalLit{true, variable(string)});
    make(choice, VariantExpr{0, variable(string)});
    EXPECT_EQ(first(), "");
    make(choice, VariantExpr{0, variable(integer)});
    EXPECT_EQ(first(), "what a case holds of `String` gives `Int`");
}

} // namespace stackc::core::test
