#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "values/yaml_reader.h"
#include "values/yaml_text.h"

namespace stackc::values {

namespace {

using Json = nlohmann::ordered_json;

/// The JSON text, or "line: message".
std::string read(const std::string& yaml) {
    Json json;
    YamlError error;
    if (!readYaml(yaml, json, error))
        return std::to_string(error.line) + ": " + error.message;
    return json.dump();
}

std::string readScalar(const std::string& scalar) {
    Json json;
    YamlError error;
    return readYaml("v: " + scalar, json, error) ? json["v"].dump() : error.message;
}

} // namespace

TEST(YamlReader, scalarsAsGoYaml) {
    const std::vector<std::pair<std::string, std::string>> cases = {{"y", "true"},
                                                                    {"No", "false"},
                                                                    {"OFF", "false"},
                                                                    {"tRUE", "\"tRUE\""},
                                                                    {"~", "null"},
                                                                    {"", "null"},
                                                                    {"0755", "493"},
                                                                    {"0o755", "493"},
                                                                    {"089", "89"},
                                                                    {"0x10", "16"},
                                                                    {"-0b11", "-3"},
                                                                    {"1_000", "1000"},
                                                                    {"_1", "\"_1\""},
                                                                    {"1e6", "1000000"},
                                                                    {".5", "0.5"},
                                                                    {"5.", "5"},
                                                                    {"1:30", "\"1:30\""},
                                                                    {"2020-01-01", "\"2020-01-01\""},
                                                                    {"9007199254740995", "9.007199254740996e+15"},
                                                                    {"\"yes\"", "\"yes\""},
                                                                    {"!!str 5", "\"5\""},
                                                                    {"!!float 5", "5"},
                                                                    {".inf", "`.inf` is not a finite number"},
                                                                    {"!!int x", "cannot read `x` as a !!int"},
                                                                    {"=", "\"=\""},
                                                                    {"<<", "\"<<\""}};
    for (const auto& [yaml, json] : cases)
        EXPECT_EQ(readScalar(yaml), json) << yaml;
}

TEST(YamlReader, structure) {
    EXPECT_EQ(read(""), "null");
    EXPECT_EQ(read("on: 1\n1: x\n1.5: z\n"), R"({"true":1,"1":"x","1.5":"z"})");
    EXPECT_EQ(read("a: &x {p: 1}\nb:\n  p: 9\n  <<: *x\n  q: 2\n"), R"({"a":{"p":1},"b":{"p":1,"q":2}})");
    EXPECT_EQ(read("a: 1\nb: 2\na: 3\n"), "3: key `a` is given twice");
    EXPECT_EQ(read("a: 1\n---\nb: 2\n"), "3: more than one document");
    EXPECT_EQ(read("~: 1\n"), "1: a key must be a string, number or bool");
    EXPECT_EQ(read("a: \x07\n"), "1: control characters are not allowed");
    EXPECT_EQ(read("a: \xff\n"), "1: not valid UTF-8");
}

TEST(YamlReader, aliasesAndDepthAreBounded) {
    std::string bomb = "a0: &a0 [x]\n";
    for (int i = 1; i < 30; ++i)
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + ", *a" +
                std::to_string(i - 1) + "]\n";
    EXPECT_NE(read(bomb).find("too many values"), std::string::npos);
    EXPECT_NE(read(std::string(300, '[') + std::string(300, ']')).find("nested too deeply"), std::string::npos);
}

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

} // namespace stackc::values
