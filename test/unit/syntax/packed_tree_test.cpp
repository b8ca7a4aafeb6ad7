#include "syntax/packed_tree.h"

#include <gtest/gtest.h>

#include "fixture.h"
#include "syntax/dump.h"
#include "syntax/fields.h"
#include "syntax/parser.h"

namespace stackc::syntax {
namespace {

/// Packs and unpacks each program in which nothing is wrong; returns how many there were.
int compareAll(const std::string& folder) {
    int count = 0;
    for (const auto& path : filesBelow(folder, ".stack")) {
        SCOPED_TRACE(path);
        Parsed parsed = parseText(readText(path));
        if (!parsed.sink.empty())
            continue;
        ++count;
        std::string bytes = packTree(parsed.module);
        Module read = unpackTree(bytes, parsed.module.file);
        EXPECT_EQ(packTree(read), bytes);
        EXPECT_EQ(dump(read), dump(parsed.module));
    }
    return count;
}

TEST(PackedTree, OfTheLibraryIsTheParsedOne) { EXPECT_GT(compareAll("stdlib"), 15); }
TEST(PackedTree, OfTheExamplesIsTheParsedOne) { EXPECT_GT(compareAll("examples"), 5); }
TEST(PackedTree, OfTheTestsIsTheParsedOne) { EXPECT_GT(compareAll("test"), 100); }

TEST(PackedTree, LiesInTheFileItIsReadFor) {
    Parsed parsed = parseText("/// Doc.\nlet a = 1\nlet b: Int = -a\n");
    FileId other(7);
    Module read = unpackTree(packTree(parsed.module), other);
    EXPECT_EQ(read.file, other);
    ASSERT_EQ(read.decls.size(), 2U);
    EXPECT_EQ(read.decls[0].doc.text, "Doc.");
    EXPECT_EQ(read.decls[0].doc.span, (Span{other, 0, 8}));
    for (std::size_t i = 0; i < 2; ++i) {
        Span span = parsed.module.decls[i].span;
        EXPECT_EQ(read.decls[i].span, (Span{other, span.begin, span.end}));
    }
    EXPECT_FALSE(std::get<LetDecl>(read.decls[0].node).type.valid());
    EXPECT_EQ(std::get<LetDecl>(read.decls[1].node).type, std::get<LetDecl>(parsed.module.decls[1].node).type);
}

TEST(PackedTree, KeepsNumbersOfAnySizeAndPlacesOfAnyOrder) {
    Module module;
    module.file = FileId(0);
    for (std::int64_t value :
         {std::int64_t{0}, std::int64_t{127}, std::int64_t{128}, INT64_MAX, std::int64_t{-1}, INT64_MIN})
        module.add(Expr{Span{module.file, 9, 9}, IntLit{value}});
    module.add(Expr{Span{module.file, UINT32_MAX - 1, UINT32_MAX}, NoneLit{}});
    module.add(Expr{Span{module.file, 0, UINT32_MAX}, BoolLit{true}});
    module.add(Expr{Span{}, ErrorExpr{}});
    module.faults = {3, UINT32_MAX};
    Module read = unpackTree(packTree(module), module.file);
    ASSERT_EQ(read.exprs.size(), module.exprs.size());
    for (std::size_t i = 0; i < module.exprs.size(); ++i) {
        EXPECT_EQ(read.exprs[i].span, module.exprs[i].span);
        EXPECT_EQ(read.exprs[i].node.index(), module.exprs[i].node.index());
        if (const auto* number = std::get_if<IntLit>(&module.exprs[i].node)) {
            EXPECT_EQ(std::get<IntLit>(read.exprs[i].node).value, number->value);
        }
    }
    EXPECT_EQ(read.faults, module.faults);
}

TEST(Fields, AreTheMembersInOrder) {
    Name name{"a", Span{FileId(1), 2, 3}};
    auto [text, span] = fieldsOf(name);
    EXPECT_EQ(&text, &name.text);
    EXPECT_EQ(&span, &name.span);
    EXPECT_EQ(std::tuple_size_v<decltype(fieldsOf(std::declval<const ErrorDecl&>()))>, 0U);
    EXPECT_EQ(std::tuple_size_v<decltype(fieldsOf(std::declval<Field&>()))>, 7U);
    EXPECT_EQ(std::tuple_size_v<decltype(fieldsOf(std::declval<Module&>()))>, 10U);
}

} // namespace
} // namespace stackc::syntax
