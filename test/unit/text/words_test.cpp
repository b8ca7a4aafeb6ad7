#include <gtest/gtest.h>

#include "text/base64.h"
#include "text/regex.h"
#include "text/replace.h"
#include "text/sha256.h"
#include "text/yaml_words.h"

namespace stackc::text {
namespace {

TEST(YamlWords, AsGoYaml) {
    for (const char* word : {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
        EXPECT_TRUE(isTrueWord(word)) << word;
    for (const char* word : {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
        EXPECT_TRUE(isFalseWord(word)) << word;
    for (const char* word : {"", "~", "null", "Null", "NULL"})
        EXPECT_TRUE(isNullWord(word)) << word;
    for (const char* word : {"yEs", "tRUE", "oN", "nULL", "x", "-y"})
        EXPECT_FALSE(isTrueWord(word) || isFalseWord(word) || isNullWord(word)) << word;
    for (const char* word : {".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"})
        EXPECT_EQ(notFiniteWord(word), NotFinite::Infinity) << word;
    for (const char* word : {"-.inf", "-.Inf", "-.INF"})
        EXPECT_EQ(notFiniteWord(word), NotFinite::NegativeInfinity) << word;
    for (const char* word : {".nan", ".NaN", ".NAN"})
        EXPECT_EQ(notFiniteWord(word), NotFinite::NaN) << word;
    for (const char* word : {"inf", ".iNF", ".Nan", "nan", "-inf"})
        EXPECT_EQ(notFiniteWord(word), NotFinite::No) << word;
    for (const char* word : {"tRUE", "yEs", "<<", "=", "~", "", ".InF"})
        EXPECT_TRUE(isYamlWord(word)) << word;
    for (const char* word : {"a", "inf", "yess", "==", "-"})
        EXPECT_FALSE(isYamlWord(word)) << word;
}

TEST(Replace, FromTheLeft) {
    EXPECT_EQ(replaceAll("aaa", "aa", "b"), "ba");
    EXPECT_EQ(replaceAll("a.b.c", ".", "a.b.c"), "aa.b.cba.b.cc");
    EXPECT_EQ(replaceAll("abc", "x", "y"), "abc");
    EXPECT_EQ(replaceAll("abc", "", "y"), "abc");
    EXPECT_EQ(replaceAll("", "a", "y"), "");
    EXPECT_EQ(replaceAll("abab", "ab", ""), "");
    EXPECT_EQ(occurrences("aaaa", "aa"), 2);
    EXPECT_EQ(occurrences("abc", ""), 0);
}

TEST(Regex, MatchesAnywhere) {
    for (int i = 0; i < 2; ++i) { // the second time what is compiled already
        EXPECT_TRUE(matches("b+", "abbc"));
        EXPECT_FALSE(matches("^b", "abbc"));
        EXPECT_TRUE(matches("", ""));
        EXPECT_FALSE(matches("(", "("));
    }
    EXPECT_EQ(patternError("a|b"), "");
    EXPECT_EQ(patternError("("), "the pattern is not valid: missing ): (");
}

TEST(Regex, IsTheSameElsewhere) {
    for (const char* same :
         {R"(^[a-z0-9]([-a-z0-9]*[a-z0-9])?$)", R"(^(?:a|b)\.\d+\w*$)", R"([\]\[:]+)", R"(\\pL)", "[[]", R"(\x41)"})
        EXPECT_EQ(patternError(same), "") << same;
    for (auto [pattern, part] : {std::pair{"(?i)a", "(?i)"},
                                 {"a(?P<n>b)", "(?P<n>"},
                                 {R"(\Qa.\E)", R"(\Q)"},
                                 {R"(^a\z)", R"(\z)"},
                                 {R"(^\p{L}+$)", R"(\p)"},
                                 {R"(^[\p{L}-]+$)", R"(\p)"},
                                 {"[[:alpha:]]", "[:alpha:]"},
                                 {"^[]a]$", "[]"},
                                 {"^[^]a]$", "[^]"},
                                 {R"(\x{41})", R"(\x{41})"}})
        EXPECT_EQ(patternError(pattern),
                  "the pattern is not valid: `" + std::string(part) + "` is not the same for RE2 and ECMAScript")
            << pattern;
}

TEST(Base64, AsGo) {
    for (const char* bytes : {"", "a", "ab", "abc", "abcd", "\xff\xfe"})
        EXPECT_EQ(fromBase64(base64(bytes)), bytes);
    EXPECT_EQ(base64("\xfb\xff\xbf"), "+/+/");
    EXPECT_EQ(fromBase64("aGl="), "hi"); // the last bits don't count
    EXPECT_EQ(base64("hi"), "aGk=");
    EXPECT_EQ(fromBase64("aG\nk=\r\n"), "hi");
    for (const char* bad : {"aGk", "aGk=x", "a===", "aG k", "=", "aGk=aGk=", "====", "-_-_", "a\xc3\xa4k"})
        EXPECT_EQ(fromBase64(bad), std::nullopt) << bad;
}

/// The examples of FIPS 180-4, and sizes about the ends of blocks, of which sha256sum(1) has the digests.
TEST(Sha256, AsTheStandard) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(55, 'a')), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    EXPECT_EQ(sha256(std::string(56, 'a')), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    EXPECT_EQ(sha256(std::string(63, 'a')), "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
    EXPECT_EQ(sha256(std::string(64, 'a')), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
    EXPECT_EQ(sha256(std::string(65, 'a')), "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0");
    EXPECT_EQ(sha256(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

} // namespace
} // namespace stackc::text
