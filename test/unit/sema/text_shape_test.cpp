#include "sema/types/text_shape.h"

#include <gtest/gtest.h>

namespace stackc::sema {
namespace {

TextShape label(int64_t longest) {
    TextShape shape = TextShape::ofPattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$");
    shape.max = longest;
    return shape;
}

TEST(TextShape, readsPatterns) {
    TextShape shape = TextShape::ofPattern("^-[a-z0-9]([-a-z0-9]{0,18}[a-z0-9])?$");
    EXPECT_EQ(shape.min, 2);
    EXPECT_EQ(shape.max, 21);
    EXPECT_TRUE(shape.first['-']);
    EXPECT_FALSE(shape.first['a']);
    EXPECT_FALSE(shape.last['-']);
    EXPECT_TRUE(shape.isAscii());
}

TEST(TextShape, givesUpOnWhatItDoesNotUnderstand) {
    for (const char* pattern : {"", "abc", "^a", "^.$", "^[^a]$", "^\\w$", "^a(b$", "^ä$", "^a{$"}) {
        TextShape shape = TextShape::ofPattern(pattern);
        EXPECT_FALSE(shape.isAscii()) << pattern;
        EXPECT_EQ(shape.max, TextShape::unbounded) << pattern;
    }
}

TEST(TextShape, namesOfNamesAreLabels) {
    TextShape dash = TextShape::of("-");
    EXPECT_TRUE((cut(label(63), 39) + dash + label(23)).isDnsLabel());
    EXPECT_FALSE((cut(label(63), 40) + dash + label(23)).isDnsLabel());
    EXPECT_FALSE((label(10) + dash).isDnsLabel());
    EXPECT_FALSE((label(10) + TextShape::of(".") + label(10)).isDnsLabel());
    EXPECT_FALSE(TextShape().isDnsLabel());
    EXPECT_FALSE(TextShape::of("A").isDnsLabel());
    EXPECT_TRUE((label(10) | TextShape::of("x")).isDnsLabel());
}

TEST(TextShape, cutTrimsDashesAtBothEnds) {
    TextShape name = label(20) + TextShape::of("--") + label(20);
    TextShape shape = cut(name, 21);
    EXPECT_TRUE(shape.isDnsLabel());
    EXPECT_EQ(shape.max, 21);
    // Nothing may be left of a text that can begin with a dash.
    EXPECT_EQ(cut(TextShape::of("-a"), 1).min, 0);
}

TEST(TextShape, repetition) {
    TextShape shape = TextShape::ofPattern("^(ab){2,3}c*$");
    EXPECT_EQ(shape.min, 4);
    EXPECT_EQ(shape.max, TextShape::unbounded);
    EXPECT_TRUE(shape.last['c']);
    EXPECT_TRUE(shape.last['b']);
}

} // namespace
} // namespace stackc::sema
