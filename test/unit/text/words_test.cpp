#include <gtest/gtest.h>

#include "text/base64.h"
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

TEST(Base64, AsGo) {
    for (const char* bytes : {"", "a", "ab", "abc", "abcd", "\xff\xfe"})
        EXPECT_EQ(fromBase64(base64(bytes)), bytes);
    EXPECT_EQ(base64("hi"), "aGk=");
    EXPECT_EQ(fromBase64("aG\nk=\r\n"), "hi");
    for (const char* bad : {"aGk", "aGk=x", "a===", "aG k", "=", "aGk=aGk=", "a\xc3\xa4k"})
        EXPECT_EQ(fromBase64(bad), std::nullopt) << bad;
}

} // namespace
} // namespace stackc::text
