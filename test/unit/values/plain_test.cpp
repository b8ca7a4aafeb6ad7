// What may stand unquoted, held against the same rules as regular expressions.

#include "text/yaml_words.h"
#include "values/yaml_text.h"

#include <gtest/gtest.h>
#include <random>
#include <re2/re2.h>
#include <string>

namespace stackc::values {
namespace {

bool isPlainByPatterns(const std::string& text) {
    static const re2::RE2 shape(
        R"((?:[A-Za-z0-9_/$^(]|\.{1,2}[A-Za-z0-9_/]|--?[A-Za-z0-9])[A-Za-z0-9_/$^().+=@%~<>?!&*|;:-]*)"
        R"((?: [A-Za-z0-9_/$^().+=~;][A-Za-z0-9_/$^().+=@%~<>?!&*|;:-]*)*)");
    static const re2::RE2 word(R"((?i)nan|inf|infinity)"); // of some languages' numbers
    static const re2::RE2 number(R"([-+.]*[0-9][-+0-9a-fA-FxXoObBtTzZ_.,: ]*)");
    return !text.empty() && re2::RE2::FullMatch(text, shape) && text.find(": ") == std::string::npos &&
           text.back() != ':' && !text::isYamlWord(text) && !re2::RE2::FullMatch(text, word) &&
           !re2::RE2::FullMatch(text, number);
}

TEST(PlainScalars, AreThoseOfThePatterns) {
    std::mt19937 random(7);
    for (std::string_view alphabet :
         {"ab1.-: ", "0123456789.-+:eExXtTzZ_ ,", "nNaAiIfFtTyY.", "aZ0_/$^().+=@%~<>?!&*|;:-# '\"{}[],\\\n\t",
          "\x80\xff"
          "ab "}) {
        std::uniform_int_distribution<size_t> which(0, alphabet.size() - 1);
        for (int round = 0; round < 50'000; ++round) {
            std::string text(1 + random() % 9, ' ');
            for (char& c : text)
                c = alphabet[which(random)];
            ASSERT_EQ(isPlainSafe(text), isPlainByPatterns(text)) << testing::PrintToString(text);
        }
    }
}

TEST(PlainScalars, WordsAndNumbersOfAnyReaderAreQuoted) {
    for (const char* text :
         {"",         "yes", "No",  "NULL", "~",  ".inf",   "-.INF", "+.inf", ".NaN",     "nan",
          "Infinity", "inf", "<<",  "=",    "1",  "-1.5e7", "0x1F",  "0o7",   "10:30:00", "2001-12-14",
          "1_000",    "1,5", "- a", "a: b", "a:", " a",     "a ",    "#",     "a #b"})
        EXPECT_FALSE(isPlainSafe(text)) << text;
    for (const char* text : {"a", "app-0", "registry.example.org/apps/a:1.0.0", "v1.2", "1.2.3-rc1g", "..a", "--flag",
                             "-x", "falsely", "a b", "$(POD_NAME)", "/ready", "infinitely"})
        EXPECT_TRUE(isPlainSafe(text)) << text;
}

} // namespace
} // namespace stackc::values
