#include "syntax/scanner.h"

#include <gtest/gtest.h>

#include <random>

#include "fixture.h"
#include "syntax/antlr.h"
#include "text/utf8.h"

namespace stackc::syntax {
namespace {

/// What ANTLR's lexer makes of the text, with places in bytes.
std::vector<Token> byGrammar(const std::string& text) {
    std::vector<std::uint32_t> offsets;
    for (std::size_t at = 0; at < text.size(); text::nextRune(text, at))
        offsets.push_back(static_cast<std::uint32_t>(at));
    offsets.push_back(static_cast<std::uint32_t>(text.size()));
    std::vector<Token> tokens = runLexer(text);
    for (Token& token : tokens) {
        token.begin = offsets[token.begin];
        token.end = offsets[token.end];
    }
    return tokens;
}

void expectAgreement(const std::string& text) {
    std::vector<Token> found = scan(text), wanted = byGrammar(text);
    for (std::size_t i = 0; i < std::max(found.size(), wanted.size()); ++i) {
        bool isSame = i < found.size() && i < wanted.size() && found[i].kind == wanted[i].kind &&
                      found[i].begin == wanted[i].begin && found[i].end == wanted[i].end;
        if (isSame)
            continue;
        std::string_view seen = i < found.size() ? describe(found[i].kind) : "the end";
        std::string_view grammars = i < wanted.size() ? describe(wanted[i].kind) : "the end";
        FAIL() << "token " << i << " is " << seen << ", by the grammar " << grammars << ", in\n" << text;
    }
}

TEST(Scanner, ReadsProgramsAsTheGrammarSays) {
    for (const char* folder : {"stdlib", "examples", "test", "docs"}) {
        for (const auto& path : filesBelow(folder, folder == std::string("docs") ? ".md" : ".stack")) {
            std::string text = readText(path);
            if (!text::isUtf8(text))
                continue;
            SCOPED_TRACE(path);
            expectAgreement(text);
            std::string windows;
            for (char c : text)
                windows += c == '\n' ? "\r\n" : std::string(1, c);
            expectAgreement(windows);
        }
    }
}

TEST(Scanner, ReadsWhatIsOddAsTheGrammarSays) {
    for (const char* text : {"",
                             "\"",
                             "\"\"",
                             "\"\"\"",
                             "\"\"\"\"",
                             "\"\"\"\"\"\"",
                             "\"a\\",
                             "\"a\\\n",
                             "\"\\(",
                             "\"\\(a",
                             "\"\\(a)",
                             "\"\\(\"\\(a\nb",
                             "\"a\rb\"",
                             "\"a\r\nb",
                             "r\"",
                             "r\"a\nb\"",
                             "rr\"a\"",
                             "r\"\"",
                             "1..2",
                             "1.2..3.4",
                             "1.",
                             "1._2",
                             "1_",
                             "1__2",
                             "1e5",
                             "1e+5",
                             "1e+",
                             "1E-5m",
                             "1e5x",
                             "1.5e3",
                             "1.5e",
                             "1.5%",
                             "1e5_0",
                             "1_0.0_1e1_1",
                             "5m_",
                             "5%m",
                             "0x1F",
                             "12Gi34",
                             "//",
                             "///",
                             "////",
                             "///a/",
                             "//\r",
                             "//a\r\nb",
                             "\r",
                             "\ra",
                             "\\",
                             "\\(",
                             "!",
                             "!==",
                             "====>",
                             "....",
                             "?????",
                             "<=>=",
                             "+=+",
                             ")",
                             "))(",
                             "\"\"\"a\\",
                             "\"\"\"a\\\"b\\(c)\"d\"\"\"",
                             "\"\"\"\n\\\n\"\"\"",
                             "\"\\(\"\"\"\n\\(\"a\n\"\"\")",
                             "\xc3\xa4 \xf0\x9f\x98\x80",
                             "\"\xc3\xa4\\\xc3\xa4\\(\xc3\xa4)\"",
                             "\"\"\"\\\xc3\xa4\"\"\"",
                             "a\xe2\x80\x8b"
                             "b"})
        expectAgreement(text);
}

/// Pieces that decide between tokens, in any order.
TEST(Scanner, ReadsAnythingAsTheGrammarSays) {
    const std::vector<std::string> pieces{
        "\"",  "\"\"\"", "\\(", "\\", "(", ")", "\n",  "\r",      "\r\n", " ",  "\t",       "a",
        "r\"", "r",      "e",   "E",  "_", "0", "17",  ".",       "..",   "%",  "+",        "-",
        "=",   ">",      "<",   "!",  "?", "/", "//",  "///",     "{",    "}",  "[",        "]",
        ",",   ":",      "|",   "&",  "@", "*", "for", "service", "m",    "Gi", "\xc3\xa4", "\xf0\x9f\x98\x80",
        "#",   "$"};
    std::mt19937 random(1);
    std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1), length(1, 24);
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (std::size_t n = length(random); n > 0; --n)
            text += pieces[piece(random)];
        expectAgreement(text);
        if (HasFatalFailure())
            return;
    }
}

} // namespace
} // namespace stackc::syntax
