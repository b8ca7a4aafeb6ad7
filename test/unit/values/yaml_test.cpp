#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "text/yaml_words.h"
#include "values/data_text.h"
#include "values/yaml_text.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

TEST(YamlText, plainOnlyWhereNoReaderMistakesIt) {
    for (const char* text : {"a", "10Gi", "100m", "30s", "25%", "ghcr.io/ml-rust/xerv", "http://a:80/b", "--foo=bar",
                             "a b", "node.js", "$(HOST)", "../x"})
        EXPECT_EQ(yamlScalar(text), text);
    for (const char* text : {"",           "y",  "Off", "null", "~",  "1",       "1.5",  "0.1.0", "1e3", "0x1f", "1:30",
                             "2020-01-01", "<<", "=",   "a: b", "a:", "a #b",    "- a",  "---",   "...", "{a",   "[a",
                             "*a",         "&a", "!a",  "a ",   " a", "{{ x }}", ".inf", "12_3",  "@a",  "`a"})
        EXPECT_EQ(yamlScalar(text), "\"" + std::string(text) + "\"");
    EXPECT_EQ(yamlScalar("a\n\"b\"\\\x01\xc2\x85\xe2\x80\xa8"), R"("a\n\"b\"\\\u0001\u0085\u2028")");
}

TEST(YamlText, blockStyle) {
    Json json = {{"list", {{{"a", 1}, {"b", {"x", "y"}}}, Json::array({1, 2})}},
                 {"empty", {{"l", Json::array()}, {"m", Json::object()}}},
                 {"text", "one\ntwo\n"},
                 {"open", "one\n\n  two"},
                 {"tiny", 1e-7},
                 {"end", "one\ntwo\n"}};
    EXPECT_EQ(writeYaml(json), R"(list:
  - a: 1
    b:
      - x
      - "y"
  - - 1
    - 2
empty:
  l: []
  m: {}
text: |
  one
  two
open: |-
  one

    two
tiny: 1.0e-7
end: "one\ntwo\n"
)");
    EXPECT_EQ(writeYamlAfterKey(Json{{"a", 1}}, {2, 2, true}), "\n    a: 1\n");
    EXPECT_EQ(writeYamlAfterKey(Json("a\nb\n"), {2, 2, true}), " |\n    a\n    b\n");
}

TEST(DataText, KeysArePlainWhereNoReaderMistakesThem) {
    for (const char* key : {"a", "_x", "a.b/c-d", "yess", "nulls", "A1"})
        EXPECT_TRUE(isPlainTextKey(key) && !text::isYamlWord(key)) << key;
    for (const char* key :
         {"y", "N", "yes", "nO", "on", "OFF", "true", "False", "null", "NULL", "~", "<<", "=", ".inf"})
        EXPECT_TRUE(!isPlainTextKey(key) && text::isYamlWord(key)) << key;
    for (const char* key : {"", "1a", "-a", "a b", "a:", "é", "a\n"})
        EXPECT_FALSE(isPlainTextKey(key)) << key;
}

} // namespace stackc::values
