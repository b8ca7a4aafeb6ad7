#include "templates/comments.h"
#include "templates/printer.h"

#include <gtest/gtest.h>

namespace stackc::templates {

namespace {

Block define(std::string name, std::string comment, Body body) {
    Define made;
    made.name = std::move(name);
    made.comment = std::move(comment);
    made.boxed = true;
    made.body = std::move(body);
    return {std::move(made)};
}

TEST(Comments, EachOnceAndWhatIsTaken) { // a template that does what another one does says so
    Templates templates;
    ExprPtr a = field(box(), "a");
    ExprPtr handed = call("include", {stringLiteral("c.a"), box()});
    templates.helpers = {define("c.a", "What it says.", {actionLine(0, "k: ", a)}),
                         define("c.b", "What it says.", {actionLine(0, "k: ", field(field(root(), "Values"), "x"))}),
                         define("c.c", "", {{Action{0, handed}}}), define("c.d", "Takes `a`, which it needs.", {})};
    finishComments(templates);
    auto comment = [&](size_t i) { return std::get<Define>(templates.helpers[i].node).comment; };
    EXPECT_EQ(comment(0), "What it says.\nTakes `a`.");
    EXPECT_EQ(comment(1), "Like `c.a`.\nTakes `root`.");
    EXPECT_EQ(comment(2), "Takes `a`.");
    EXPECT_EQ(comment(3), "Takes `a`, which it needs.");
}

TEST(Comments, WhatSeveralAreFor) {
    Templates templates;
    templates.helpers = {define("c.pods.a", "The pods.", {}), define("c.pods.b", "The pods.", {}),
                         define("c.pods", "The pods.", {}), define("c.other-2", "The pods.", {})};
    std::get<Define>(templates.helpers[0].node).of = {"a", "x"};
    std::get<Define>(templates.helpers[1].node).of = {"b", "y", "z"};
    finishComments(templates);
    auto comment = [&](size_t i) { return std::get<Define>(templates.helpers[i].node).comment; };
    EXPECT_EQ(comment(0), "The pods.\nOf `a` and `x`.");
    EXPECT_EQ(comment(1), "Like `c.pods.a`, of `b`, `y` and `z`.");
    EXPECT_EQ(comment(2), "Like `c.pods.a`.");
    EXPECT_EQ(comment(3), "Like `c.pods.a`.");
}

TEST(Comments, LinesHaveAnEnd) {
    std::string words;
    for (int i = 0; i < 13; ++i)
        words += "123456789 ";
    const std::string printed =
        printTemplate({define("c.a", words + "x\nand more\nTakes `a`.", {textLine(0, "k: v")})});
    EXPECT_NE(printed.find("123456789\n123456789 x and more\nTakes `a`.\n*/}}"), std::string::npos) << printed;
}

} // namespace

} // namespace stackc::templates
