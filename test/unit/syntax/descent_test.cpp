#include "syntax/descent.h"

#include <gtest/gtest.h>

#include <random>

#include "fixture.h"
#include "syntax/antlr.h"
#include "syntax/brackets.h"
#include "syntax/lexing.h"

namespace stackc::syntax {
namespace {

/// What the parser gets of a text; without tokens where brackets are too deep.
ParserInput inputOf(const std::string& text) {
    source::SourceManager sources;
    diag::Sink sink;
    FileId file = sources.add("test.stack", text);
    BracketResult balanced = balanceBrackets(lex(sources, file, sink), text, file, sink);
    return balanced.tooDeep ? ParserInput{} : separate(balanced.tokens);
}

bool isSame(const SyntaxTree::Node& one, const SyntaxTree::Node& other) {
    return one.rule == other.rule && one.isToken == other.isToken && one.failed == other.failed &&
           one.firstToken == other.firstToken && one.endToken == other.endToken && one.next == other.next;
}

std::string shown(const ParserInput& input) {
    std::string text;
    for (const Token& token : input.tokens)
        text += std::string(describe(token.kind)) + " ";
    return text;
}

/// Does an entry perhaps begin with `if {` or `if [`?
bool hasLeftOut(const ParserInput& input) {
    for (std::size_t i = 0; i + 1 < input.tokens.size(); ++i) {
        TokenKind next = input.tokens[i + 1].kind;
        if (input.tokens[i].kind == TokenKind::IF && (next == TokenKind::LBRACE || next == TokenKind::LBRACKET))
            return true;
    }
    return false;
}

/// Whether the input is a program; both parsers say so, and have equal trees.
bool agreed(const ParserInput& input) {
    SyntaxTree own, grammars;
    bool isProgram = runParser(input, grammars, nullptr);
    bool isRecognised = Descent(input, own).run();
    if (isProgram && !isRecognised && hasLeftOut(input))
        return true;
    EXPECT_EQ(isRecognised, isProgram) << shown(input);
    bool isEqual = std::equal(own.nodes.begin(), own.nodes.end(), grammars.nodes.begin(), grammars.nodes.end(), isSame);
    EXPECT_TRUE(!isProgram || isEqual) << shown(input);
    return isProgram;
}

/// Leaves out a token, doubles it, puts another in its place or between, or exchanges two.
void change(std::vector<Token>& tokens, std::mt19937& random) {
    auto any = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(random); };
    if (tokens.size() < 3)
        return;
    std::size_t place = any(tokens.size() - 1);
    auto at = tokens.begin() + static_cast<std::ptrdiff_t>(place);
    switch (any(5)) {
    case 0:
        tokens.erase(at);
        break;
    case 1:
        tokens.insert(at, *at);
        break;
    case 2:
        at->kind = static_cast<TokenKind>(any(static_cast<std::size_t>(TokenKind::END)));
        break;
    case 3:
        tokens.insert(at, tokens[any(tokens.size() - 1)]);
        break;
    default:
        std::swap(*at, tokens[any(tokens.size() - 1)]);
    }
}

TEST(Descent, RecognisesProgramsAsTheGrammarSays) {
    int programs = 0;
    for (const char* folder : {"stdlib", "examples", "test"}) {
        for (const auto& path : filesBelow(folder, ".stack")) {
            SCOPED_TRACE(path);
            ParserInput input = inputOf(readText(path));
            if (!input.tokens.empty() && agreed(input))
                ++programs;
        }
    }
    EXPECT_GT(programs, 300);
}

/// Programs that are changed here and there, most of which are none then.
TEST(Descent, RefusesWhatTheGrammarDoes) {
    std::mt19937 random(1);
    int programs = 0;
    for (const auto& path : filesBelow("test/sema", ".stack")) {
        SCOPED_TRACE(path);
        ParserInput input = inputOf(readText(path));
        for (int i = 0; i < 100 && !input.tokens.empty(); ++i) {
            ParserInput changed = input;
            for (int changes = 1 + i % 3; changes > 0; --changes)
                change(changed.tokens, random);
            if (agreed(changed))
                ++programs;
            if (testing::Test::HasFailure())
                return;
        }
    }
    EXPECT_GT(programs, 300);
}

TEST(Descent, TellsWordsFromKeys) {
    for (const char* entry : {"for = 1",
                              "for { a = 1 }",
                              "for.a = 1",
                              "for[\"a\"] = 1",
                              "for += [1]",
                              "for x in xs { a = x }",
                              "for x, y in xs if y { a = x }",
                              "if = 1",
                              "if += 1",
                              "if.a = 1",
                              "if a { b = 1 } else if c { d = 1 } else { }",
                              "if { a = 1 }",
                              "if [\"a\"] == b { c = 1 }",
                              "if[\"a\"] = 1",
                              "if (a) { b = 1 }",
                              "if let x = y { a = x }",
                              "remove = 1",
                              "remove { }",
                              "remove.a = 1",
                              "remove[\"a\"] { }",
                              "remove a",
                              "remove a.b[\"c\"].d",
                              "remove (a)",
                              "remove \"a\"",
                              "remove remove",
                              "remove if",
                              "let = 1",
                              "let { }",
                              "let x = 1",
                              "let.x = 1",
                              "service = 1",
                              "service { }",
                              "service a { }",
                              "service a = 1",
                              "backend a = b",
                              "backend a { }",
                              "backend.a = 1",
                              "...a",
                              "...a { b = 1 }",
                              "(a) = 1",
                              "\"a\\(b)\" = 1",
                              "\"a\".b = 1",
                              "then = 1",
                              "a.is.in = 1",
                              "a = b { }",
                              "a = if b then c else d",
                              "a = let x = 1 in x",
                              "a = [if b: c, if b then c else d, ...e, for x in y: x]",
                              "a = [for x, y in z if y: [x]]",
                              "a = b is none",
                              "a = b is c or not -d",
                              "a = f(x = 1, if b then c else d)",
                              "a = match b { c(x) | d => x, none => 1, \"e\" => { } }",
                              "a = (b)(c).if",
                              "a",
                              "a =",
                              "= 1",
                              "a b = 1"}) {
        SCOPED_TRACE(entry);
        agreed(inputOf("chart c { " + std::string(entry) + " }"));
    }
}

} // namespace
} // namespace stackc::syntax
