#include "templates/plain_conditions.h"
#include "templates/printer.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace stackc::templates {

namespace {

ExprPtr value(const std::string& name) { return field(field(root(), "Values"), name); }

ExprPtr isWord(const std::string& name, const char* word) {
    return call("eq", {call("toString", {value(name)}), stringLiteral(word)});
}

ExprPtr no(ExprPtr e) { return call("not", {std::move(e)}); }
ExprPtr both(ExprPtr a, ExprPtr b) { return call("and", {std::move(a), std::move(b)}); }
ExprPtr either(ExprPtr a, ExprPtr b) { return call("or", {std::move(a), std::move(b)}); }
ExprPtr isNil(const std::string& name) { return call("kindIs", {stringLiteral("invalid"), value(name)}); }

std::string plain(ExprPtr condition) {
    If node;
    node.branches.push_back({std::move(condition), {textLine(0, "x")}});
    Body body{{std::move(node)}};
    sayPlainly(body);
    return printExpr(std::get<If>(body[0].node).branches[0].condition);
}

std::string plainShown(ExprPtr shown) {
    Body body{actionLine(0, "k: ", std::move(shown))};
    sayPlainly(body);
    return printExpr(std::get<Line>(body[0].node).parts[1].action);
}

TEST(PlainConditions, NothingTwice) {
    EXPECT_EQ(plain(either(no(value("a")), no(value("a")))), "not .Values.a");
    EXPECT_EQ(plain(both(value("a"), both(value("b"), value("a")))), "and .Values.a .Values.b");
    EXPECT_EQ(plain(either(value("a"), both(no(value("a")), value("b")))), "or .Values.a .Values.b");
    EXPECT_EQ(plain(both(value("a"), either(value("a"), value("b")))), ".Values.a");
}

TEST(PlainConditions, WhatFollows) {
    EXPECT_EQ(plain(both(value("a"), isWord("a", "x"))), "eq (toString .Values.a) \"x\"");
    EXPECT_EQ(plain(both(no(isNil("a")), value("a"))), ".Values.a");
    EXPECT_EQ(plain(both(isWord("a", "x"), no(isWord("a", "y")))), "eq (toString .Values.a) \"x\"");
    EXPECT_EQ(plain(either(value("a"), isWord("a", "x"))), ".Values.a");
}

TEST(PlainConditions, WhatAllAlternativesAskStandsBeforeThem) {
    EXPECT_EQ(plain(either(both(value("a"), value("b")), both(value("c"), value("a")))),
              "and .Values.a (or .Values.b .Values.c)");
    EXPECT_EQ(plain(either(both(value("a"), value("b")), isWord("a", "x"))),
              "and .Values.a (or .Values.b (eq (toString .Values.a) \"x\"))");
    EXPECT_EQ(plain(either(both(value("a"), value("b")), both(value("c"), value("d")))),
              "or (and .Values.a .Values.b) (and .Values.c .Values.d)");
}

TEST(PlainConditions, WordsThatOtherValuesHaveSayNothing) {
    EXPECT_EQ(plain(both(value("a"), isWord("a", "0"))), "and .Values.a (eq (toString .Values.a) \"0\")");
    EXPECT_EQ(plain(both(value("a"), isWord("a", "false"))), "and .Values.a (eq (toString .Values.a) \"false\")");
}

TEST(PlainConditions, OnlyAMapHasACase) {
    ExprPtr isB = call("eq", {call("include", {stringLiteral("c.caseOf"), value("a")}), stringLiteral("b")});
    EXPECT_EQ(plain(either(value("a"), isB)), ".Values.a");
    EXPECT_EQ(plain(both(call("kindIs", {stringLiteral("map"), value("a")}), isB)), printExpr(isB));
    ExprPtr other = call("eq", {call("include", {stringLiteral("c.lets.caseOf"), value("a")}), stringLiteral("b")});
    EXPECT_EQ(plain(both(value("a"), other)), "and .Values.a " + ("(" + printExpr(other) + ")"));
}

TEST(PlainConditions, DeniedInFewerWords) {
    EXPECT_EQ(plain(no(both(no(value("a")), call("ne", {value("b"), stringLiteral("c")})))),
              "or .Values.a (eq .Values.b \"c\")");
    EXPECT_EQ(plain(no(either(value("a"), value("b")))), "not (or .Values.a .Values.b)");
    EXPECT_EQ(plain(no(either(both(value("a"), no(value("b"))), both(no(value("a")), value("c"))))),
              "or (and .Values.a .Values.b) (not (or .Values.a .Values.c))");
}

TEST(PlainConditions, TernaryTakesTruths) {
    EXPECT_EQ(plainShown(call("ternary", {intLiteral(1), intLiteral(2), no(call("empty", {value("a")}))})),
              "ternary 1 2 (not (empty .Values.a))");
    EXPECT_EQ(plainShown(call("ternary", {intLiteral(1), intLiteral(2),
                                          both(no(call("empty", {value("a")})), no(call("empty", {value("b")})))})),
              "ternary 2 1 (not (and .Values.a .Values.b))");
}

TEST(PlainConditions, WhatIsKnownIsNotAsked) {
    Truths known;
    known.add(both(value("a"), no(value("b"))), true);
    EXPECT_EQ(printExpr(plainly(both(value("a"), either(value("b"), value("c"))), known)), ".Values.c");
    EXPECT_EQ(plainly(either(value("a"), value("c")), known)->boolean, true);
    EXPECT_EQ(plainly(value("b"), known)->kind, ExprKind::Bool);
}

/// What templates take for true; of text values, where `""` is nothing.
bool holds(const ExprPtr& e, const std::vector<std::string>& values) {
    auto textOf = [&](const ExprPtr& place) -> const std::string& {
        const ExprPtr& field = isCallOf(place, "toString") ? place->args[0] : place;
        return values[static_cast<size_t>(field->text[0] - 'a')];
    };
    if (e->kind == ExprKind::Bool)
        return e->boolean;
    if (e->kind == ExprKind::Field)
        return !textOf(e).empty();
    auto of = [&](const ExprPtr& arg) { return holds(arg, values); };
    if (e->text == "and")
        return std::all_of(e->args.begin(), e->args.end(), of);
    if (e->text == "or")
        return std::any_of(e->args.begin(), e->args.end(), of);
    if (e->text == "not" || e->text == "empty")
        return !of(e->args[0]);
    bool isEqual = textOf(e->args[0]) == e->args[1]->text;
    return e->text == "ne" ? !isEqual : isEqual;
}

class Random {
public:
    ExprPtr condition(int depth) {
        const std::string name(1, static_cast<char>('a' + below(3)));
        switch (depth == 0 ? below(3) : below(7)) {
        case 0:
            return value(name);
        case 1:
            return call(below(2) == 0 ? "eq" : "ne", {value(name), stringLiteral(below(2) == 0 ? "x" : "y")});
        case 2:
            return call("empty", {value(name)});
        case 3:
            return no(condition(depth - 1));
        default: {
            std::vector<ExprPtr> parts;
            for (int i = 2 + below(2); i > 0; --i)
                parts.push_back(condition(depth - 1));
            return call(below(2) == 0 ? "and" : "or", std::move(parts));
        }
        }
    }

private:
    int below(int end) { return static_cast<int>(engine_() % static_cast<unsigned>(end)); }

    std::mt19937 engine_{7};
};

TEST(PlainConditions, MeansTheSame) {
    const std::vector<std::string> words{"", "x", "y", "z"};
    Random random;
    for (int i = 0; i < 3000; ++i) {
        const ExprPtr asked = random.condition(3), around = random.condition(2);
        Truths known;
        known.add(around, i % 2 == 0);
        const ExprPtr plain = plainly(asked, {}), under = plainly(asked, known), opposite = oppositeOf(asked);
        for (size_t at = 0; at < 64; ++at) {
            const std::vector<std::string> values{words[at % 4], words[at / 4 % 4], words[at / 16]};
            const bool isIt = holds(asked, values);
            ASSERT_EQ(holds(plain, values), isIt) << printExpr(asked) << "\n" << printExpr(plain);
            ASSERT_EQ(holds(opposite, values), !isIt) << printExpr(asked) << "\n" << printExpr(opposite);
            if (holds(around, values) == (i % 2 == 0)) {
                ASSERT_EQ(holds(under, values), isIt) << printExpr(asked) << "\n" << printExpr(around);
            }
        }
    }
}

} // namespace

} // namespace stackc::templates
