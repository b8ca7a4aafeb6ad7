#include "fixture.h"

#include "syntax/dump.h"
#include "syntax/lexing.h"
#include "syntax/separators.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace stackc::syntax {
namespace {

struct Words {
    /// What the parser reads.
    std::vector<std::string> tokens;
    std::vector<std::string> comments;
};

Words wordsOf(const std::string& text) {
    source::SourceManager sources;
    diag::Sink sink;
    FileId file = sources.add("test.stack", text);
    auto tokens = lex(sources, file, sink);
    Words words;
    auto spelled = [&](const Token& token) { return text.substr(token.begin, token.end - token.begin); };
    for (const Token& token : tokens) {
        if (!isComment(token.kind))
            continue;
        std::string comment = spelled(token);
        words.comments.push_back(comment.substr(0, comment.find_last_not_of(" \t\r") + 1));
    }
    for (const Token& token : separate(tokens).tokens)
        words.tokens.push_back(token.kind == TokenKind::SEP ? "SEP" : spelled(token));
    return words;
}

void expectKept(const std::string& text) {
    std::string formatted = formatText(text);
    ASSERT_FALSE(formatted.empty()) << dumpText(text) << "\n" << text;
    EXPECT_EQ(formatText(formatted), formatted) << "formatting twice differs";
    Words before = wordsOf(text);
    Words after = wordsOf(formatted);
    EXPECT_EQ(after.tokens, before.tokens);
    EXPECT_EQ(after.comments, before.comments);
    EXPECT_EQ(dumpText(formatted), dumpText(text));
}

TEST(Format, InputsAreCanonical) {
    for (const auto& path : inputFiles()) {
        std::string text = readText(path);
        EXPECT_EQ(formatText(text), text) << path;
        expectKept(text);
    }
}

/// From a quote at `at` to the end of its line, or of the line on which the text block ends that begins there.
std::size_t endOfStrings(const std::string& text, std::size_t at) {
    std::size_t lineEnd = text.find('\n', at);
    std::size_t block = text.find("\"\"\"", at);
    if (block > lineEnd)
        return lineEnd;
    return text.find('\n', text.find("\"\"\"", block + 3));
}

/// The text with other blanks and line ends and more comments, lines with strings excepted.
std::string relaidOut(const std::string& text, std::mt19937& random) {
    std::string result;
    bool comment = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && !comment) {
            std::size_t end = endOfStrings(text, i);
            result += text.substr(i, end - i);
            i = end - 1;
            continue;
        }
        comment = text[i] != '\n' && (comment || text.compare(i, 2, "//") == 0);
        result += text[i];
        if (comment)
            continue;
        if (text[i] == ' ' && random() % 4 == 0)
            result += random() % 2 == 0 ? "  " : "\t";
        if (text[i] == '\n' && random() % 4 == 0)
            result += random() % 2 == 0 ? "\n\n\n" : "// put in at " + std::to_string(i) + "  \n";
        if (text[i] == '{' && random() % 6 == 0)
            result += "\n";
    }
    return result;
}

TEST(Format, KeepsTokensAndCommentsWhateverTheLayout) {
    std::mt19937 random(7);
    for (const auto& path : inputFiles()) {
        std::string text = readText(path);
        for (int round = 0; round < 20 && !HasFailure(); ++round)
            expectKept(relaidOut(text, random));
    }
}

TEST(Format, Spaces) {
    EXPECT_EQ(formatText("let   a=1+2*-b   // c  "), "let a = 1 + 2 * -b // c\n");
    EXPECT_EQ(formatText("let d=f( a , b=1 ).c"), "let d = f(a, b = 1).c\n");
    EXPECT_EQ(formatText("let e=not(a)and(b)or x is  none"), "let e = not (a) and (b) or x is none\n");
    EXPECT_EQ(formatText("type T{a:Int( -5 .. 5 )?=\"\\( x+1 )\",b:[String:[Int]]={ }}"),
              "type T { a: Int(-5..5)? = \"\\( x+1 )\", b: [String: [Int]] = {} }\n");
    EXPECT_EQ(formatText("resource x when a:k8s.core.v1.Service{}"), "resource x when a : k8s.core.v1.Service {}\n");
    EXPECT_EQ(formatText("@crd( \"a\" , kind=\"b\")export type Q{}"), "@crd(\"a\", kind = \"b\") export type Q {}\n");
    EXPECT_EQ(formatText("let z={ports[ \"http\" ].x=1,(k)+=[2]}"), "let z = { ports[\"http\"].x = 1, (k) += [2] }\n");
    EXPECT_EQ(formatText("let l=[for k,v in xs if v>2:{a=k},...y]"),
              "let l = [for k, v in xs if v > 2: { a = k }, ...y]\n");
}

TEST(Format, Lines) {
    EXPECT_EQ(formatText("\n\n// head\nlet b = [ 1,2,\n 3 ]\n\n\n\nlet c = 1"),
              "// head\nlet b = [\n    1, 2,\n    3\n]\n\nlet c = 1\n");
    EXPECT_EQ(formatText("service x{\na=1\n\n\n\nb=2 // t\n  // last\n\n  }"),
              "service x {\n    a = 1\n\n    b = 2 // t\n    // last\n}\n");
    EXPECT_EQ(formatText("let a = [{\nb = 1\n}, {\nc = 2\n}]"), "let a = [{\n    b = 1\n}, {\n    c = 2\n}]\n");
    EXPECT_EQ(formatText("check a and\nb\nelse \"m\"\n"), "check a and\n    b\n    else \"m\"\n");
}

TEST(Format, WhatCannotBeParsedIsLeftAlone) { EXPECT_EQ(formatText("let a = = 1"), ""); }

} // namespace
} // namespace stackc::syntax
